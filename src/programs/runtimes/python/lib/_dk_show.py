"""How values read: repr, str and the names of their types."""
import builtins, sys, _dockyard, _dk_text
_native_repr, _native_str = repr, str
# Python 2 puts others in the place of these.
_isinstance, _type, _range = isinstance, type, range
_PLAIN = (_native_str, int, float, bool, _type(None), bytes, complex)
def _f(): pass
def _closure():
    x = 1
    def inner(): return x
    return inner
class _C:
    def m(self): pass
def _generator(): yield 1
_KINDS = [(_type(_closure()), 'function'), (_type(_C().m), 'method'), (_type(iter([])), 'list_iterator'), (_type(_f), 'function'), (_type(_generator), 'function'), (_type(_generator()), 'generator')]
_BUILT_IN = [_type(one) for one in (len, print, max, repr, sorted, abs, chr) if _type(one) is not _type(_f)]
_FUNCTIONS = (_type(_f), _type(_generator), _type(_closure()))
_MODULES = {'partial': 'functools', 'timedelta': 'datetime', 'datetime': 'datetime', 'date': 'datetime'}
def kind_name(kind):
    """A type's name, as CPython has it."""
    for one, name in _KINDS:
        if kind is one: return name
    if kind in _BUILT_IN: return 'builtin_function_or_method'
    return getattr(kind, '__name__', '?')
def qualified(kind):
    """A class's name with its module's, where that isn't builtins."""
    name = kind_name(kind)
    if getattr(builtins, name, None) is kind or any(kind is one for one, _ in _KINDS) or kind in _BUILT_IN: return name
    module = getattr(kind, '__module__', None)
    if module is None: module = next((key for key, one in list(sys.modules.items()) if key[:1] != '_' and getattr(one, name, None) is kind), None)
    if module in (None, '_dk_types', 'builtins', '_prelude'): return name
    if module[:4] == '_dk_': module = module[4:]
    return '%s.%s' % (module, name)
def _address(value): return '0x7f%010x' % (id(value) * 16 & 0xffffffffff)
def _built_in(value):
    for name in dir(builtins):
        if name[:1] != '_' and getattr(builtins, name) is value: return name
    return None
def show(value):
    """repr(value)."""
    kind = _type(value)
    if _old[0] and kind in (int, _native_str, set, frozenset, _range, _type): return show2(value, kind)
    if kind is _native_str: return _dk_text.quoted(value)
    if kind in _PLAIN: return _native_repr(value)
    if kind is list or kind is dict: return _nested(value, kind)
    if kind is tuple: return '(' + ', '.join([show(one) for one in value]) + (',)' if len(value) == 1 else ')')
    if kind is set: return '{' + ', '.join([show(one) for one in in_order(value)]) + '}' if value else 'set()'
    if kind is frozenset: return 'frozenset({' + ', '.join([show(one) for one in in_order(value)]) + '})' if value else 'frozenset()'
    if _isinstance(value, _type): return "<class '%s'>" % qualified(value)
    if kind in _FUNCTIONS or kind in _BUILT_IN:
        name = 'print' if value is print else _built_in(value)
        if name: return '<built-in function %s>' % name
        if kind in _BUILT_IN: return _native_repr(value)
        return '<function %s at %s>' % (value.__name__, _address(value))
    text = _native_repr(value)
    if text[:1] != '<': return _failure(value, text)
    if text[:12] == '<bound_metho': return '<bound method %s of %s>' % _method(value, text)
    if text[:10] == '<generator': return "<generator object %s at %s>" % (text.split("'")[1] if "'" in text else text.split()[2], _address(value))
    if text[:8] == '<module ': return _module(value, text)
    name = kind_name(kind)
    if text.startswith('<%s object at ' % name): return '<%s object at %s>' % (qualified(kind), _address(value))
    if text == '<%s>' % kind.__name__: return '<%s object at %s>' % ('list_reverseiterator' if name == 'reversed' else name, _address(value))
    return text
_old = [sys.version_info[0] < 3]
def show2(value, kind):
    """What Python 2 writes otherwise."""
    if kind is int: return _native_repr(value) + ('' if -2 ** 63 <= value < 2 ** 63 else 'L')
    if kind is _native_str:
        shown = _native_repr(value)
        return ''.join([one if ord(one) < 128 else ''.join(['\\x%02x' % byte for byte in one.encode()]) for one in shown])
    if kind is _range:
        start, stop, step = value.start, value.stop, value.step
        return 'xrange(%d)' % stop if start == 0 and step == 1 else 'xrange(%d, %d)' % (start, stop) if step == 1 else 'xrange(%d, %d, %d)' % (start, stop, step)
    if kind is _type:
        name = qualified(value)
        if getattr(builtins, name, None) is value or name == 'NoneType' or any(value is one for one, _ in _KINDS) or value in _BUILT_IN: return "<type '%s'>" % name
        return "<class '%s'>" % (name if '.' in name else '__main__.' + name)
    return '%s([%s])' % (kind.__name__, ', '.join([show(one) for one in in_order(value)]))
def in_order(values):
    """A set's members as CPython keeps them, where that doesn't depend on chance: whole numbers, by their place in its table."""
    values = list(values)
    if not values or not all(_type(one) is int and 0 <= one < 1 << 60 for one in values): return values
    mask, table, filled = 7, {}, 0
    def put(one, table, mask):
        at, disturb = one & mask, one
        while True:
            for near in range(10 if at + 9 <= mask else 1):
                if at + near not in table:
                    table[at + near] = one
                    return
            disturb >>= 5
            at = (at * 5 + 1 + disturb) & mask
    for one in values:
        put(one, table, mask)
        filled += 1
        if filled * 5 >= mask * 3:
            size = 8
            while size <= (filled * 4 if filled <= 50000 else filled * 2): size *= 2
            before, table, mask = [table[key] for key in sorted(table)], {}, size - 1
            for old in before: put(old, table, mask)
    return [table[key] for key in sorted(table)]
def set_of(*args):
    """set(…): its members stand as CPython would have them."""
    made = _native_set(*args)
    return _native_set(in_order(made)) if made else made
_native_set = set
_open = []
def _nested(value, kind):
    """A list or a dictionary, which may stand in itself."""
    if any(value is one for one in _open): return '[...]' if kind is list else '{...}'
    _open.append(value)
    try:
        if kind is list: return '[' + ', '.join([show(one) for one in value]) + ']'
        return '{' + ', '.join([show(key) + ': ' + show(one) for key, one in value.items()]) + '}'
    finally: _open.pop()
def _failure(value, text):
    if _isinstance(value, BaseException) and not any('__repr__' in one.__dict__ for one in _bases(_type(value))): return '%s(%s)' % (_type(value).__name__, ', '.join([show(one) for one in value.args]))
    return text
def _bases(kind):
    out = [kind] if hasattr(kind, '__dict__') else []
    for one in getattr(kind, '__bases__', ()): out += _bases(one)
    return out
def _method(value, text):
    """The interpreter tells a method's object only as text: its class, and where it lies."""
    owner = text.split('<')[2].split(' object at ') if text.count('<') > 2 else ['?', '0']
    kind = _dockyard.main.get(owner[0])
    at = int(owner[1].split('>')[0], 16) if len(owner) > 1 else 0
    return '%s.%s' % (owner[0], value.__name__), '<%s object at 0x7f%010x>' % (qualified(kind) if kind else owner[0], at * 16 & 0xffffffffff)
def _module(value, text):
    name = value.__name__
    file = getattr(value, '__file__', None)
    import _dk_library
    where = file if file and not file.startswith('/.dockyard') else _dk_library.origin(name)
    return "<module '%s' (built-in)>" % name if where == 'unknown location' else "<module '%s' from '%s'>" % (name, where)
def text(*args, **named):
    """str(value)."""
    if len(args) != 1 or named: return _native_str(*args, **named)
    value = args[0]
    kind = _type(value)
    if kind in _PLAIN: return _native_str(value)
    if kind is KeyError and len(value.args) == 1: return show(value.args[0])
    if kind in (list, tuple, dict, set, frozenset, _range) or _isinstance(value, _type) or kind in _FUNCTIONS or kind in _BUILT_IN: return show(value)
    if not any('__str__' in one.__dict__ for one in _bases(kind)) and any('__repr__' in one.__dict__ for one in _bases(kind)): return show(value)
    out = _native_str(value)
    return show(value) if out[:1] == '<' and out[-1:] == '>' and not any('__str__' in one.__dict__ for one in _bases(kind)) else out
