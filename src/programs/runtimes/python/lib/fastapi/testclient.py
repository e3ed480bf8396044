"""Requests made of an application without a server."""
import asyncio, json
from urllib.parse import urlencode
class _Answer:
    def __init__(self, made): self.status_code, self.content, self.headers = made.status_code, made.body, dict(made.finished())
    text = property(lambda self: self.content.decode())
    def json(self): return json.loads(self.content.decode())
    @property
    def is_success(self): return 200 <= self.status_code < 300
    def __repr__(self):
        from http import _phrases
        return '<Response [%d %s]>' % (self.status_code, _phrases.get(self.status_code, ''))
class TestClient:
    __test__ = False
    def __init__(self, app, base_url='http://testserver', **more): self.app, self.headers, self.cookies = app, {}, {}
    def __enter__(self):
        asyncio.run(self.app.startup())
        return self
    def __exit__(self, *a): asyncio.run(self.app.shutdown())
    def request(self, method, url, json=None, data=None, params=None, headers=None, content=None, cookies=None, follow_redirects=True, **more):
        from fastapi.requests import Request
        import json as text
        body, pairs = b'', [('host', 'testserver'), ('user-agent', 'testclient')] + list(self.headers.items()) + list((headers or {}).items())
        if params: url += ('&' if '?' in url else '?') + urlencode(params, True)
        if json is not None: body, pairs = text.dumps(json, separators=(',', ':')).encode(), pairs + [('content-type', 'application/json')]
        elif data is not None: body, pairs = urlencode(data, True).encode(), pairs + [('content-type', 'application/x-www-form-urlencoded')]
        elif content is not None: body = content if isinstance(content, bytes) else content.encode()
        made = asyncio.run(self.app.answer(Request(self.app, method, url.replace('http://testserver', ''), pairs, body, ('testclient', 50000))))
        if follow_redirects and made.status_code in (301, 302, 303, 307, 308): return self.request(method if made.status_code in (307, 308) else 'GET', made.headers['location'], json=json, data=data, headers=headers)
        return _Answer(made)
    def get(self, url, **more): return self.request('GET', url, **more)
    def post(self, url, **more): return self.request('POST', url, **more)
    def put(self, url, **more): return self.request('PUT', url, **more)
    def patch(self, url, **more): return self.request('PATCH', url, **more)
    def delete(self, url, **more): return self.request('DELETE', url, **more)
