def get_wsgi_application():
    import django
    django.setup()
    from django._server import Application
    return Application()
