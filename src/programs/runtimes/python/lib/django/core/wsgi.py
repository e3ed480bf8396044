def get_wsgi_application():
    from django._server import Application
    from django.core.management import _populate
    _populate()
    return Application()
