from _dk_headers import Headers
import _dk_http
from urllib.error import URLError, HTTPError
from urllib.parse import urljoin
import sys
class Request:
    def __init__(self, url, data=None, headers=None, method=None):
        self.full_url, self.data, self.headers = url, data, dict(headers or {})
        self.method = method or ('POST' if data is not None else 'GET')
    def add_header(self, name, value): self.headers[name] = value
    def get_method(self): return self.method
class _Headers(Headers):
    def __getitem__(self, name): return self.get(name)
    def __str__(self): return ''.join('%s: %s\n' % pair for pair in self._list)
class Response:
    def __init__(self, url, answer):
        self.url, self.status, self.code, self.reason, self.headers, self._body = url, answer.status, answer.status, answer.reason, _Headers(answer.headers), answer.body
    def read(self, n=-1):
        part = self._body if n is None or n < 0 else self._body[:n]
        self._body = self._body[len(part):]
        return part
    def getcode(self): return self.status
    def getheader(self, name, default=None): return self.headers.get(name, default)
    def info(self): return self.headers
    def geturl(self): return self.url
    def close(self): pass
    def __enter__(self): return self
    def __exit__(self, *a): pass
def urlopen(url, data=None, timeout=None, **more):
    request = url if isinstance(url, Request) else Request(url, data)
    at = request.full_url
    for _ in range(10):
        try:
            headers = {'Accept-Encoding': 'identity', 'User-Agent': 'Python-urllib/%d.%d' % (sys.version_info[0], sys.version_info[1])}
            headers.update(request.headers)
            if request.data is not None:
                headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
            answer = _dk_http.call(request.get_method(), at, headers, request.data, timeout)
        except OSError as error:
            raise URLError(error)
        found = {name.lower(): value for name, value in answer.headers}
        if answer.status in (301, 302, 303, 307, 308) and 'location' in found:
            at = urljoin(at, found['location'])
            continue
        if answer.status >= 400:
            raise HTTPError(at, answer.status, answer.reason, _Headers(answer.headers), answer.body)
        return Response(at, answer)
    raise HTTPError(at, 310, 'Too many redirects', _Headers([]), b'')
def urlretrieve(url, filename):
    with open(filename, 'wb') as f:
        f.write(urlopen(url).read())
    return filename, {}
