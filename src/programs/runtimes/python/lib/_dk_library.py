"""Frames of CPython's own library in tracebacks: their lines, as its versions have them."""
import sys
_MINOR = sys.version_info[1]
_THREADING = {6: (916, 864), 7: (926, 870), 8: (932, 870), 9: (980, 917), 10: (1016, 953), 11: (1045, 982), 12: (1073, 1010), 13: (1041, 992)}
_DECODER = {13: (344, 360)}
def folder():
    """Where the library lies."""
    return '%s/lib/python%d.%d' % (sys.base_prefix, sys.version_info[0], sys.version_info[1])
def _row(path, line, where, text, called=''):
    rows = ['  File "%s/%s", line %d, in %s' % (folder(), path, line, where), '    ' + text]
    if _MINOR >= 13 and called: rows.append('    ' + ' ' * text.index(called) + '~' * called.index('(') + '^' * (len(called) - called.index('(')))
    elif _MINOR >= 11 and called and called != text: rows.append('    ' + ' ' * text.index(called) + '^' * len(called))
    return rows
def thread_frames():
    """What stands before the frames of a thread's own function."""
    outer, inner = (1038, 975) if sys.base_prefix == '/usr' and _MINOR == 11 else _THREADING.get(_MINOR, _THREADING[13])
    return _row('threading.py', outer, '_bootstrap_inner', 'self.run()', 'self.run()') + _row('threading.py', inner, 'run', 'self._target(*self._args, **self._kwargs)', 'self._target(*self._args, **self._kwargs)')
def json_frames(error, from_file):
    """What stands behind the frame that called json.loads or json.load."""
    first, second = _DECODER.get(_MINOR, (337, 353))
    rows = []
    if from_file: rows += _row('json/__init__.py', 293, 'load', 'return loads(fp.read(),')
    rows += _row('json/__init__.py', 357 if _MINOR == 8 else 346, 'loads', 'return _default_decoder.decode(s)', '_default_decoder.decode(s)')
    if error.msg == 'Extra data': return rows + _row('json/decoder.py', first + 3, 'decode', 'raise JSONDecodeError("Extra data", s, end)')
    rows += _row('json/decoder.py', first, 'decode', 'obj, end = self.raw_decode(s, idx=_w(s, 0).end())', 'self.raw_decode(s, idx=_w(s, 0).end())')
    if error.msg == 'Expecting value': return rows + _row('json/decoder.py', second + 2, 'raw_decode', 'raise JSONDecodeError("Expecting value", s, err.value) from None')
    return rows + _row('json/decoder.py', second, 'raw_decode', 'obj, end = self.scan_once(s, idx)', 'self.scan_once(s, idx)')
_PACKAGES = 'asyncio collections concurrent ctypes curses dbm email encodings html http importlib json logging multiprocessing re sqlite3 tkinter tomllib unittest urllib xml xmlrpc zoneinfo'.split()
_COMPILED = 'math array cmath _struct select unicodedata zlib grp resource termios fcntl mmap readline syslog'.split()
_INSIDE = 'sys builtins time itertools _io errno marshal gc posix atexit _thread _signal _functools'.split()
def origin(module):
    """Where a module lies, as an ImportError tells it."""
    top = module.split('.')[0]
    if top in _INSIDE or (sys.base_prefix == '/usr' and top in _COMPILED): return 'unknown location'
    if top in _COMPILED: return '%s/lib-dynload/%s.cpython-3%d-x86_64-linux-gnu.so' % (folder(), top, _MINOR)
    path = module.replace('.', '/')
    return '%s/%s%s' % (folder(), path, '/__init__.py' if module in _PACKAGES or (module == 'pathlib' and _MINOR >= 13) else '.py')
