from functools import wraps
def csrf_exempt(view):
    made = wraps(view)(lambda *a, **k: view(*a, **k))
    made.csrf_exempt = True
    return made
csrf_protect = ensure_csrf_cookie = requires_csrf_token = lambda view: view
