from django.core.wsgi import get_wsgi_application as get_asgi_application
