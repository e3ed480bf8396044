from functools import wraps
from django.http import HttpResponseNotAllowed
def require_http_methods(methods):
    def wrap(view):
        def inner(request, *args, **kwargs):
            if request.method not in methods: return HttpResponseNotAllowed(methods)
            return view(request, *args, **kwargs)
        return wraps(view)(inner)
    return wrap
require_GET, require_POST, require_safe = require_http_methods(['GET']), require_http_methods(['POST']), require_http_methods(['GET', 'HEAD'])
