from functools import wraps
def login_required(view=None, login_url=None, **more):
    def wrap(fn):
        def inner(request, *args, **kwargs):
            from django.conf import settings
            from django.shortcuts import redirect
            if request.user.is_authenticated: return fn(request, *args, **kwargs)
            return redirect('%s?next=%s' % (login_url or settings.LOGIN_URL, request.path))
        return wraps(fn)(inner)
    return wrap(view) if view is not None else wrap
def user_passes_test(test, login_url=None, redirect_field_name='next'):
    def wrap(fn):
        def inner(request, *args, **kwargs):
            from django.conf import settings
            from django.shortcuts import redirect
            if test(request.user): return fn(request, *args, **kwargs)
            return redirect('%s?next=%s' % (login_url or settings.LOGIN_URL, request.path))
        return wraps(fn)(inner)
    return wrap
def permission_required(name, login_url=None, raise_exception=False): return user_passes_test(lambda user: user.has_perms((name,) if isinstance(name, str) else name), login_url)
