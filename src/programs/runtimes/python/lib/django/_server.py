"""The request's way through a project, and the development server."""
import django, os, socket, sys, time
from http import _phrases
from html import escape
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponsePermanentRedirect, HttpResponseServerError
from django.urls import Resolver404, resolve, tried
_HEADERS = {'django.middleware.clickjacking.XFrameOptionsMiddleware': (('X-Frame-Options', 'DENY'),), 'django.middleware.security.SecurityMiddleware': (('X-Content-Type-Options', 'nosniff'), ('Referrer-Policy', 'same-origin'), ('Cross-Origin-Opener-Policy', 'same-origin'))}
class Application:
    """The project as a server calls it; a test's client has it raise what a view raised."""
    def __init__(self, raises=False):
        from django.apps import apps
        apps.populate()
        self._raises, self._chain = raises, self._answer
        for name in reversed(list(settings.MIDDLEWARE)):
            if name.startswith('django.'): continue
            import importlib
            kind = getattr(importlib.import_module(name.rpartition('.')[0]), name.rpartition('.')[2])
            self._chain = kind(self._chain)
    def _wsgi_answer(self, request):
        from _dk_web import Answer
        made = self.handle(HttpRequest(request.method, request.target, request.pairs, request.body, request.address[0]))
        return Answer(made.status_code, made.reason_phrase, list(made.headers.items()) + [('Set-Cookie', one) for one in made.cookies], made.content)
    def __call__(self, environ, start_response):
        raise NotImplementedError("dockyard: Django's application as a WSGI callable is not simulated")
    def handle(self, request):
        try: answer = self._chain(request)
        except Http404 as missing: answer = _missing(request, str(missing))
        except PermissionDenied: answer = HttpResponse('\n<!doctype html>\n<html lang="en">\n<head>\n  <title>403 Forbidden</title>\n</head>\n<body>\n  <h1>403 Forbidden</h1><p></p>\n</body>\n</html>\n', status=403)
        except Exception as error:
            if self._raises: raise
            import _dockyard
            sys.stderr.write('Internal Server Error: %s\n%s' % (request.path, _dockyard.traceback(error)))
            answer = _broken(request, error)
        if request._session is not None: _keep_session(request._session, answer)
        if 'django.middleware.common.CommonMiddleware' in settings.MIDDLEWARE and 'Content-Length' not in answer.headers: answer.headers['Content-Length'] = str(len(answer.content))
        if django.VERSION < (1, 9) and answer.headers.get('Location', '').startswith('/'): answer.headers['Location'] = 'http://%s%s' % (request.get_host(), answer.headers['Location'])
        for name in reversed(list(settings.MIDDLEWARE)):
            for key, value in _HEADERS.get(name, ()): answer.headers.setdefault(key, value)
        return answer
    def _answer(self, request):
        host = request.get_host().split(':')[0]
        allowed = settings.ALLOWED_HOSTS or (['localhost', '127.0.0.1', '[::1]', '.localhost'] if settings.DEBUG else [])
        if not any(one == '*' or one == host or (one.startswith('.') and (host.endswith(one) or host == one[1:])) for one in allowed) and host != 'testserver':
            sys.stderr.write("Invalid HTTP_HOST header: '%s'. You may need to add '%s' to ALLOWED_HOSTS.\n" % (request.get_host(), host))
            return HttpResponse('<!doctype html>\n<html lang="en">\n<head>\n  <title>Bad Request (400)</title>\n</head>\n<body>\n  <h1>Bad Request (400)</h1><p></p>\n</body>\n</html>\n' if not settings.DEBUG else "DisallowedHost at %s: Invalid HTTP_HOST header: '%s'. You may need to add '%s' to ALLOWED_HOSTS.\n" % (request.path, request.get_host(), host), status=400)
        static = settings.STATIC_URL
        if static and settings.DEBUG and 'django.contrib.staticfiles' in settings.INSTALLED_APPS:
            base = static if static.startswith('/') else '/' + static
            if request.path.startswith(base): return _static(request.path[len(base):])
        try: found = resolve(request.path)
        except Resolver404:
            if settings.APPEND_SLASH and not request.path.endswith('/'):
                try:
                    resolve(request.path + '/')
                    return HttpResponsePermanentRedirect(request.path + '/' + ('?' + request.META['QUERY_STRING'] if request.META['QUERY_STRING'] else ''))
                except Resolver404: pass
            if request.path == '/' and settings.DEBUG and not [one for one in tried('') if not one.startswith(('admin/', '^admin/'))]:
                from django._pages import welcome
                return HttpResponse(welcome())
            raise Http404('')
        request.resolver_match = found
        if request.method == 'POST' and 'django.middleware.csrf.CsrfViewMiddleware' in settings.MIDDLEWARE and not getattr(found.func, 'csrf_exempt', False) and 'csrfmiddlewaretoken' not in request.POST and request.get_host() != 'testserver':
            sys.stderr.write('Forbidden (CSRF cookie not set.): %s\n' % request.path)
            return HttpResponse('<!DOCTYPE html>\n<html lang="en">\n<head><title>403 Forbidden</title></head>\n<body>\n  <h1>Forbidden <span>(403)</span></h1>\n  <p>CSRF verification failed. Request aborted.</p>\n</body>\n</html>\n', status=403)
        answer = found.func(request, *found.args, **found.kwargs)
        if answer is None: raise ValueError("The view %s didn't return an HttpResponse object. It returned None instead." % getattr(found.func, '__name__', 'view'))
        return answer
def _keep_session(session, answer):
    if session._flushed and not session._data(): answer.delete_cookie(settings.SESSION_COOKIE_NAME)
    elif session.modified:
        session.save()
        answer.set_cookie(settings.SESSION_COOKIE_NAME, session.session_key, max_age=settings.SESSION_COOKIE_AGE, httponly=True, samesite='Lax')
        answer.headers.setdefault('Vary', 'Cookie')
def _static(name):
    from http.server import _types
    folders = [str(f) for f in settings.STATICFILES_DIRS] + [str(getattr(settings, 'BASE_DIR', '.')) + '/' + app.split('.')[0] + '/static' for app in settings.INSTALLED_APPS if not app.startswith('django.')]
    for folder in folders:
        path = folder + '/' + name
        if os.path.isfile(path):
            with open(path, 'rb') as file: return HttpResponse(file.read(), content_type=_types.get(os.path.splitext(path)[1], 'application/octet-stream'))
    raise Http404('')
def _missing(request, reason):
    if not settings.DEBUG: return HttpResponseNotFound('\n<!doctype html>\n<html lang="en">\n<head>\n  <title>Not Found</title>\n</head>\n<body>\n  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>\n</body>\n</html>\n')
    from django._pages import missing
    return HttpResponseNotFound(missing(request, reason, list(tried(request.path[1:]))))
def _broken(request, error):
    if not settings.DEBUG: return HttpResponseServerError('\n<!doctype html>\n<html lang="en">\n<head>\n  <title>Server Error (500)</title>\n</head>\n<body>\n  <h1>Server Error (500)</h1><p></p>\n</body>\n</html>\n')
    import _dockyard
    return HttpResponseServerError('<!DOCTYPE html>\n<html lang="en">\n<head>\n  <title>%s at %s</title>\n</head>\n<body>\n  <h1>%s at %s</h1>\n  <pre>%s</pre>\n</body>\n</html>\n' % (type(error).__name__, escape(request.path), type(error).__name__, escape(request.path), escape(_dockyard.traceback(error))))
def serve(host, port, watch=False):
    import _dk_reload, _dockyard
    from datetime import datetime
    try: server = socket.create_server((host, port))
    except OSError as error:
        sys.stderr.write('Error: That port is already in use.\n' if error.args[0] == 98 else "Error: %s\n" % error)
        os._exit(1)
    shown = '[%s]' % host if ':' in host else host
    print('%s\nDjango version %s, using settings %r\nStarting development server at http://%s:%d/\nQuit the server with CONTROL-C.\n' % (datetime.now().strftime('%B %d, %Y - %H:%M:%S'), django.get_version(), os.environ.get('DJANGO_SETTINGS_MODULE'), shown, port))
    if django.VERSION >= (5, 2): print('WARNING: This is a development server. Do not use it in a production setting. Use a production WSGI or ASGI server instead.\nFor more information on production servers see: https://docs.djangoproject.com/en/%s/howto/deployment/' % '.'.join(str(part) for part in django.VERSION[:2]))
    _dockyard.host.label('flask')
    application = Application()
    while True:
        try: connection, address = _dk_reload.accept(server, watch)
        except _dk_reload.Changed as changed:
            server.close()
            sys.stderr.write('%s changed, reloading.\n' % changed.args[0])
            _dk_reload.again()
        try: _one(application, connection, address)
        except OSError: pass
        connection.close()
def _one(application, connection, address, log=True):
    file = connection.makefile('rb')
    first = file.readline().decode().rstrip('\r\n')
    words = first.split()
    if len(words) != 3: return
    pairs = []
    while True:
        line = file.readline().decode().rstrip('\r\n')
        if not line: break
        key, _, value = line.partition(':')
        pairs.append((key, value.strip()))
    size = [int(value) for key, value in pairs if key.lower() == 'content-length']
    answer = application.handle(HttpRequest(words[0], words[1], pairs, file.read(size[0]) if size else b'', address[0]))
    head = 'HTTP/1.1 %d %s\r\nDate: %s\r\nServer: WSGIServer/0.2 CPython/%s\r\n' % (answer.status_code, answer.reason_phrase, time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime()), sys.version.split()[0])
    answer.headers.setdefault('Content-Length', str(len(answer.content)))
    for key, value in list(answer.headers.items()) + [('Set-Cookie', one) for one in answer.cookies]: head += '%s: %s\r\n' % (key, value)
    connection.sendall((head + '\r\n').encode() + (b'' if words[0] == 'HEAD' else answer.content))
    if not log: return
    if answer.status_code >= 400 and answer.status_code < 500: sys.stderr.write('%s: %s\n' % (answer.reason_phrase, words[1].split('?')[0]))
    sys.stderr.write('[%s] "%s" %d %d\n' % (time.strftime('%d/%b/%Y %H:%M:%S'), first, answer.status_code, len(answer.content)))
