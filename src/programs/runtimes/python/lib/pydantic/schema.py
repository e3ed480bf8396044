"""Kinds and models as JSON Schema."""
_PLAIN = {'int': 'integer', 'float': 'number', 'str': 'string', 'bool': 'boolean', 'bytes': 'string'}
_FORMATS = {'datetime': 'date-time', 'date': 'date', 'UUID': 'uuid', 'time': 'time', 'EmailStr': 'email', 'Decimal': None}
_WORDS = {'gt': 'exclusiveMinimum', 'ge': 'minimum', 'lt': 'exclusiveMaximum', 'le': 'maximum', 'multiple_of': 'multipleOf', 'min_length': 'minLength', 'max_length': 'maxLength', 'pattern': 'pattern'}
_ORDER = ('multiple_of', 'le', 'lt', 'ge', 'gt', 'max_length', 'min_length', 'pattern')
def title(name): return ' '.join(part[:1].upper() + part[1:] for part in name.replace('-', '_').split('_'))
def kind_schema(kind, found, root):
    """A kind's schema; models and enumerations that it names are put into `found`."""
    name = kind[0]
    if name == 'none': return {'type': 'null'}
    if name == 'annotated':
        from pydantic.validation import given
        return dict(kind_schema(kind[1], found, root), **words(given(kind[2]), False))
    if name == 'union': return {'anyOf': [kind_schema(one, found, root) for one in kind[1]]}
    if name == 'list': return {'items': kind_schema(kind[1], found, root), 'type': 'array'} if kind[1][0] != 'any' else {'items': {}, 'type': 'array'}
    if name == 'set': return {'items': kind_schema(kind[1], found, root), 'type': 'array', 'uniqueItems': True}
    if name == 'tuple': return {'prefixItems': [kind_schema(one, found, root) for one in kind[1]], 'type': 'array', 'maxItems': len(kind[1]), 'minItems': len(kind[1])}
    if name == 'dict': return {'additionalProperties': kind_schema(kind[2], found, root) if kind[2][0] != 'any' else True, 'type': 'object'}
    if name == 'literal': return {'type': 'string', 'enum': kind[1]} if len(kind[1]) > 1 else {'type': 'string', 'const': kind[1][0]}
    if name == 'enum' or (name == 'class' and hasattr(kind[1], '_fields')):
        found[kind[1].__name__] = kind[1]
        return {'$ref': root + kind[1].__name__}
    if name == 'class':
        own = kind[1].__name__
        if own in _PLAIN: return {'type': _PLAIN[own]}
        if own in _FORMATS: return {'type': 'string', 'format': _FORMATS[own]} if _FORMATS[own] else {'type': 'string'}
    return {}
def words(constraints, as_float):
    """Constraints in JSON Schema's words; a model's bounds are written as floats."""
    return {_WORDS[key]: float(constraints[key]) if as_float and key in ('gt', 'ge', 'lt', 'le') else constraints[key] for key in _ORDER if key in constraints}
def field_schema(field, found, root, alone=False):
    from pydantic.dump import plain
    made = kind_schema(field.kind, found, root)
    own = words(field.constraints, not alone)
    if own and 'anyOf' in made: made['anyOf'][0].update(own)
    else: made.update(own)
    if '$ref' not in made: made['title'] = field.title or title(field.alias or field.name)
    if field.description: made['description'] = field.description
    if not field.required and field.default_factory is None and (alone or field.default is not None): made['default'] = plain(field.default)
    return made
def model_schema(model, root, with_defs=False, found=None, alone=False):
    found = {} if found is None else found
    if not hasattr(model, '_fields'): return {'type': 'integer' if isinstance([one.value for one in model][0], int) else 'string', 'enum': [one.value for one in model], 'title': model.__name__}
    made = {'properties': {field.alias or name: field_schema(field, found, root, alone) for name, field in model._fields().items()}, 'type': 'object'}
    needed = [field.alias or name for name, field in model._fields().items() if field.required]
    if needed: made['required'] = needed
    made['title'] = model.__name__
    if with_defs and found: made = dict([('$defs', {name: model_schema(one, root, False, {}, alone) for name, one in sorted(found.items())})], **made)
    return made
def in_order(schema, is_schema=True):
    """A schema with its words sorted; the names of fields stay as they were."""
    if not isinstance(schema, dict): return [in_order(one) for one in schema] if isinstance(schema, list) else schema
    return {key: in_order(schema[key], key not in ('properties', '$defs')) for key in (sorted(schema) if is_schema else schema)}
