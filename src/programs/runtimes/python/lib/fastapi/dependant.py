"""What a handler asks for by its parameters, and how a request gives it."""
import json
import _dk_annotations
from fastapi import params
from fastapi.exceptions import RequestValidationError
from fastapi.requests import Request, UploadFile
from fastapi.responses import Response
from pydantic.errors import error
from pydantic.fields import Undefined
from pydantic.validation import Wrong, constrained, validate
class BackgroundTasks:
    def __init__(self): self.tasks = []
    def add_task(self, fn, *a, **k): self.tasks.append((fn, a, k))
class Dependant:
    """A function's parameters: the request's own parts, values from the request, other functions."""
    def __init__(self, fn, path_names):
        self.fn, self.own, self.fields, self.needs = fn, [], [], []
        scope = _dk_annotations.scope_of(fn)
        for name, text, fallback, _ in _dk_annotations.written(fn)[0]:
            if name in ('self', 'cls'): continue
            kind = _dk_annotations.parse(text, scope) if text is not None else ('any',)
            default = eval(fallback, scope) if fallback is not None else Undefined
            self._add(name, kind, default, path_names)
    def _add(self, name, kind, default, path_names):
        found = default if isinstance(default, (params.Param, params.Depends)) else None
        if kind[0] == 'annotated':
            for one in kind[2]:
                if not isinstance(one, (params.Param, params.Depends)): continue
                found = one
                if isinstance(one, params.Param):
                    found = type(one)(one.default if default is Undefined else default, default_factory=one.default_factory, alias=one.alias, title=one.title, description=one.description, **one.extra)
                    for key in ('embed', 'media_type', 'convert_underscores'):
                        if hasattr(one, key): setattr(found, key, getattr(one, key))
            kind = kind[1]
        if isinstance(found, params.Depends):
            fn = found.dependency if found.dependency is not None else kind[1]
            self.needs.append((name, Dependant(fn, path_names)))
            return
        cls = kind[1] if kind[0] == 'class' else None
        if cls in (Request, Response, BackgroundTasks):
            self.own.append((name, cls))
            return
        if found is None:
            if name in path_names: found = params.PathParam()
            elif cls is UploadFile or kind[0] == 'list' and kind[1] == ('class', UploadFile): found = params.FileParam(default)
            elif _is_body(kind): found = params.BodyParam(default)
            else: found = params.QueryParam(default)
        found.kind, found.name = kind, name
        if found.where == 'header' and not found.alias and found.convert_underscores: found.alias = name.replace('_', '-')
        self.fields.append(found)
    def all_fields(self):
        out = []
        for _, one in self.needs: out += one.all_fields()
        return out + self.fields
def _is_body(kind):
    if kind[0] == 'class': return hasattr(kind[1], '_fields')
    if kind[0] == 'dict': return True
    if kind[0] == 'union': return any(_is_body(one) for one in kind[1])
    return kind[0] in ('list', 'set') and _is_body(kind[1])
def _many(kind): return kind[0] in ('list', 'set') or kind[0] == 'union' and any(_many(one) for one in kind[1])
def _raw(field, request):
    key = field.alias or field.name
    if field.where == 'path': return request.path_params.get(key, Undefined)
    if field.where == 'header': return request.headers.get(key, Undefined)
    if field.where == 'cookie': return request.cookies.get(key, Undefined)
    if _many(field.kind): return request.query_params.getlist(key) or Undefined
    return request.query_params.get(key, Undefined)
def _take(field, value, loc, wrong):
    if value is Undefined:
        if field.required:
            wrong.append(error('missing', loc, None))
            return None
        return field.get_default()
    try: return constrained(validate(field.kind, value, loc), field.constraints, loc, value)
    except Wrong as bad: wrong += bad.args[0]
def _body(fields, request, values, wrong):
    """Values out of a JSON body: of the one model there is, or each under its name."""
    raw = request._body
    data = Undefined
    if raw:
        kind = request.headers.get('content-type', 'application/json').split(';')[0]
        if kind == 'application/json' or kind.endswith('+json'):
            try: data = json.loads(raw.decode())
            except json.JSONDecodeError as bad: raise RequestValidationError([dict(error('missing', ('body', bad.pos), {}), type='json_invalid', msg='JSON decode error', ctx={'error': bad.msg})])
        else: data = raw.decode()
    if len(fields) == 1 and not getattr(fields[0], 'embed', False):
        if data is None: data = Undefined
        values[fields[0].name] = _take(fields[0], data, ('body',), wrong)
        return
    for field in fields:
        key = field.alias or field.name
        values[field.name] = _take(field, data[key] if isinstance(data, dict) and key in data else Undefined, ('body', key), wrong)
async def solve(dependant, request, response, tasks, cache, wrong, closers):
    """The arguments of a handler; errors gather in `wrong`."""
    values = {}
    for name, one in dependant.needs:
        if one.fn in cache: values[name] = cache[one.fn]
        else:
            inner = await solve(one, request, response, tasks, cache, wrong, closers)
            if wrong: continue
            made = await driven(one.fn(**inner), closers)
            values[name] = cache[one.fn] = made
    for name, cls in dependant.own: values[name] = request if cls is Request else tasks if cls is BackgroundTasks else response
    bodies, forms = [one for one in dependant.fields if one.where == 'body'], [one for one in dependant.fields if one.where in ('form', 'file')]
    for field in dependant.fields:
        if field in bodies or field in forms: continue
        values[field.name] = _take(field, _raw(field, request), (field.where, field.alias or field.name), wrong)
    if forms:
        sent = request.parts()
        for field in forms:
            key = field.alias or field.name
            value = (sent.getlist(key) or Undefined) if _many(field.kind) else sent.get(key, Undefined)
            if field.kind == ('class', bytes) and isinstance(value, UploadFile): value = value._content
            values[field.name] = _take(field, value, ('body', key), wrong)
    if bodies: _body(bodies, request, values, wrong)
    return values
def driven(made, closers):
    """What a dependency gives: its value, a coroutine's result, or what a generator yields, which is closed at the end."""
    from asyncio import Future
    if not hasattr(made, 'send'): return made
    try:
        value = made.send(None)
        while isinstance(value, Future):
            yield value
            value = made.send(None)
    except StopIteration as end: return end.value
    closers.append(made)
    return value
def closed(closers):
    """Runs the generators' rest."""
    from asyncio import Future
    for one in reversed(closers):
        try:
            value = one.send(None)
            while isinstance(value, Future):
                yield value
                value = one.send(None)
        except StopIteration: pass
