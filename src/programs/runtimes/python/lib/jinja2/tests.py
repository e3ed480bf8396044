"""The tests behind `is`."""
from jinja2.runtime import Undefined
from markupsafe import Markup
def _is(kind): return lambda value: isinstance(value, kind)
def _iterable(value):
    try: iter(value)
    except TypeError: return False
    return True
def _number(value): return isinstance(value, (int, float))
def _sequence(value): return isinstance(value, (str, list, tuple, dict)) or (hasattr(value, '__len__') and hasattr(value, '__getitem__'))
def _within(value, seq): return False if isinstance(seq, Undefined) else value in seq
TESTS = {
    'odd': lambda value: value % 2 == 1, 'even': lambda value: value % 2 == 0, 'divisibleby': lambda value, num: value % num == 0,
    'defined': lambda value: not isinstance(value, Undefined), 'undefined': _is(Undefined), 'none': lambda value: value is None,
    'boolean': lambda value: value is True or value is False, 'true': lambda value: value is True, 'false': lambda value: value is False,
    'integer': lambda value: isinstance(value, int) and value is not True and value is not False, 'float': _is(float), 'number': _number, 'string': _is(str), 'mapping': _is(dict),
    'sequence': _sequence, 'iterable': _iterable, 'callable': lambda value: callable(value), 'escaped': lambda value: isinstance(value, Markup) or hasattr(value, '__html__'),
    'lower': lambda value: str(value) == str(value).lower() and str(value) != str(value).upper(), 'upper': lambda value: str(value) == str(value).upper() and str(value) != str(value).lower(), 'sameas': lambda value, other: value is other, 'in': _within,
}
for _names, _act in (
    (('==', 'eq', 'equalto'), lambda a, b: a == b), (('!=', 'ne'), lambda a, b: not a == b), (('<', 'lt', 'lessthan'), lambda a, b: a < b), (('<=', 'le'), lambda a, b: a <= b),
    (('>', 'gt', 'greaterthan'), lambda a, b: a > b), (('>=', 'ge'), lambda a, b: a >= b),
):
    for _name in _names: TESTS[_name] = _act
