from _dk_headers import Headers
import json, re
from urllib.parse import parse_qsl, unquote
from http import _phrases
class Http404(Exception): pass
class QueryDict(dict):
    """The values of a query or a form, by name: the last one, or all of them."""
    def __init__(self, text=''):
        super().__init__()
        self._lists = {}
        for key, value in parse_qsl(text, True):
            self._lists.setdefault(key, []).append(value)
            self[key] = value
    def getlist(self, key): return self._lists.get(key, [])
    def dict(self): return {key: self[key] for key in self.keys()}
    def urlencode(self):
        from urllib.parse import urlencode
        return urlencode([(k, v) for k, many in self._lists.items() for v in many])
class HttpRequest:
    def __init__(self, method, target, headers, body, address):
        self.method, self.body, self._address = method, body, address
        raw, _, query = target.partition('?')
        self.path = self.path_info = unquote(raw)
        self._target = target
        self.headers = Headers(headers)
        self.GET = QueryDict(query)
        kind = self.headers.get('Content-Type', '')
        self.content_type = kind.split(';')[0]
        self.POST = QueryDict(body.decode() if method == 'POST' and self.content_type == 'application/x-www-form-urlencoded' else '')
        self.FILES, self.COOKIES, self._session, self._user = QueryDict(), {}, None, None
        for pair in self.headers.get('Cookie', '').split(';'):
            key, sign, value = pair.strip().partition('=')
            if sign: self.COOKIES[key] = value
        self.META = {'REMOTE_ADDR': address, 'REQUEST_METHOD': method, 'QUERY_STRING': query, 'PATH_INFO': self.path, 'SERVER_PROTOCOL': 'HTTP/1.1'}
        for key, value in headers: self.META[('HTTP_' if key.lower() not in ('content-type', 'content-length') else '') + key.upper().replace('-', '_')] = value
        self.resolver_match = None
    @property
    def session(self):
        from django.conf import settings
        if 'django.contrib.sessions.middleware.SessionMiddleware' not in settings.MIDDLEWARE: raise AttributeError("'WSGIRequest' object has no attribute 'session'")
        if self._session is None:
            from django.contrib.sessions.store import SessionStore
            self._session = SessionStore(self.COOKIES.get(settings.SESSION_COOKIE_NAME))
        return self._session
    @property
    def user(self):
        from django.conf import settings
        if self._user is None:
            if 'django.contrib.auth.middleware.AuthenticationMiddleware' not in settings.MIDDLEWARE: raise AttributeError("'WSGIRequest' object has no attribute 'user'")
            from django.contrib.auth import get_user
            self._user = get_user(self)
        return self._user
    @user.setter
    def user(self, value): self._user = value
    def get_host(self): return self.headers.get('Host', 'localhost')
    def get_full_path(self): return self._target
    def build_absolute_uri(self, path=None): return 'http://%s%s' % (self.get_host(), path if path is not None else self._target)
    def is_secure(self): return False
    scheme = 'http'
class HttpResponse:
    status_code = 200
    def __init__(self, content=b'', content_type=None, status=None, reason=None, charset=None, headers=None):
        if status is not None: self.status_code = int(status)
        self.headers = {'Content-Type': content_type or 'text/html; charset=utf-8'}
        self.headers.update(headers or {})
        self.cookies = []
        self.content = content
        self._reason = reason
    @property
    def content(self): return self._content
    @content.setter
    def content(self, value):
        if isinstance(value, (bytes, bytearray)): self._content = bytes(value)
        elif isinstance(value, str): self._content = value.encode()
        elif hasattr(value, '__iter__'): self._content = b''.join([p.encode() if isinstance(p, str) else p for p in value])
        else: self._content = str(value).encode()
    @property
    def reason_phrase(self): return self._reason or _phrases.get(self.status_code, 'Unknown Status Code')
    def write(self, text): self._content += text.encode() if isinstance(text, str) else text
    def __setitem__(self, name, value): self.headers[name] = str(value)
    def __getitem__(self, name): return self.headers[name]
    def __contains__(self, name): return name in self.headers
    def has_header(self, name): return name in self.headers
    def set_cookie(self, key, value='', max_age=None, path='/', httponly=False, samesite=None, **more):
        import time
        lasts = '' if max_age is None else 'expires=%s; ' % time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(time.time() + max_age))
        self.cookies.append('%s=%s; %s%s%sPath=%s%s' % (key, value, lasts, 'HttpOnly; ' if httponly else '', 'Max-Age=%d; ' % max_age if max_age is not None else '', path, '; SameSite=' + samesite if samesite else ''))
    def delete_cookie(self, key, path='/'): self.cookies.append('%s=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=%s' % (key, path))
    def json(self): return json.loads(self._content.decode())
StreamingHttpResponse = FileResponse = HttpResponse
class JsonResponse(HttpResponse):
    def __init__(self, data, encoder=None, safe=True, json_dumps_params=None, **more):
        if safe and not isinstance(data, dict): raise TypeError('In order to allow non-dict objects to be serialized set the safe parameter to False.')
        more.setdefault('content_type', 'application/json')
        super().__init__(json.dumps(data, default=str, **(json_dumps_params or {})), **more)
class HttpResponseRedirect(HttpResponse):
    status_code = 302
    def __init__(self, to, *a, **k):
        super().__init__(*a, **k)
        self.headers['Location'] = self.url = str(to)
class HttpResponsePermanentRedirect(HttpResponseRedirect): status_code = 301
class HttpResponseBadRequest(HttpResponse): status_code = 400
class HttpResponseForbidden(HttpResponse): status_code = 403
class HttpResponseNotFound(HttpResponse): status_code = 404
class HttpResponseServerError(HttpResponse): status_code = 500
class HttpResponseNotAllowed(HttpResponse):
    status_code = 405
    def __init__(self, permitted, *a, **k):
        super().__init__(*a, **k)
        self.headers['Allow'] = ', '.join(permitted)
