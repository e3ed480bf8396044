"""Values held against kinds: what they become, and what is wrong with them."""
import re
from datetime import date, datetime
from pydantic.errors import error
CONSTRAINTS = ('gt', 'ge', 'lt', 'le', 'multiple_of', 'min_length', 'max_length', 'pattern')
_TRUE, _FALSE = ('true', '1', 'yes', 'y', 'on', 't'), ('false', '0', 'no', 'n', 'off', 'f')
class Wrong(Exception):
    """What a value is refused with: the errors in it."""
def _refuse(kind, loc, value, **ctx): raise Wrong([error(kind, loc, value, **ctx)])
def listed(values):
    """`'a', 'b' or 'c'`, as an error names what it expects."""
    shown = [repr(one) for one in values]
    return shown[0] if len(shown) == 1 else ', '.join(shown[:-1]) + ' or ' + shown[-1]
def _int(value, loc):
    if isinstance(value, bool) or type(value) is int: return int(value)
    if isinstance(value, float):
        if value == int(value): return int(value)
        _refuse('int_from_float', loc, value)
    if isinstance(value, str):
        if re.match('^\\s*[+-]?\\d+(_\\d+)*(\\.0+)?\\s*$', value): return int(float(value)) if '.' in value else int(value.strip())
        _refuse('int_parsing', loc, value)
    _refuse('int_type', loc, value)
def _float(value, loc):
    if isinstance(value, (int, float)): return float(value)
    if isinstance(value, str):
        try: return float(value.strip())
        except ValueError: _refuse('float_parsing', loc, value)
    _refuse('float_type', loc, value)
def _bool(value, loc):
    if isinstance(value, bool): return value
    if isinstance(value, str) or value in (0, 1):
        text = str(value).lower()
        if text in _TRUE: return True
        if text in _FALSE: return False
        _refuse('bool_parsing', loc, value)
    _refuse('bool_type', loc, value)
def _str(value, loc): return value if isinstance(value, str) else _refuse('string_type', loc, value)
def _datetime(value, loc):
    if isinstance(value, datetime): return value
    try:
        if isinstance(value, (int, float)): return datetime.fromtimestamp(value)
        return datetime.fromisoformat(value.replace('Z', '+00:00'))
    except Exception: _refuse('datetime_from_date_parsing', loc, value, error='input is too short')
def _date(value, loc):
    if isinstance(value, date): return value
    try: return date.fromisoformat(value)
    except Exception: _refuse('date_from_datetime_parsing', loc, value, error='input is too short')
def _bytes(value, loc): return value if isinstance(value, bytes) else value.encode() if isinstance(value, str) else _refuse('bytes_type', loc, value)
_READERS = {int: _int, float: _float, bool: _bool, str: _str, datetime: _datetime, date: _date, bytes: _bytes}
def validate(kind, value, loc):
    """The value as its kind has it; Wrong with every error in it."""
    name = kind[0]
    if name == 'any': return value
    if name == 'none': return None if value is None else _refuse('none_required', loc, value)
    if name == 'annotated': return constrained(validate(kind[1], value, loc), given(kind[2]), loc, value)
    if name == 'union': return _one_of(kind[1], value, loc)
    if name == 'literal': return value if any(value == one and type(value) is type(one) for one in kind[1]) else _refuse('literal_error', loc, value, expected=listed(kind[1]))
    if name == 'enum':
        for one in kind[1]:
            if one is value or one.value == value: return one
        _refuse('enum', loc, value, expected=listed([one.value for one in kind[1]]))
    if name in ('list', 'set', 'tuple'):
        if not isinstance(value, (list, tuple, set)): _refuse(name + '_type', loc, value)
        kinds = kind[1] if name == 'tuple' else [kind[1]] * len(value)
        made = _each([(one, part, loc + (i,)) for i, (one, part) in enumerate(zip(kinds, value))])
        return set(made) if name == 'set' else tuple(made) if name == 'tuple' else made
    if name == 'dict':
        if not isinstance(value, dict): _refuse('dict_type', loc, value)
        keys = _each([(kind[1], key, loc + (key, '[key]')) for key in value])
        return dict(zip(keys, _each([(kind[2], one, loc + (key,)) for key, one in value.items()])))
    return _of_class(kind[1], value, loc)
def _of_class(cls, value, loc):
    if hasattr(cls, '_dk_validate'): return cls._dk_validate(value, loc)
    if cls in _READERS: return _READERS[cls](value, loc)
    if cls.__name__ == 'UUID' and isinstance(value, str):
        try: return cls(value)
        except ValueError: _refuse('uuid_parsing', loc, value, error='invalid length: expected length 32 for simple format, found %d' % len(value))
    if cls.__name__ == 'Decimal' and isinstance(value, (int, float, str)): return cls(str(value))
    return value if isinstance(value, cls) or cls is object else _refuse('is_instance_of', loc, value, **{'class': cls.__name__})
def _each(todo):
    out, wrong = [], []
    for kind, value, loc in todo:
        try: out.append(validate(kind, value, loc))
        except Wrong as error: wrong += error.args[0]
    if wrong: raise Wrong(wrong)
    return out
def _title(kind): return kind[1].__name__ if kind[0] in ('class', 'enum') else kind[0]
def _one_of(kinds, value, loc):
    rest = [one for one in kinds if one[0] != 'none']
    if value is None and len(rest) < len(kinds): return None
    if len(rest) == 1: return validate(rest[0], value, loc)
    for one in rest:
        if one[0] == 'class' and type(value) is one[1]: return validate(one, value, loc)
    wrong = []
    for one in rest:
        try: return validate(one, value, loc)
        except Wrong as error: wrong += [dict(each, loc=loc + (_title(one),) + each['loc'][len(loc):]) for each in error.args[0]]
    raise Wrong(wrong)
def given(extras):
    """The constraints that stand in an annotation's extras."""
    out = {}
    for one in extras: out.update({key: value for key, value in getattr(one, 'extra', {}).items() if key in CONSTRAINTS and value is not None})
    return out
def constrained(value, wanted, loc, before):
    if value is None: return value
    for key, kind, holds in (('gt', 'greater_than', lambda a, b: a > b), ('ge', 'greater_than_equal', lambda a, b: a >= b), ('lt', 'less_than', lambda a, b: a < b), ('le', 'less_than_equal', lambda a, b: a <= b), ('multiple_of', 'multiple_of', lambda a, b: a % b == 0)):
        if key in wanted and not holds(value, wanted[key]): _refuse(kind, loc, before, **{key: wanted[key]})
    for key, short in (('min_length', True), ('max_length', False)):
        if key not in wanted or (len(value) >= wanted[key] if short else len(value) <= wanted[key]): continue
        if isinstance(value, str): _refuse('string_too_short' if short else 'string_too_long', loc, before, **{key: wanted[key]})
        _refuse('too_short' if short else 'too_long', loc, before, **{'field_type': type(value).__name__.capitalize(), key: wanted[key], 'actual_length': len(value)})
    if 'pattern' in wanted and not re.search(wanted['pattern'], value): _refuse('string_pattern_mismatch', loc, before, pattern=wanted['pattern'])
    return value
