"""A request as handlers see it."""
import json
from urllib.parse import parse_qsl, unquote
from fastapi.responses import _Headers
class URL:
    def __init__(self, text, path, query): self._text, self.path, self.query, self.scheme = text, path, query, 'http'
    def __str__(self): return self._text
class _Place:
    def __init__(self, host, port): self.host, self.port = host, port
class State: pass
class QueryParams(dict):
    def __init__(self, pairs):
        super().__init__()
        self._pairs = pairs
        for key, value in pairs: self[key] = value
    def getlist(self, key): return [value for one, value in self._pairs if one == key]
    def multi_items(self): return list(self._pairs)
class UploadFile:
    def __init__(self, filename, content, content_type): self.filename, self._content, self.content_type, self.size, self._at = filename, content, content_type, len(content), 0
    def _read(self, size=-1):
        end = len(self._content) if size is None or size < 0 else self._at + size
        part, self._at = self._content[self._at:end], end
        return part
    async def read(self, size=-1): return self._read(size)
    async def seek(self, at): self._at = at
    async def close(self): pass
    @property
    def file(self):
        from io import BytesIO
        return BytesIO(self._content)
class Request:
    def __init__(self, app, method, target, pairs, body, address):
        path, _, query = target.partition('?')
        self.app, self.method, self._body = app, method, body
        self.headers = _Headers([(key.lower(), value) for key, value in pairs])
        host = self.headers.get('host', '127.0.0.1')
        self.path, self.query_params, self.path_params, self.state = unquote(path), QueryParams(parse_qsl(query, True)), {}, State()
        self.url, self.base_url, self.client = URL('http://%s%s' % (host, target), self.path, query), URL('http://%s/' % host, '/', ''), _Place(*address[:2])
        self.cookies = {}
        for pair in self.headers.get('cookie', '').split(';'):
            key, sign, value = pair.strip().partition('=')
            if sign: self.cookies[key] = value
        self.scope = {'type': 'http', 'method': method, 'path': self.path, 'app': app}
    async def body(self): return self._body
    async def json(self): return json.loads(self._body.decode())
    async def form(self): return self.parts()
    def parts(self):
        """The values of a form, by name: text, and files."""
        kind = self.headers.get('content-type', '')
        if kind.startswith('application/x-www-form-urlencoded'): return QueryParams(parse_qsl(self._body.decode(), True))
        if not kind.startswith('multipart/form-data') or 'boundary=' not in kind: return QueryParams([])
        mark, out = b'--' + kind.split('boundary=')[1].strip('"').encode(), []
        for part in self._body.split(mark)[1:-1]:
            head, _, content = part[2:].partition(b'\r\n\r\n')
            content = content[:-2]
            told = {}
            for line in head.decode().split('\r\n'):
                key, _, value = line.partition(':')
                told[key.strip().lower()] = value.strip()
            names = {key: value.strip('"') for key, _, value in [one.strip().partition('=') for one in told.get('content-disposition', '').split(';')[1:]]}
            out.append((names.get('name'), UploadFile(names['filename'], content, told.get('content-type')) if 'filename' in names else content.decode()))
        return QueryParams(out)
