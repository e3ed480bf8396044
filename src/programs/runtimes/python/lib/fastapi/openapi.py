"""The description of an application's routes: OpenAPI 3.1."""
import re
from pydantic.dump import plain
from pydantic.schema import kind_schema, model_schema, title, words
_ROOT = '#/components/schemas/'
_VALIDATION = {
    'HTTPValidationError': {'properties': {'detail': {'items': {'$ref': _ROOT + 'ValidationError'}, 'type': 'array', 'title': 'Detail'}}, 'type': 'object', 'title': 'HTTPValidationError'},
    'ValidationError': {'properties': {'loc': {'items': {'anyOf': [{'type': 'string'}, {'type': 'integer'}]}, 'type': 'array', 'title': 'Location'}, 'msg': {'type': 'string', 'title': 'Message'}, 'type': {'type': 'string', 'title': 'Error Type'}}, 'type': 'object', 'required': ['loc', 'msg', 'type'], 'title': 'ValidationError'},
}
_PHRASES = {100: 'Continue'}
def document(app):
    out = {'openapi': '3.1.0', 'info': {'title': app.title}}
    if app.summary: out['info']['summary'] = app.summary
    if app.description: out['info']['description'] = app.description
    out['info']['version'] = app.version
    paths, found, checked = {}, {}, False
    for route in app.routes:
        if route.options.get('include_in_schema') is False: continue
        for method in route.methods:
            one, has_fields = _operation(route, method, found)
            checked = checked or has_fields
            paths.setdefault(re.sub(':\\w+\\}', '}', route.path), {})[method.lower()] = one
    out['paths'] = paths
    schemas, todo = dict(_VALIDATION) if checked else {}, list(found)
    while todo:
        name = todo.pop(0)
        if name in schemas: continue
        more = {}
        schemas[name] = model_schema(found[name], _ROOT, False, more)
        for other in more:
            if other not in found: found[other] = more[other]
            todo.append(other)
    if schemas: out['components'] = {'schemas': {name: schemas[name] for name in sorted(schemas)}}
    return out
def _operation(route, method, found):
    import _dk_annotations
    options, name = route.options, route.fn.__name__
    out = {}
    if options.get('tags'): out['tags'] = options['tags']
    out['summary'] = options.get('summary') or title(name)
    said = options.get('description') or _dk_annotations.written(route.fn)[1]
    if said: out['description'] = '\n'.join(line.strip() for line in said.strip().split('\n'))
    out['operationId'] = options.get('operation_id') or re.sub('\\W', '_', name + route.path) + '_' + method.lower()
    fields = route.dependant.all_fields()
    asked = [_parameter(one, found) for where in ('path', 'query', 'header', 'cookie') for one in fields if one.where == where]
    if asked: out['parameters'] = asked
    bodies = [one for one in fields if one.where == 'body']
    forms = [one for one in fields if one.where in ('form', 'file')]
    if bodies or forms: _body(out, bodies, forms, route, name, method, found, bool(asked))
    code = options.get('status_code') or 200
    kind = options.get('response_class')
    good = {'description': options.get('response_description') or 'Successful Response'}
    if code not in (204, 304):
        media = kind.media_type if kind is not None else 'application/json'
        schema = kind_schema(route.model, found, _ROOT) if route.model is not None else {'type': 'string'} if kind is not None and media != 'application/json' else {}
        if route.model is not None and '$ref' not in schema: schema['title'] = 'Response ' + title(re.sub('\\W', '_', name + route.path) + '_' + method.lower())
        if media: good['content'] = {media: {'schema': schema}}
    out['responses'] = {str(code): good}
    if fields: out['responses']['422'] = {'description': 'Validation Error', 'content': {'application/json': {'schema': {'$ref': _ROOT + 'HTTPValidationError'}}}}
    return out, bool(fields)
def _parameter(field, found):
    schema = kind_schema(field.kind, found, _ROOT)
    if schema.get('type') == 'array': schema = dict([('type', 'array')], **{key: value for key, value in schema.items() if key != 'type'})
    own = words(field.constraints, False)
    if own and 'anyOf' in schema: schema['anyOf'][0].update(own)
    else: schema.update(own)
    if not field.required and field.default_factory is None and field.default is not None: schema['default'] = plain(field.default)
    if '$ref' not in schema:
        if field.description: schema['description'] = field.description
        schema['title'] = field.title or '-'.join(title(part) for part in (field.alias or field.name).split('-'))
    made = {'name': field.alias or field.name, 'in': field.where, 'required': field.where == 'path' or field.required, 'schema': schema}
    if field.description: made['description'] = field.description
    return made
def _body(out, bodies, forms, route, name, method, found, has_parameters):
    one = (bodies or forms)[0]
    if len(bodies) == 1 and not forms and not getattr(one, 'embed', False):
        schema = kind_schema(one.kind, found, _ROOT)
        if '$ref' not in schema: schema['title'] = title(one.name)
    else:
        own = 'Body_' + re.sub('\\W', '_', name + route.path) + '_' + method.lower()
        schema = {'$ref': _ROOT + own}
        found[own] = _Gathered(own, bodies + forms)
    media = 'application/json' if bodies else 'multipart/form-data' if any(each.where == 'file' for each in forms) else 'application/x-www-form-urlencoded'
    content = {media: {'schema': schema}}
    needed = any(each.required for each in bodies + forms)
    if not needed: out['requestBody'] = {'content': content}
    elif has_parameters: out['requestBody'] = {'required': True, 'content': content}
    else: out['requestBody'] = {'content': content, 'required': True}
class _Gathered:
    """Several values of one body, as a model of their own."""
    def __init__(self, name, fields): self.__name__, self._given = name, fields
    def _fields(self): return {one.name: one for one in self._given}
