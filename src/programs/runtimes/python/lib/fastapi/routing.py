"""Routes: a path's pattern, its handler, and the answer that it makes."""
import asyncio, re
from fastapi.dependant import BackgroundTasks, Dependant, closed, solve
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.params import Depends
from fastapi.responses import JSONResponse, Response
class Route:
    def __init__(self, path, fn, methods, options): self.path, self.fn, self.methods, self.options = path, fn, methods, options
    _names = _pattern = _dependant = None
    @property
    def names(self):
        if self._names is None: self._names = [one.strip('{}').partition(':')[0] for one in re.findall('\\{[^}]*\\}', self.path)]
        return self._names
    def match(self, path):
        if self._pattern is None:
            text, at = '^', 0
            for one in re.finditer('\\{(\\w+)(?::(\\w+))?\\}', self.path):
                text += re.escape(self.path[at:one.start()]).replace('\\/', '/') + ('(.*)' if one.group(2) == 'path' else '([^/]+)')
                at = one.end()
            self._pattern = re.compile(text + re.escape(self.path[at:]).replace('\\/', '/') + '$')
        found = self._pattern.match(path)
        return None if not found else dict(zip(self.names, found.groups()))
    @property
    def dependant(self):
        if self._dependant is None:
            self._dependant = Dependant(self.fn, self.names)
            self._dependant.needs = [('_dk_%d' % i, Dependant(one.dependency, self.names)) for i, one in enumerate(self.options.get('dependencies') or ())] + self._dependant.needs
        return self._dependant
    @property
    def model(self):
        """The kind that answers are held against: response_model, or what the handler says it returns."""
        import _dk_annotations
        given = self.options.get('response_model')
        return None if given is None else _kind_of(given)
    async def handle(self, request):
        response, tasks, wrong, closers = Response(), BackgroundTasks(), [], []
        response.status_code = None
        values = await solve(self.dependant, request, response, tasks, {}, wrong, closers)
        if wrong: raise RequestValidationError(wrong)
        try:
            made = self.fn(**{key: value for key, value in values.items() if key[:4] != '_dk_'})
            if hasattr(made, 'send') and not isinstance(made, Response): made = await made
        finally: await closed(closers)
        if not isinstance(made, Response): made = self._answer(made, response)
        for fn, a, k in tasks.tasks:
            done = fn(*a, **k)
            if hasattr(done, 'send'): await done
        return made
    def _answer(self, value, response):
        code = response.status_code or self.options.get('status_code') or 200
        kind = self.options.get('response_class') or JSONResponse
        if self.model is not None: value = shaped(self.model, value, self.options)
        if not issubclass(kind, JSONResponse): made = kind(value, status_code=code)
        else: made = kind(jsonable_encoder(value), status_code=code)
        if code in (204, 304) or code < 200: made.body = b''
        made.raw_headers[:0] = response.raw_headers
        return made
def _kind_of(given):
    import _dk_annotations
    if isinstance(given, (tuple, str)): return given if isinstance(given, tuple) else None
    return _dk_annotations.of_value(given)
def shaped(kind, value, options):
    """An answer as its model has it: only the model's fields, checked."""
    from pydantic.validation import Wrong, validate
    def plain(one):
        if hasattr(one, 'model_dump'): return one.model_dump(exclude_unset=bool(options.get('response_model_exclude_unset')))
        if isinstance(one, list): return [plain(each) for each in one]
        if isinstance(one, dict) or not hasattr(one, '__dict__') or hasattr(one, '_value_') or hasattr(one, 'isoformat'): return one
        return {key: each for key, each in one.__dict__.items() if key[:1] != '_'}
    try: made = validate(kind, plain(value), ('response',))
    except Wrong as bad: raise ResponseValidationError(bad.args[0])
    skipping = {key: bool(options.get('response_model_' + key)) for key in ('exclude_unset', 'exclude_none', 'exclude_defaults')}
    def dumped(one):
        if hasattr(one, 'model_dump'): return one.model_dump(mode='json', by_alias=True, **skipping)
        return [dumped(each) for each in one] if isinstance(one, list) else one
    return dumped(made)
class ResponseValidationError(ValueError):
    def __str__(self): return '%d validation error%s:\n%s' % (len(self.args[0]), '' if len(self.args[0]) == 1 else 's', ''.join('  %r\n' % (one,) for one in self.args[0]))
class APIRouter:
    def __init__(self, prefix='', tags=None, dependencies=None, responses=None, **more):
        self.prefix, self.tags, self.dependencies, self.routes, self._starts, self._ends = prefix, list(tags or []), list(dependencies or []), [], [], []
    def api_route(self, path, methods=None, **options):
        def wrap(fn):
            self.add_api_route(path, fn, methods, **options)
            return fn
        return wrap
    def add_api_route(self, path, fn, methods=None, **options):
        import _dockyard, _dk_annotations
        options['tags'] = self.tags + list(options.get('tags') or [])
        options['dependencies'] = self.dependencies + list(options.get('dependencies') or [])
        self.routes.append(Route(self.prefix + path, fn, [one.upper() for one in methods or ['GET']], options))
    def get(self, path, **options): return self.api_route(path, ['GET'], **options)
    def post(self, path, **options): return self.api_route(path, ['POST'], **options)
    def put(self, path, **options): return self.api_route(path, ['PUT'], **options)
    def delete(self, path, **options): return self.api_route(path, ['DELETE'], **options)
    def patch(self, path, **options): return self.api_route(path, ['PATCH'], **options)
    def options(self, path, **options): return self.api_route(path, ['OPTIONS'], **options)
    def head(self, path, **options): return self.api_route(path, ['HEAD'], **options)
    def include_router(self, router, prefix='', tags=None, dependencies=None, responses=None, **more):
        for one in router.routes:
            options = dict(one.options)
            options['tags'] = list(tags or []) + list(options.get('tags') or [])
            options['dependencies'] = list(dependencies or []) + list(options.get('dependencies') or [])
            self.routes.append(Route(self.prefix + prefix + one.path, one.fn, one.methods, options))
        self._starts += router._starts
        self._ends += router._ends
    def on_event(self, name):
        def wrap(fn):
            (self._starts if name == 'startup' else self._ends).append(fn)
            return fn
        return wrap
    def websocket(self, *a, **k): raise NotImplementedError("dockyard: FastAPI's websockets are not simulated")
