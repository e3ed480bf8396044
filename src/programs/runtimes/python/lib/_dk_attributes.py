"""Attributes of functions, classes and numbers that the interpreter hasn't got."""
import _dockyard
def _signature(fn): return _dockyard.signatures.get(getattr(fn, '__name__', None))
def _is_function(value): return callable(value) and not isinstance(value, type) and hasattr(value, '__name__') and not hasattr(value, '__dict__')
def mro(kind):
    """The order in which a class's bases are asked (C3)."""
    if kind is object: return [object]
    bases = list(kind.__bases__) or [object]
    rows = [mro(one) for one in bases] + [bases]
    out = [kind]
    while any(rows):
        head = next((row[0] for row in rows if row and not any(row[0] in other[1:] for other in rows)), None)
        if head is None: break
        out.append(head)
        rows = [[one for one in row if one is not head] for row in rows]
    return out
def _evaluated(text):
    try: return eval(text, _dockyard.main)
    except Exception: return text
def _ratio(value):
    below = 1
    while value != int(value): value, below = value * 2, below * 2
    return int(value), below
def get(value, name):
    if isinstance(value, (int, float)) and name in ('real', 'imag', 'numerator', 'denominator') and type(value).__name__ in ('int', 'float', 'bool'):
        if name == 'real' or (name == 'numerator' and isinstance(value, int)): return +value
        if name == 'imag': return 0 if isinstance(value, int) else 0.0
        if isinstance(value, int): return 1
    if isinstance(value, float):
        if name == 'is_integer': return lambda: value == value and value not in (float('inf'), float('-inf')) and int(value) == value
        if name == 'as_integer_ratio': return lambda: _ratio(value)
    if isinstance(value, type):
        if name == '__mro__': return tuple(mro(value))
        if name == '__doc__' and '__doc__' not in value.__dict__: return None
        if name == '__module__' and value.__module__ is None: return 'builtins'
        if name == '__annotations__' and '__annotations__' not in value.__dict__: return {}
    if _is_function(value):
        known = _signature(value)
        if name == '__qualname__': return _dockyard.qualnames.get(value.__name__, value.__name__)
        if name == '__doc__': return _dockyard.docs.get(value.__name__)
        if name == '__module__': return getattr(value, '__globals__', {}).get('__name__', '__main__') if hasattr(value, '__globals__') else 'builtins'
        if name == '__closure__': return ('<cell>',) if type(value).__name__ == 'closure' else None
        if name == '__annotations__': return {one[0]: _evaluated(one[1]) for one in known or [] if one[1] is not None}
        if name == '__defaults__': return tuple([_evaluated(one[2]) for one in known or [] if one[2] is not None]) or None
        if name == '__kwdefaults__': return None
    if name == '__doc__' and not hasattr(value, '__doc__'): return get(type(value), '__doc__')
    return getattr(value, name)
