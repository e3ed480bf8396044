"""Python 2's built-in functions, and its library under its names. As Python 2.7.18 answers."""
import sys, _dockyard, _dk_show
_real_input, _real_map, _real_filter, _real_zip, _real_range, _real_round = input, map, filter, zip, range, round
MAXINT = 9223372036854775807
# Modules that stand here under the name that 3 gives them.
_NAMES = {'Queue': 'queue', 'SocketServer': 'socketserver', 'ConfigParser': 'configparser', '__builtin__': 'builtins', 'exceptions': 'builtins', 'StringIO': 'io', 'cStringIO': 'io', 'urlparse': 'urllib.parse', 'BaseHTTPServer': 'http.server', 'SimpleHTTPServer': 'http.server', 'urllib2': '_dk_urllib2', 'urllib': '_dk_urllib2', 'commands': '_dk_commands'}
# What only 3 has.
_NEWER = 'asyncio concurrent configparser contextvars copyreg dataclasses enum faulthandler graphlib html http ipaddress pathlib queue reprlib secrets selectors socketserver statistics tkinter tomllib tracemalloc typing venv winreg xmlrpc zipapp zoneinfo builtins'.split()
def module(name, fromlist, native):
    """A module whose name isn't the same in 2 and 3."""
    top = name.split('.')[0]
    if top in _NEWER: raise ImportError('No module named %s' % name)
    if '.' in name and top in _NAMES: raise ImportError('No module named %s' % name.split('.')[-1])
    if top not in _NAMES: raise ImportError('dockyard: the module %s is not simulated' % name)
    return native(_NAMES[top], None, None, fromlist or ('*',), 0)

class _By:
    """What stands between the halves of a division: whole numbers give whole ones."""
    def __rtruediv__(self, left): return _Half(left)
class _Half:
    def __init__(self, left): self.left = left
    def __truediv__(self, right):
        left = self.left
        if isinstance(left, int) and isinstance(right, int):
            if right == 0: raise ZeroDivisionError('integer division or modulo by zero')
            return left // right
        if right == 0: raise ZeroDivisionError('float division by zero')
        return left / right

_soft = {}
def spell(*args, **named):
    """str(value): twelve digits of a float, where repr has all that it takes."""
    if len(args) != 1 or type(args[0]) is not float: return _dk_show.text(*args, **named)
    shown = '%.12g' % args[0]
    return shown if '.' in shown or 'e' in shown or 'n' in shown else shown + '.0'

def say(to, *values, _dk_open=0):
    """The print statement: with a space before what follows one that a comma ended, on the same line."""
    out = sys.stdout if to is None else to
    text = ' '.join([spell(one) for one in values])
    if _soft.get(id(out)) and values: out.write(' ')
    out.write(text if _dk_open else text + '\n')
    _soft[id(out)] = bool(_dk_open) and text[-1:] not in ('\n', '\t')
def end():
    """A line that a comma left open ends with the program."""
    if _soft.get(id(sys.stdout)): sys.stdout.write('\n')
    _soft.clear()

def raised(kind, value):
    if not isinstance(kind, type) or isinstance(value, BaseException): return value if isinstance(value, BaseException) else kind
    if value is None: return kind()
    return kind(*value) if isinstance(value, tuple) else kind(value)

class basestring: pass
def cmp(a, b): return -1 if a < b else 1 if a > b else 0
def map(fn, *rows):
    if fn is None: return zip(*rows) if len(rows) > 1 else list(rows[0])
    return list(_real_map(fn, *rows))
def filter(fn, values):
    kept = [one for one in values if (fn(one) if fn is not None else one)]
    return ''.join(kept) if isinstance(values, str) else tuple(kept) if isinstance(values, tuple) else kept
def zip(*rows): return list(_real_zip(*rows))
def range(*limits): return list(_real_range(*limits))
def round(value, digits=0): return float(_real_round(value, digits)) if digits else float(int(value + 0.5) if value >= 0 else -int(0.5 - value))
class _Key:
    def __init__(self, value, compare): self.value, self.compare = value, compare
    def __lt__(self, other): return self.compare(self.value, other.value) < 0
def install(builtins):
    native_sorted, native_isinstance = builtins.sorted, builtins.isinstance
    def sorted(values, cmp=None, key=None, reverse=False):
        if cmp is None: return native_sorted(values, key=key, reverse=reverse)
        of = key or (lambda one: one)
        return native_sorted(values, key=lambda one: _Key(of(one), cmp), reverse=reverse)
    def isinstance(value, kinds):
        kinds = kinds if type(kinds) is tuple else (kinds,)
        return native_isinstance(value, tuple(str if one is basestring else one for one in kinds))
    def reduce(fn, values, *start):
        import functools
        return functools.reduce(fn, values, *start)
    def execfile(path, *scopes):
        exec(compile(_dockyard.translated(open(path).read(), path), path, 'exec'), *(scopes or (_dockyard.main,)))
    def input_(prompt=''): return eval(_dockyard.translated(_real_input(prompt).strip(), '<string>'), _dockyard.main)
    for name, value in (('_dk_by', _By()), ('_dk_say', say), ('_dk_raised', raised), ('_dk_listed', list), ('_dk_has', lambda table, key: key in table), ('_dk_str', spell), ('cmp', cmp), ('map', map), ('filter', filter), ('zip', zip), ('range', range), ('xrange', _real_range), ('round', round), ('sorted', sorted), ('isinstance', isinstance), ('reduce', reduce), ('execfile', execfile), ('input', input_), ('raw_input', _real_input), ('unichr', chr), ('unicode', str), ('basestring', basestring), ('long', int), ('file', open), ('apply', lambda fn, args=(), named={}: fn(*args, **named)), ('intern', lambda text: text)):
        setattr(builtins, name, value)
    sys.maxint, sys.platform, sys.maxsize = MAXINT, 'linux2', MAXINT
    sys.getdefaultencoding = lambda: 'ascii'
    sys.version = _dockyard.setup['version'] + ' (default, Apr 20 2020, 20:30:41) \n[GCC 8.3.0]'
