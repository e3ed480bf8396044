from _dk_headers import Headers
import json as _json, _dk_http
from urllib.parse import urlencode, urljoin
from requests import exceptions
from requests.exceptions import RequestException, ConnectionError, HTTPError, Timeout
__version__ = '2.32.5'
class _Headers(Headers):
    def __repr__(self): return repr(dict(self._list))
class Response:
    def __init__(self, url, answer):
        self.url, self.status_code, self.reason, self.headers, self.content, self.history, self.encoding = url, answer.status, answer.reason, _Headers(answer.headers), answer.body, [], 'utf-8'
    ok = property(lambda self: self.status_code < 400)
    text = property(lambda self: self.content.decode())
    def json(self, **more): return _json.loads(self.content.decode())
    def raise_for_status(self):
        if self.status_code >= 400:
            raise HTTPError('%d %s Error: %s for url: %s' % (self.status_code, 'Client' if self.status_code < 500 else 'Server', self.reason, self.url))
    def iter_content(self, n=1): return iter([self.content])
    def __repr__(self): return '<Response [%d]>' % self.status_code
def request(method, url, params=None, data=None, json=None, headers=None, timeout=None, auth=None, allow_redirects=True, **more):
    if '://' not in url: raise exceptions.MissingSchema("Invalid URL %r: No scheme supplied. Perhaps you meant https://%s?" % (url, url))
    if params: url += ('&' if '?' in url else '?') + (urlencode(params, True) if not isinstance(params, str) else params)
    send = {'User-Agent': 'python-requests/' + __version__, 'Accept': '*/*'}
    body = None
    if json is not None:
        body = _json.dumps(json).encode()
        send['Content-Type'] = 'application/json'
    elif isinstance(data, dict):
        body = urlencode(data, True).encode()
        send['Content-Type'] = 'application/x-www-form-urlencoded'
    elif data is not None: body = data.encode() if isinstance(data, str) else data
    if auth:
        import base64
        send['Authorization'] = 'Basic ' + base64.b64encode(('%s:%s' % auth).encode()).decode()
    send.update(headers or {})
    history = []
    for _ in range(30):
        try:
            answer = _dk_http.call(method.upper(), url, send, body, timeout[0] if isinstance(timeout, tuple) else timeout)
        except TimeoutError as error: raise Timeout(str(error))
        except OSError as error:
            from urllib.parse import urlparse
            at = urlparse(url)
            raise ConnectionError("HTTPConnectionPool(host='%s', port=%d): Max retries exceeded with url: %s (Caused by NewConnectionError('Failed to establish a new connection: [Errno %s] %s'))" % (at.hostname, at.port or 80, at.path or '/', error.args[0], error.args[1] if len(error.args) > 1 else ''))
        made = Response(url, answer)
        made.history = list(history)
        if allow_redirects and made.status_code in (301, 302, 303, 307, 308) and made.headers.get('Location'):
            history.append(made)
            url = urljoin(url, made.headers['Location'])
            continue
        return made
def get(url, params=None, **more): return request('GET', url, params=params, **more)
def post(url, data=None, json=None, **more): return request('POST', url, data=data, json=json, **more)
def put(url, data=None, **more): return request('PUT', url, data=data, **more)
def patch(url, data=None, **more): return request('PATCH', url, data=data, **more)
def delete(url, **more): return request('DELETE', url, **more)
def head(url, **more): return request('HEAD', url, **more)
class Session:
    def __init__(self): self.headers = {}
    def request(self, method, url, headers=None, **more):
        both = dict(self.headers)
        both.update(headers or {})
        return request(method, url, headers=both, **more)
    def get(self, url, **more): return self.request('GET', url, **more)
    def post(self, url, **more): return self.request('POST', url, **more)
    def put(self, url, **more): return self.request('PUT', url, **more)
    def delete(self, url, **more): return self.request('DELETE', url, **more)
    def close(self): pass
    def __enter__(self): return self
    def __exit__(self, *a): pass
