"""What is wrong with a value, as pydantic's core says it."""
TEXTS = {
    'missing': 'Field required', 'int_parsing': 'Input should be a valid integer, unable to parse string as an integer', 'int_type': 'Input should be a valid integer', 'int_from_float': 'Input should be a valid integer, got a number with a fractional part',
    'float_parsing': 'Input should be a valid number, unable to parse string as a number', 'float_type': 'Input should be a valid number', 'bool_parsing': 'Input should be a valid boolean, unable to interpret input', 'bool_type': 'Input should be a valid boolean',
    'string_type': 'Input should be a valid string', 'list_type': 'Input should be a valid list', 'set_type': 'Input should be a valid set', 'dict_type': 'Input should be a valid dictionary', 'tuple_type': 'Input should be a valid tuple', 'bytes_type': 'Input should be a valid bytes',
    'model_attributes_type': 'Input should be a valid dictionary or object to extract fields from', 'model_type': 'Input should be a valid dictionary or instance of {class_name}', 'none_required': 'Input should be None', 'is_instance_of': 'Input should be an instance of {class}',
    'greater_than': 'Input should be greater than {gt}', 'greater_than_equal': 'Input should be greater than or equal to {ge}', 'less_than': 'Input should be less than {lt}', 'less_than_equal': 'Input should be less than or equal to {le}', 'multiple_of': 'Input should be a multiple of {multiple_of}',
    'enum': 'Input should be {expected}', 'literal_error': 'Input should be {expected}', 'string_pattern_mismatch': "String should match pattern '{pattern}'", 'extra_forbidden': 'Extra inputs are not permitted',
    'value_error': 'Value error, {error}', 'assertion_error': 'Assertion failed, {error}', 'datetime_from_date_parsing': 'Input should be a valid datetime or date, {error}', 'date_from_datetime_parsing': 'Input should be a valid date or datetime, {error}', 'uuid_parsing': 'Input should be a valid UUID, {error}',
}
def _many(count, word): return '%d %s%s' % (count, word, '' if count == 1 else 's')
def text(kind, ctx):
    if kind == 'string_too_short': return 'String should have at least %s' % _many(ctx['min_length'], 'character')
    if kind == 'string_too_long': return 'String should have at most %s' % _many(ctx['max_length'], 'character')
    if kind == 'too_short': return '%s should have at least %s after validation, not %d' % (ctx['field_type'], _many(ctx['min_length'], 'item'), ctx['actual_length'])
    if kind == 'too_long': return '%s should have at most %s after validation, not %d' % (ctx['field_type'], _many(ctx['max_length'], 'item'), ctx['actual_length'])
    if kind == 'email': return 'value is not a valid email address: ' + ctx['reason']
    return TEXTS[kind].format(**ctx) if ctx else TEXTS[kind]
def error(kind, loc, value, **ctx):
    made = {'type': 'value_error' if kind == 'email' else kind, 'loc': tuple(loc), 'msg': text(kind, ctx), 'input': value}
    if ctx: made['ctx'] = ctx
    return made
class PydanticUserError(TypeError): pass
class ValidationError(ValueError):
    def __init__(self, title, errors):
        super().__init__(title)
        self.title, self._errors = title, errors
    def errors(self, include_url=True, include_context=True, include_input=True):
        from pydantic import VERSION
        return [dict(one, url='https://errors.pydantic.dev/%s/v/%s' % ('.'.join(VERSION.split('.')[:2]), one['type'])) if include_url else dict(one) for one in self._errors]
    def error_count(self): return len(self._errors)
    def json(self, indent=None, **more):
        import json
        return json.dumps(self.errors(), indent=indent, default=str)
    def __str__(self):
        import _dk_show
        rows = ['%s for %s' % (_many(len(self._errors), 'validation error'), self.title)]
        for one in self.errors():
            shown = _dk_show.show(one['input'])
            rows += ['.'.join(str(part) for part in one['loc']), '  %s [type=%s, input_value=%s, input_type=%s]' % (one['msg'], one['type'], shown if len(shown) <= 50 else shown[:25] + '...' + shown[-24:], type(one['input']).__name__), '    For further information visit ' + one['url']]
        return '\n'.join(rows)
    def __repr__(self): return str(self)
