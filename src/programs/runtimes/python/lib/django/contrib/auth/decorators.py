from functools import wraps
def login_required(view=None, login_url=None, **more):
    def wrap(fn):
        def inner(request, *args, **kwargs):
            from django.conf import settings
            from django.shortcuts import redirect
            return redirect('%s?next=%s' % (login_url or settings.LOGIN_URL, request.path))
        return wraps(fn)(inner)
    return wrap(view) if view is not None else wrap
