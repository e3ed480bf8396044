"""Exceptions in CPython's words."""
import _host
_OPERATORS = {'__add__': '+', '__iadd__': '+=', '__sub__': '-', '__isub__': '-=', '__mul__': '*', '__imul__': '*=', '__truediv__': '/', '__floordiv__': '//', '__mod__': '%', '__matmul__': '@', '__imatmul__': '@=', '__itruediv__': '/=', '__ifloordiv__': '//=', '__pow__': '** or pow()', '__lt__': '<', '__gt__': '>', '__le__': '<=', '__ge__': '>=', '__and__': '&', '__or__': '|', '__xor__': '^', '__lshift__': '<<', '__rshift__': '>>', '__neg__': 'unary -', '__pos__': 'unary +', '__invert__': 'unary ~', '__abs__': 'abs()'}
_SAME = {
    'invalid syntax for number': 'could not convert string to float',
    'zero step': 'range() arg 3 must not be zero', 'bytes value out of range': 'bytes must be in range(0, 256)', 'negative factorial': 'factorial() not defined for negative values',
    'range index out of range': 'range object index out of range', 'format string needs more arguments': 'not enough arguments for format string', "format string didn't convert all arguments": 'not all arguments converted during string formatting', 'object() takes 0 positional arguments but 1 was given': 'object() takes no arguments', 'invalid format string': 'Invalid format specifier', "object doesn't support item assignment": 'object does not support item assignment',
    'maximum recursion depth exceeded': 'maximum recursion depth exceeded', 'not enough arguments for format string': 'not enough arguments for format string', 'chr() arg not in range(0x110000)': 'chr() arg not in range(0x110000)',
    'exceptions must derive from BaseException': 'exceptions must derive from BaseException', 'No active exception to reraise': 'No active exception to reraise', 'no active exception to reraise': 'No active exception to reraise',
}
_PARTS = ((" isn't defined", ' is not defined'), ('invalid syntax for integer with base', 'invalid literal for int() with base'), (" isn't subscriptable", ' is not subscriptable'), (" isn't callable", ' is not callable'), (" isn't iterable", ' is not iterable'), (" isn't an iterator", ' is not an iterator'), (" doesn't support item assignment", ' does not support item assignment'), (" doesn't support item deletion", ' does not support item deletion'), ("can't set attribute", 'cannot set attribute'))
_TYPES = (("'closure'", "'function'"), ("'bound_method'", "'method'"), ("'iterator'", "'list_iterator'"))
class _Quoted(str):
    """A key that reads as its repr does: how KeyError shows it."""
    def __str__(self): return _repr(''.join(self))
    __repr__ = __str__
def _between(text, a, b):
    at = text.find(a)
    return None if at == -1 else text[at + len(a):text.find(b, at + len(a))]
def message(text, error):
    """The words of an error, from MicroPython's."""
    if text.startswith("module '_dk_"): text = "module '" + text[12:]
    for old, new in _TYPES:
        if old in text: text = text.replace(old, new)
    import sys
    if sys.version_info[0] > 2: return newer(text, error)
    import _dk_errors2
    return _dk_errors2.message(text, error)
def newer(text, error):
    if text == 'divide by zero': return _divided(error)
    if text == 'object not in sequence': return 'list.remove(x): x not in list' if 'index' not in _calls(error) else '%s is not in list' % _argument(error)
    if text == 'arg is an empty sequence': return ('%s() iterable argument is empty' if _minor() >= 12 else '%s() arg is an empty sequence') % ('min' if 'min' in _calls(error) else 'max')
    if text == 'list index out of range' and 'pop' in _calls(error): return 'pop index out of range'
    if text.startswith('string indices must be integers, not ') and _minor() >= 11: return text[:37] + "'%s'" % text[37:]
    if text.startswith(('list indices must be integers, not ', 'tuple indices must be integers, not ')): return text.replace('integers, not', 'integers or slices, not')
    if text.startswith('unsupported types for : '): return 'argument of type %s is not iterable' % text.split(', ')[-1]
    if text.startswith("'") and text.endswith("isn't iterable") or text.endswith('is not iterable') and text.startswith("'"):
        if _done(error)['targets'] > 1 and not _calls(error): return 'cannot unpack non-iterable %s object' % text.split("'")[1]
    if text == "can't convert NaN to int": return 'cannot convert float NaN to integer'
    if text == "can't convert inf to int": return 'cannot convert float infinity to integer'
    if text == 'issubclass() arg 2 must be a class or a tuple of classes': return ('isinstance() arg 2 must be a type, a tuple of types, or a union' if _minor() >= 10 else 'isinstance() arg 2 must be a type or tuple of types') if 'isinstance' in _calls(error) else text
    if text in _SAME: return _SAME[text]
    for old, new in _PARTS:
        if old in text: return text.replace(old, new)
    if text.startswith('unsupported types for __') or text.startswith('unsupported type for __'):
        head, _, rest = text.partition(': ')
        name = head[head.index('__'):]
        sign = _OPERATORS.get(name, name)
        kinds = rest.split(', ')
        if name == '__hash__': return 'unhashable type: ' + rest
        if name == '__len__': return 'object of type %s has no len()' % rest
        if name == '__getitem__': return '%s object is not subscriptable' % kinds[0]
        if name == '__contains__': return "argument of type %s is not iterable" % kinds[0]
        if len(kinds) == 1: return 'bad operand type for %s: %s' % (sign, rest)
        if name in ('__add__', '__iadd__') and kinds[0] in ("'str'", "'list'", "'tuple'", "'bytes'"):
            kind = kinds[0].strip("'")
            return 'can only concatenate %s (not "%s") to %s' % (kind, kinds[1].strip("'"), kind) if kind != 'bytes' else "can't concat %s to bytes" % kinds[1].strip("'")
        if sign in ('<', '>', '<=', '>='): return "'%s' not supported between instances of %s and %s" % (sign, kinds[0], kinds[1])
        if name in ('__mul__', '__imul__') and "'str'" in kinds: return "can't multiply sequence by non-int of type %s" % (kinds[1] if kinds[0] == "'str'" else kinds[0])
        if name in ('__mul__', '__imul__') and kinds[0] in ("'list'", "'tuple'", "'bytes'"): return "can't multiply sequence by non-int of type %s" % kinds[1]
        return 'unsupported operand type(s) for %s: %s and %s' % (sign, kinds[0], kinds[1])
    if text.startswith('need more than '):
        got = text.split()[3]
        wanted = _done(error)['targets']
        if wanted > int(got): return 'not enough values to unpack (expected %d, got %s)' % (wanted, got)
        return 'not enough values to unpack (expected %d, got %s)' % (int(got) + 1, got)
    if text.startswith("can't convert ") and text.endswith(' to int'):
        kind = text[14:-7].split()[0].strip("'")
        if 'int' not in _calls(error): return "'%s' object cannot be interpreted as an integer" % kind
        return "int() argument must be a string, a bytes-like object or a real number, not '%s'" % kind
    if text.startswith("can't convert ") and text.endswith(' to float'):
        if 'float' not in _calls(error): return 'must be real number, not %s' % text[14:-9].split()[0].strip("'")
        return "float() argument must be a string or a real number, not '%s'" % text[14:-9].split()[0].strip("'")
    if text.startswith("can't convert '") and text.endswith("object to str implicitly"):
        if 'ord' in _calls(error): return 'ord() expected string of length 1, but %s found' % text.split("'")[2]
        return 'can only concatenate str (not "%s") to str' % text.split("'")[2]
    if '() takes ' in text or text.startswith('function takes ') or text.startswith('function missing ') or text.startswith('unexpected keyword argument') or text.startswith('function expected at most') or text.startswith('function missing required keyword'): return _call(text, error)
    if text == 'local variable referenced before assignment': return _unbound(error)
    if ' object has no attribute ' in text: return _set(text)
    if text.startswith("can't import name "): return _imported(text[18:], error)
    if text == 'index out of range': return 'string index out of range'
    if text == 'bytes index out of range': return 'index out of range'
    return text
def _minor():
    import sys
    return sys.version_info[1] if sys.version_info[0] > 2 else 0
def _place(error):
    import _dockyard
    frames = _dockyard.frames(error)
    return frames[-1] if frames else ('', 1, '')
def _done(error):
    import json
    path, line, _ = _place(error)
    return json.loads(_host.done(path, line))
def _calls(error):
    """The names of what is called at the place of an error."""
    import json
    path, line, _ = _place(error)
    return [one['name'] for one in json.loads(_host.called(path, line))]
def _argument(error):
    import _dockyard
    line = _dockyard.text_at(_place(error))
    at = line.find('.index(')
    return line[at + 7:line.find(')', at)] if at != -1 else 'x'
def _divided(error):
    sign = _done(error)['operator']
    if sign == '/' or _minor() >= 14: return 'division by zero'
    if sign == '%' and _minor() >= 11: return 'integer modulo by zero'
    return 'integer division or modulo by zero' if sign else 'division by zero'
def _imported(name, error):
    import _dockyard, _dk_library, sys
    frames = _dockyard.frames(error)
    words = _dockyard.text_at(frames[-1]).split() if frames else []
    module = words[1] if words[:1] == ['from'] and len(words) > 1 else '?'
    file = getattr(sys.modules.get(module), '__file__', None) or ''
    if file.startswith('/.dockyard') or not file: file = _dk_library.origin(module)
    return "cannot import name '%s' from '%s' (%s)" % (name, module, file)
def _set(text):
    """A property that can't be set reads as an attribute that isn't there."""
    import _dockyard, sys
    words = text.split("'")
    made = _dockyard.main.get(words[1])
    if not isinstance(made, type) or not isinstance(getattr(made, words[3], None), property): return text
    if sys.version_info >= (3, 11): return "property '%s' of '%s' object has no setter" % (words[3], words[1])
    return "can't set attribute" + (" '%s'" % words[3] if sys.version_info >= (3, 10) else '')
def _unbound(error):
    import _dockyard, json, sys
    frames = _dockyard.frames(error)
    name = _host.unbound(frames[-1][0], frames[-1][1]) if frames else ''
    if sys.version_info >= (3, 11): return "cannot access local variable '%s' where it is not associated with a value" % name
    return "local variable '%s' referenced before assignment" % name
def _called(error):
    """The name of the function that a line calls wrongly, with what is known of its parameters."""
    import _dockyard, json
    frames = _dockyard.frames(error)
    if not frames: return 'function', None
    calls = json.loads(_host.called(frames[-1][0], frames[-1][1]))
    for one in calls:
        name = one['name']
        made = _dockyard.main.get(name)
        if isinstance(made, type) and '__init__' in _dockyard.signatures: return name + '.__init__', _dockyard.signatures['__init__']
        if name in _dockyard.signatures: return name, _dockyard.signatures[name]
    return (calls[0]['name'] if calls else 'function'), None
def _signature(name):
    import _dockyard
    return _dockyard.signatures.get(name)
def _call(text, error):
    name, known = _called(error)
    words = text.split()
    if text.startswith('unexpected keyword argument'): return "%s() got an unexpected keyword argument %s" % (_full(name), words[-1])
    if ' takes ' in text:
        if '() ' in text.split(' takes ')[0] + ' ':
            said = text.split('()')[0]
            if said != '__init__': name, known = said, _signature(said)
        given = words[-3] if words[-1] == 'given' else words[-1]
        numbers = [w for w in words if w.isdigit()]
        takes, given = int(numbers[0]), int(numbers[-1])
        if known is not None:
            known = [p for p in known if not p[3]]
            needed = [p for p in known if p[2] is None]
            if given < takes or given < len(needed): return _missing(_full(name), [p[0] for p in needed[given:]])
            if len(needed) != len(known): return '%s() takes from %d to %d positional arguments but %d were given' % (_full(name), len(needed), len(known), given)
        name = _full(name)
        return '%s() takes %d positional argument%s but %d %s given' % (name, takes, '' if takes == 1 else 's', given, 'was' if given == 1 else 'were')
    if text == 'function missing keyword-only argument' and known is not None:
        wanted = [p[0] for p in known if p[3] and p[2] is None]
        if wanted: return _missing(_full(name), wanted, 'keyword-only')
    if '#' in words[-1] and known is not None:
        at = int(words[-1][1:]) - 1
        return _missing(_full(name), [p[0] for p in known[at:at + 1]])
    return text.replace('function', name + '()', 1)
def _full(name):
    """A function's name with its classes', as CPython's errors have it since 3.10."""
    import _dockyard
    return _dockyard.qualnames.get(name, name) if _minor() >= 10 and '.' not in name else name
def _missing(name, names, kind='positional'):
    shown = [repr(n) for n in names]
    listed = shown[0] if len(shown) == 1 else ', '.join(shown[:-1]) + (',' if len(shown) > 2 else '') + ' and ' + shown[-1]
    return '%s() missing %d required %s argument%s: %s' % (name, len(names), kind, '' if len(names) == 1 else 's', listed)
_kept = []
def _say(error, text):
    """Puts another text in the place of an exception's only argument: the interpreter's own have no setter."""
    _kept.append(text)
    _host.put(id(error.args), id(text))
    if len(_kept) > 64: _kept.pop(0)
_current = None
def current(): return _current
handling = None
def fix(error, number=None):
    """Puts what the interpreter says into CPython's words; what a program raised itself stays as it is."""
    args = getattr(error, 'args', ())
    global _current
    _current = error
    if number is not None: handling(error, number)
    if isinstance(error, KeyError):
        if len(args) == 1 and type(args[0]) is str: _say(error, _Quoted(args[0]))
    elif len(args) == 1 and type(args[0]) is str and type(error) in _NATIVE:
        try: new = message(args[0], error)
        except Exception: new = args[0]
        if new != args[0]: _say(error, new)
    elif not args and type(error) is AssertionError: pass
_MODULES = {'TemplateNotFound': 'jinja2.exceptions', 'TemplatesNotFound': 'jinja2.exceptions', 'TemplateSyntaxError': 'jinja2.exceptions', 'TemplateAssertionError': 'jinja2.exceptions', 'TemplateRuntimeError': 'jinja2.exceptions', 'UndefinedError': 'jinja2.exceptions', 'JSONDecodeError': 'json.decoder', 'Empty': '_queue', 'Full': 'queue', 'CancelledError': 'asyncio.exceptions'}
def kind(error):
    """The name of an exception's class, as a traceback has it."""
    fix(error)
    name = type(error).__name__
    if name == '_OSError': name = 'OSError'
    if name == 'NameError' and 'local variable' in str(error): return 'UnboundLocalError'
    if name == 'RuntimeError' and str(error).startswith('maximum recursion depth exceeded'): name = 'RecursionError'
    return name
def _qualified(error):
    import sys, builtins
    name = kind(error)
    made = type(error)
    if _minor() == 0:
        import _dk_errors2
        return _dk_errors2.kind(name, made, error)
    if getattr(builtins, name, None) is made or name in ('RecursionError', 'OSError', 'UnboundLocalError'): return name
    if name in _MODULES: return _MODULES[name] + '.' + name
    own = getattr(made, '__module__', None)
    if isinstance(own, str) and '.' in own and own[:1] != '_': return own + '.' + name
    for key, module in list(sys.modules.items()):
        if key[:1] != '_' and getattr(module, name, None) is made: return key + '.' + name
    return name
def describe(error):
    name = _qualified(error)
    if isinstance(error, KeyError) and len(getattr(error, 'args', ())) == 1: return name + ': ' + repr(error.args[0])
    try: text = str(error)
    except Exception: text = '<exception str() failed>'
    if name == 'SyntaxError' and not text: text = 'invalid syntax'
    return name + (': ' + text if text else '')
def install(builtins, sys, native):
    global _NATIVE, _repr
    _NATIVE = (TypeError, ValueError, NameError, AttributeError, IndexError, ZeroDivisionError, ImportError, RuntimeError, OverflowError, NotImplementedError, LookupError)
    _repr = builtins.repr
    sys.exc_info = lambda: (None, None, None) if _current is None else (type(_current), _current, _Trace())
    builtins._dk_fix = fix
    import _dk_show, _dk_classes
    builtins._dk_set_of, builtins._dk_super = _dk_show.set_of, _dk_classes.cooperative
    builtins.repr, builtins._dk_str = _dk_show.show, _dk_show.text
class _Trace:
    tb_lineno = 0
    tb_frame = tb_next = None
