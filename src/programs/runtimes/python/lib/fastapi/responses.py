import json, os
class Response:
    media_type, charset = None, 'utf-8'
    def __init__(self, content=None, status_code=200, headers=None, media_type=None, background=None):
        self.status_code, self.media_type = status_code, media_type or self.media_type
        self.body = self.render(content)
        self.raw_headers = [(key.lower(), str(value)) for key, value in (headers or {}).items()]
        self.headers, self.background = _Headers(self.raw_headers), background
    def render(self, content): return b'' if content is None else content if isinstance(content, bytes) else content.encode()
    def finished(self):
        """Its headers as they are sent."""
        out = list(self.raw_headers)
        names = [key for key, _ in out]
        if 'content-length' not in names and not (self.status_code < 200 or self.status_code in (204, 304)): out.append(('content-length', str(len(self.body))))
        if self.media_type and 'content-type' not in names: out.append(('content-type', self.media_type + ('; charset=utf-8' if self.media_type.startswith('text/') else '')))
        return out
    def set_cookie(self, key, value='', max_age=None, expires=None, path='/', domain=None, secure=False, httponly=False, samesite='lax'):
        self.raw_headers.append(('set-cookie', '%s=%s%s%s; Path=%s%s%s' % (key, value, '; HttpOnly' if httponly else '', '; Max-Age=%d' % max_age if max_age is not None else '', path, '; SameSite=' + samesite if samesite else '', '; Secure' if secure else '')))
    def delete_cookie(self, key, path='/', **more): self.set_cookie(key, max_age=0, path=path)
class _Headers:
    def __init__(self, pairs): self._pairs = pairs
    def __getitem__(self, name):
        found = self.get(name)
        if found is None: raise KeyError(name)
        return found
    def get(self, name, default=None):
        for key, value in self._pairs:
            if key == name.lower(): return value
        return default
    def __setitem__(self, name, value):
        self._pairs[:] = [one for one in self._pairs if one[0] != name.lower()] + [(name.lower(), str(value))]
    def __contains__(self, name): return self.get(name) is not None
    def items(self): return list(self._pairs)
    def keys(self): return [key for key, _ in self._pairs]
    def append(self, name, value): self._pairs.append((name.lower(), str(value)))
    def __iter__(self): return iter(self.keys())
class JSONResponse(Response):
    media_type = 'application/json'
    def render(self, content): return json.dumps(content, separators=(',', ':'), ensure_ascii=False).encode()
ORJSONResponse = UJSONResponse = JSONResponse
class HTMLResponse(Response): media_type = 'text/html'
class PlainTextResponse(Response): media_type = 'text/plain'
class RedirectResponse(Response):
    def __init__(self, url, status_code=307, headers=None, background=None):
        super().__init__(None, status_code, headers)
        self.raw_headers += [('content-length', '0'), ('location', str(url))]
class StreamingResponse(Response):
    def render(self, content): return b''.join([one if isinstance(one, bytes) else one.encode() for one in content])
class FileResponse(Response):
    def __init__(self, path, status_code=200, headers=None, media_type=None, filename=None, **more):
        from http.server import _types
        with open(str(path), 'rb') as file: content = file.read()
        super().__init__(content, status_code, headers, media_type or _types.get(os.path.splitext(str(path))[1].lower(), 'text/plain'))
        if filename: self.raw_headers.append(('content-disposition', 'attachment; filename="%s"' % filename))
