"""Annotations read as kinds of values: ('class', int), ('list', kind), ('union', [kinds]), ('annotated', kind, extras) and so on."""
import sys, _dockyard
from _dk_classes import EnumClass
ANY, NONE = ('any',), ('none',)
_LISTS, _SETS, _DICTS = ('list', 'List', 'Sequence', 'Iterable', 'Collection'), ('set', 'Set', 'FrozenSet', 'frozenset'), ('dict', 'Dict', 'Mapping', 'MutableMapping')
def split(text, sign):
    """The pieces between signs that stand in no bracket and no quotes."""
    out, depth, start, quote = [], 0, 0, ''
    for i, c in enumerate(text):
        if quote: quote = '' if c == quote else quote
        elif c in '"\'': quote = c
        elif c in '([{': depth += 1
        elif c in ')]}': depth -= 1
        elif c == sign and depth == 0:
            out.append(text[start:i].strip())
            start = i + 1
    last = text[start:].strip()
    return out + [last] if last else out
def parse(text, scope):
    text = text.strip()
    parts = split(text, '|')
    if len(parts) > 1: return _union([parse(one, scope) for one in parts])
    if text[:1] in '"\'' and text[-1:] == text[:1]: return parse(text[1:-1], scope)
    at = text.find('[')
    if at > 0 and text[-1:] == ']' and text[:at].replace('.', '').replace('_', '').isalpha():
        name, inner = text[:at].split('.')[-1], split(text[at + 1:-1], ',')
        if name == 'Literal': return ('literal', [eval(one, scope) for one in inner])
        if name == 'Annotated': return ('annotated', parse(inner[0], scope), [eval(one, scope) for one in inner[1:]])
        return _made(name, [parse(one, scope) for one in inner if one != '...'])
    return of_value(eval(text, scope))
def _union(kinds):
    flat = []
    for one in kinds: flat += one[1] if one[0] == 'union' else [one]
    return flat[0] if len(flat) == 1 else ('union', flat)
def _made(name, kinds):
    if name == 'Optional': return _union([kinds[0], NONE])
    if name == 'Union': return _union(kinds)
    if name in _LISTS: return ('list', kinds[0])
    if name in _SETS: return ('set', kinds[0])
    if name in _DICTS: return ('dict', kinds[0], kinds[1] if len(kinds) > 1 else ANY)
    if name in ('tuple', 'Tuple'): return ('list', kinds[0]) if len(kinds) == 1 else ('tuple', kinds)
    return kinds[0] if name in ('Final', 'Required', 'ClassVar') else ANY
def of_value(value):
    """The kind that an object stands for."""
    if value is None or value is type(None): return NONE
    if isinstance(value, EnumClass): return ('enum', value)
    name = getattr(value, '_name', None)
    if name is not None and hasattr(value, '__args__'):
        args = value.__args__
        if not args: return ('list', ANY) if name in _LISTS else ('dict', ANY, ANY) if name in _DICTS else ANY
        if name == 'Annotated': return ('annotated', of_value(args[0]), list(args[1:]))
        if name == 'Literal': return ('literal', list(args))
        return _made(name, [of_value(one) for one in args if one is not Ellipsis])
    if value is list: return ('list', ANY)
    if value is dict: return ('dict', ANY, ANY)
    return ('class', value) if isinstance(value, type) else ANY
def written(fn):
    """A function's parameters and description, a class's being those of its __init__, as its own module has them written."""
    name, owner, inner = getattr(fn, '__name__', ''), None, fn
    if isinstance(fn, type):
        from _dk_attributes import mro
        owner = next((one for one in mro(fn) if '__init__' in one.__dict__), None)
        if owner is None: return [], None
        name, inner = '__init__', owner.__dict__['__init__']
    scope = getattr(inner, '__globals__', None) or scope_of(fn)
    many = [one for one in _dockyard.written.get(scope.get('__file__'), ()) if one[0].split('.')[-1] == name]
    if owner is not None: many = [one for one in many if one[0].split('.')[-2] == owner.__name__]
    elif type(fn).__name__ != 'bound_method':
        free = [one for one in many if one[0] == name or one[0].endswith('<locals>.' + name)]
        many = ([one for one in free if one[0] == name] if scope.get(name) is fn else free) or many
    if not many: return [], None
    if any(one[1] != many[0][1] for one in many): raise NotImplementedError('dockyard: telling the functions of one file named %s apart is not simulated' % name)
    return many[0][1], many[0][2]
def scope_of(thing):
    """The names around a class or a function."""
    if hasattr(thing, '__globals__'): return thing.__globals__
    module = getattr(thing, '__module__', None)
    if isinstance(module, str) and module != '__main__' and module in sys.modules: return sys.modules[module].__dict__
    name = getattr(thing, '__name__', None)
    for key, module in list(sys.modules.items()):
        if name is not None and key[:1] != '_' and getattr(module, name, None) is thing: return module.__dict__
    return _dockyard.main
