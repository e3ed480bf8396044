def get_wsgi_application():
    from django._server import Application
    return Application()
