"""Requests made of an application without a server."""
import json as _json
from urllib.parse import urlencode
from flask import _Headers, _Request
class FlaskClient:
    def __init__(self, app): self._app, self._cookies = app, {}
    def __repr__(self): return "<FlaskClient <Flask '%s'>>" % self._app.name
    def open(self, path, method='GET', json=None, data=None, headers=None, query_string=None, content_type=None, follow_redirects=False):
        made = _Headers((headers or {}).items())
        body = b''
        if content_type: made['Content-Type'] = content_type
        if json is not None:
            body = _json.dumps(json).encode()
            made.setdefault('Content-Type', 'application/json')
        elif isinstance(data, dict):
            body = urlencode(data).encode()
            made.setdefault('Content-Type', 'application/x-www-form-urlencoded')
        elif data is not None: body = data.encode() if isinstance(data, str) else data
        if query_string: path += '?' + (urlencode(query_string) if isinstance(query_string, dict) else query_string)
        if self._cookies: made.setdefault('Cookie', '; '.join('%s=%s' % one for one in self._cookies.items()))
        request = _Request(method, path, made, body, '127.0.0.1')
        answer = self._app._handle(request)
        answer.request = request
        for key, value in answer.headers.items():
            if key.lower() != 'set-cookie': continue
            name, _, held = value.split(';')[0].partition('=')
            if 'Max-Age=0' in value: self._cookies.pop(name, None)
            else: self._cookies[name] = held
        if follow_redirects and answer.status_code in (301, 302, 303, 307, 308): return self.open(answer.headers['Location'].replace('http://localhost', ''), 'GET', follow_redirects=True)
        return answer
    def get(self, path, **more): return self.open(path, 'GET', **more)
    def head(self, path, **more): return self.open(path, 'HEAD', **more)
    def post(self, path, **more): return self.open(path, 'POST', **more)
    def put(self, path, **more): return self.open(path, 'PUT', **more)
    def patch(self, path, **more): return self.open(path, 'PATCH', **more)
    def delete(self, path, **more): return self.open(path, 'DELETE', **more)
    def __enter__(self): return self
    def __exit__(self, *a): pass
