"""FastAPI's face: an application of routes, its errors, its description."""
import asyncio
import _dockyard
from fastapi import status
from fastapi.dependant import BackgroundTasks
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.params import Body, Cookie, Depends, File, Form, Header, Path, Query, Security
from fastapi.requests import Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.routing import APIRouter, Route
__version__ = _dockyard.setup['versions'].get('fastapi', '0.118.3')
class FastAPI(APIRouter):
    def __init__(self, title='FastAPI', version='0.1.0', description='', summary=None, debug=False, docs_url='/docs', redoc_url='/redoc', openapi_url='/openapi.json', lifespan=None, dependencies=None, root_path='', **more):
        super().__init__(dependencies=dependencies)
        self.title, self.version, self.description, self.summary, self.debug, self.docs_url, self.redoc_url, self.openapi_url, self._lifespan = title, version, description, summary, debug, docs_url, redoc_url, openapi_url, lifespan
        self._handlers, self._middleware, self._mounts, self.dependency_overrides, self._block = {}, [], [], {}, None
        from fastapi.requests import State
        self.state = State()
    def exception_handler(self, kind):
        def wrap(fn):
            self._handlers[kind] = fn
            return fn
        return wrap
    def add_exception_handler(self, kind, fn): self._handlers[kind] = fn
    def middleware(self, kind):
        def wrap(fn):
            self._middleware.append(fn)
            return fn
        return wrap
    def add_middleware(self, kind, **options): self._middleware.append(kind(self, **options))
    def mount(self, path, app, name=None): self._mounts.append((path.rstrip('/'), app))
    def openapi(self):
        from fastapi.openapi import document
        return document(self)
    async def startup(self):
        for fn in self._starts:
            made = fn()
            if hasattr(made, 'send'): await made
        if self._lifespan is not None:
            self._block = self._lifespan(self)
            await self._block.__aenter__()
    async def shutdown(self):
        for fn in self._ends:
            made = fn()
            if hasattr(made, 'send'): await made
        if self._block is not None: await self._block.__aexit__(None, None, None)
    async def answer(self, request):
        """A request's answer; what no handler takes is raised."""
        async def inner(request): return await self._routed(request)
        for fn in self._middleware: inner = _around(fn, inner)
        return await inner(request)
    async def _routed(self, request):
        try: return await self._found(request)
        except Exception as error:
            for kind in [one for one in self._handlers if isinstance(one, type) and isinstance(error, one)][:1] + [one for one in self._handlers if one == getattr(error, 'status_code', None)]:
                made = self._handlers[kind](request, error)
                return await made if hasattr(made, 'send') else made
            if isinstance(error, HTTPException): return JSONResponse({'detail': error.detail}, error.status_code, error.headers)
            if isinstance(error, RequestValidationError): return JSONResponse({'detail': [_shown(one) for one in error.errors()]}, 422)
            raise
    async def _found(self, request):
        path, partial = request.path, None
        for route in self.routes:
            found = route.match(path)
            if found is None: continue
            if request.method in route.methods:
                request.path_params = found
                return await route.handle(request)
            partial = partial or route
        for prefix, app in self._mounts:
            if path == prefix or path.startswith(prefix + '/'): return await app.serve(request, path[len(prefix):])
        if partial: raise HTTPException(405, 'Method Not Allowed', {'allow': ', '.join(partial.methods)})
        if path == self.openapi_url and request.method in ('GET', 'HEAD'): return JSONResponse(self.openapi())
        if path in (self.docs_url, self.redoc_url) and self.openapi_url: return HTMLResponse(_docs(self, 'Swagger UI' if path == self.docs_url else 'ReDoc'))
        other = path[:-1] if path[-1:] == '/' else path + '/'
        if path != '/' and any(route.match(other) is not None for route in self.routes): return RedirectResponse(str(request.url).replace(path, other, 1))
        raise HTTPException(404, 'Not Found')
def _around(fn, inner):
    if hasattr(fn, 'around'): return lambda request: fn.around(request, inner)
    return lambda request: fn(request, inner)
def _shown(one):
    made = dict(one, loc=list(one['loc']), input=jsonable_encoder(one['input']))
    if 'ctx' in made: made['ctx'] = {key: {} if isinstance(value, Exception) else value for key, value in made['ctx'].items()}
    return made
def _docs(app, what):
    rows = ''.join('<li><code>%s %s</code></li>\n' % (' '.join(route.methods), route.path) for route in app.routes)
    return '<!DOCTYPE html>\n<html>\n<head>\n<title>%s - %s</title>\n</head>\n<body>\n<h1>%s <small>%s</small></h1>\n<p>dockyard: %s is not simulated. <a href="%s">%s</a> describes these operations:</p>\n<ul>\n%s</ul>\n</body>\n</html>\n' % (app.title, what, app.title, app.version, what, app.openapi_url, app.openapi_url, rows)
class WebSocket: pass
class WebSocketDisconnect(Exception): pass
