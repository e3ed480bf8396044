import sys as _sys, io as _io, vfs as _vfs, json as _json, _host
import builtins as _builtins

_setup = _json.loads(_host.setup())
_handlers = {}
_numbers = {'SIGHUP': 1, 'SIGINT': 2, 'SIGQUIT': 3, 'SIGKILL': 9, 'SIGUSR1': 10, 'SIGUSR2': 12, 'SIGALRM': 14, 'SIGTERM': 15, 'SIGCHLD': 17}

class _Failure(Exception):
    pass

def _deliver(names):
    for name in names:
        fn = _handlers.get(name)
        if callable(fn):
            fn(_numbers[name], None)
        elif name == 'SIGINT':
            raise KeyboardInterrupt

_ERRNO = {'ENOENT': 2, 'EACCES': 13, 'EEXIST': 17, 'ENOTDIR': 20, 'EISDIR': 21}

def _call(name, *args, data=None):
    if name == 'spawnSync': _dk_files.flush_all()
    while True:
        reply = _json.loads(_host.call(name, _json.dumps(list(args)), data.hex() if data else '' if data is None else ' '))
        if reply.get('signals'):
            _deliver(reply['signals'])
        failure = reply.get('failure')
        if failure:
            if failure['code'] == 'EINTR':
                continue
            error = _os_error(failure, args)
            if name in _ON_PATHS:
                error.filename = args[0]
                if name in ('rename', 'copyFile'): error.filename2 = args[1]
            raise error
        if 'bytes' in reply:
            return bytes.fromhex(reply['bytes'])
        return reply.get('value')

# Calls whose first argument is a path, which the error then names.
_ON_PATHS = {'readFile', 'writeFile', 'readdir', 'mkdir', 'rmdir', 'unlink', 'stat', 'lstat', 'rename', 'chmod', 'copyFile', 'readlink', 'access'}
def _os_error(failure, args):
    return _KINDS.get(failure['code'], _OSError)(failure.get('errno') or 5, failure['message'])

class _OSError(OSError):
    """OSError with the file that it names: `OSError(2, 'No such file or directory', 'f.txt')`."""
    filename = filename2 = None
    def __init__(self, *args):
        super().__init__(*args[:2])
        if len(args) > 2: self.filename = args[2]
        if len(args) > 4: self.filename2 = args[4]
    @property
    def strerror(self): return self.args[1] if len(self.args) > 1 else None
    def __str__(self):
        if len(self.args) < 2: return ' '.join(str(one) for one in self.args)
        named = '' if self.filename is None else ': ' + _dk_show.show(self.filename)
        return '[Errno %s] %s%s%s' % (self.args[0], self.args[1], named, '' if self.filename2 is None else ' -> ' + _dk_show.show(self.filename2))
    def __repr__(self):
        name = type(self).__name__
        return '%s(%s)' % ('OSError' if name == '_OSError' else name, ', '.join(_dk_show.show(one) for one in self.args))
class FileNotFoundError(_OSError): pass
class FileExistsError(_OSError): pass
class PermissionError(_OSError): pass
class IsADirectoryError(_OSError): pass
class NotADirectoryError(_OSError): pass
class ConnectionError(_OSError): pass
class ConnectionRefusedError(ConnectionError): pass
class ConnectionResetError(ConnectionError): pass
class BrokenPipeError(ConnectionError): pass
class ProcessLookupError(_OSError): pass
class TimeoutError(_OSError): pass
class ModuleNotFoundError(ImportError):
    path = None
    @property
    def msg(self): return self.args[0] if self.args else None
    @property
    def name(self): return self.args[0][17:-1] if self.args and str(self.args[0])[:17] == "No module named '" else None
class RecursionError(RuntimeError): pass
_KINDS = {'ENOENT': FileNotFoundError, 'EEXIST': FileExistsError, 'EACCES': PermissionError, 'EPERM': PermissionError, 'EISDIR': IsADirectoryError, 'ENOTDIR': NotADirectoryError, 'ECONNREFUSED': ConnectionRefusedError, 'ECONNRESET': ConnectionResetError, 'EPIPE': BrokenPipeError, 'ESRCH': ProcessLookupError, 'ETIMEDOUT': TimeoutError}
for _kind in (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError, ConnectionError, ConnectionRefusedError, ConnectionResetError, BrokenPipeError, ProcessLookupError, TimeoutError, ModuleNotFoundError, RecursionError):
    setattr(_builtins, _kind.__name__, _kind)
class Warning(Exception): pass
_builtins.Warning = Warning
for _name in 'UserWarning DeprecationWarning PendingDeprecationWarning RuntimeWarning SyntaxWarning FutureWarning ImportWarning UnicodeWarning BytesWarning ResourceWarning'.split():
    setattr(_builtins, _name, type(_name, (Warning,), {}))
for _name, _base in (('FloatingPointError', ArithmeticError), ('BufferError', Exception), ('ReferenceError', Exception), ('BlockingIOError', OSError), ('ChildProcessError', OSError), ('InterruptedError', OSError), ('ConnectionAbortedError', ConnectionError), ('SystemError', Exception), ('TabError', IndentationError), ('UnboundLocalError', NameError)):
    if not hasattr(_builtins, _name): setattr(_builtins, _name, type(_name, (_base,), {}))
class SystemExit(SystemExit):
    @property
    def code(self): return None if not self.args else self.args[0] if len(self.args) == 1 else self.args
_builtins.SystemExit = SystemExit
def _os_error_of(*args):
    """`OSError(number, …)` is of the class that stands for the number."""
    return _BY_NUMBER.get(args[0] if len(args) > 1 and sys.version_info[0] > 2 else None, _OSError)(*args)
_BY_NUMBER = {1: PermissionError, 2: FileNotFoundError, 3: ProcessLookupError, 13: PermissionError, 17: FileExistsError, 20: NotADirectoryError, 21: IsADirectoryError, 32: BrokenPipeError, 104: ConnectionResetError, 110: TimeoutError, 111: ConnectionRefusedError}
_builtins._dk_os_error = _os_error_of
_builtins.IOError = OSError
_builtins.EnvironmentError = OSError

def _extend(kind, more):
    """Adds the methods of a class to a built-in type: its table of names gets them."""
    pairs = [(id(key), id(value)) for key, value in more.__dict__.items() if not key.startswith('__')]
    _host.extend(id(kind.__dict__), _json.dumps(pairs))

_BUFFER = 8192
class _Output(_io.IOBase):
    """stdout and stderr: by lines to terminals and of stderr, in blocks elsewhere, at once where that is asked for."""
    def __init__(self, fd, by_line):
        self.fd = fd
        self.buffer = self
        self.encoding = 'utf-8'
        self.line_buffering = by_line
        self.write_through = _setup['unbuffered']
        self._held = []
        self._size = 0
    def write(self, data):
        if not isinstance(data, str):
            data = bytes(data).decode()
        if self.write_through or self.line_buffering and '\n' in data:
            self.flush()
            _host.write(self.fd, data)
        else:
            self._held.append(data)
            self._size += len(data)
            if self._size >= _BUFFER: self._spill()
        return len(data)
    def _spill(self):
        """Hands on whole blocks; the rest waits."""
        data = ''.join(self._held)
        whole = len(data) // _BUFFER * _BUFFER
        _host.write(self.fd, data[:whole])
        self._held = [data[whole:]]
        self._size = len(data) - whole
    def writelines(self, lines):
        for line in lines:
            self.write(line)
    def flush(self):
        if self._size:
            _host.write(self.fd, ''.join(self._held))
            self._held = []
            self._size = 0
        _host.flush()
    def isatty(self):
        return _setup['tty'][self.fd]
    def fileno(self):
        return self.fd
    def ioctl(self, request, arg):
        return 0
    def reconfigure(self, line_buffering=None, write_through=None, **more):
        if line_buffering is not None: self.line_buffering = line_buffering
        if write_through is not None: self.write_through = write_through
        self.flush()

class _Input:
    def __init__(self):
        self._rest = b''
        self._end = False
        self.buffer = self
    def _more(self):
        part = _call('read', 0, 65536, None)
        if not part:
            self._end = True
        self._rest += part
    def readline(self, *a):
        while b'\n' not in self._rest and not self._end:
            self._more()
        at = self._rest.find(b'\n') + 1 or len(self._rest)
        line, self._rest = self._rest[:at], self._rest[at:]
        return line.decode()
    def read(self, n=-1):
        while not self._end and (n < 0 or len(self._rest) < n):
            self._more()
        part = self._rest if n < 0 else self._rest[:n]
        self._rest = self._rest[len(part):]
        return part.decode()
    def readlines(self):
        return list(self)
    def __iter__(self):
        return self
    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line
    def isatty(self):
        return _setup['tty'][0]
    def fileno(self):
        return 0

class _Sys:
    pass
sys = _Sys()
for _name in dir(_sys):
    setattr(sys, _name, getattr(_sys, _name))
class _Version(tuple):
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
_v = tuple(int(x) for x in _setup['version'].split('.'))
sys.version_info = _Version(_v + ('final', 0))
sys.version = _setup['version'] + ' (main, Oct  9 2025, 22:49:02) [GCC 12.2.0]'
sys.platform = 'linux'
sys.argv = _setup['argv']
sys.executable = _setup['executable']
sys.prefix = sys.exec_prefix = _setup['prefix']
sys.base_prefix = sys.base_exec_prefix = _setup['basePrefix']
sys.stdin = _Input()
sys.stdout = _Output(1, _setup['tty'][1])
sys.stderr = _Output(2, True)
sys.__stdout__ = sys.stdout
sys.__stderr__ = sys.stderr
sys.flags = _Sys()
sys.maxunicode = 1114111
sys.getrecursionlimit = lambda: _dockyard.recursion_limit
sys.setrecursionlimit = lambda n: setattr(_dockyard, 'recursion_limit', n)
sys.getsizeof = lambda value, default=0: 48
sys.getdefaultencoding = lambda: 'utf-8'
sys.hexversion = (_v[0] << 24) | (_v[1] << 16)
def _exit(code=None):
    raise SystemExit(code)
sys.exit = _exit
_sys.modules['sys'] = sys
_builtins.exit = _builtins.quit = _exit

def input(prompt=''):
    if prompt:
        sys.stdout.write(str(prompt))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError('EOF when reading a line')
    return line[:-1] if line.endswith('\n') else line
_builtins.input = input

_real_print = print
def _print(*values, sep=' ', end='\n', file=None, flush=False):
    sep = ' ' if sep is None else sep
    end = '\n' if end is None else end
    out = file or sys.stdout
    out.write(sep.join([_dk_show.text(value) for value in values]) + end)
    if flush:
        out.flush()
_builtins.print = _print

class _Vfs:
    """The machine's files for `import`, with the library's own folder beside them."""
    def mount(self, readonly, mkfs):
        pass
    def umount(self):
        pass
    def stat(self, path):
        inside = _host.library(path)
        if inside == 'dir':
            return (0x4000, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        if inside:
            return (0x8000, 0, 0, 0, 0, 0, 1, 0, 0, 0)
        kind = _call('kind', path)
        if kind == 'dir':
            return (0x4000, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        if kind is None:
            raise OSError(2)
        return (0x8000, 0, 0, 0, 0, 0, 1, 0, 0, 0)
    def open(self, path, mode):
        inside = _host.library(path)
        if inside and inside != 'dir':
            return _Bytes(inside.encode())
        data = _call('readFile', path)
        return _Bytes(_translated(data.decode(), path).encode() if path.endswith('.py') else data)
    def ilistdir(self, path):
        return iter([])
    def chdir(self, path):
        pass
    def getcwd(self):
        return '/'

class _Bytes(_io.IOBase):
    def __init__(self, data):
        self._data = data
        self._at = 0
    def readinto(self, buf):
        n = min(len(buf), len(self._data) - self._at)
        buf[:n] = self._data[self._at:self._at + n]
        self._at += n
        return n
    def ioctl(self, request, arg):
        return 0

def _translated(source, path):
    made = _json.loads(_host.translate(source, path))
    docs = made['docs']
    for name, known in made['signatures']:
        _signatures[name.split('.')[-1]] = known
    for name, text in docs.items():
        _dockyard.docs[name.split('.')[-1]] = text
    if made['signatures']:
        _dockyard.written[path] = [(name, known, docs.get(name)) for name, known in made['signatures']]
    _dockyard.qualnames.update(made['qualnames'])
    return made['source']
_signatures = {}

_vfs.umount('/')
_vfs.mount(_Vfs(), '/')
sys.path = _sys.path
_sys.path[:] = [_setup['folder'], '/.dockyard/python'] + _setup['site'] + ['.frozen']

_native_import = _builtins.__import__
# CPython's library, as far as nobody has written it here: an import of it is refused by name.
_ABSENT = 'aifc array ast asynchat asyncore audioop base64 bdb binascii builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop colorsys compileall contextvars copy copyreg crypt ctypes curses dbm decimal difflib dis distutils doctest email encodings ensurepip errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib gc genericpath getopt gettext graphlib grp gzip idlelib imaplib imghdr imp inspect io ipaddress json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode optparse os ossaudiodev pdb pickle pickletools pipes pkgutil plistlib poplib posix posixpath profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat quopri random re readline reprlib resource rlcompleter runpy sched select selectors shelve shlex site smtpd smtplib sndhdr spwd sqlite3 sre_compile sre_constants sre_parse ssl stat stringprep struct sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib termios this time timeit tkinter token tokenize tomllib trace tracemalloc tty turtle turtledemo types unicodedata uu venv wave webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'.split()
def _import(name, scope=None, places=None, fromlist=None, level=0):
    if name[:5] == '_dk2_': return _dk_python2.module(name[5:], fromlist, _native_import)
    try:
        return _native_import(name, scope, places, fromlist, level)
    except ImportError as error:
        text = error.args[0] if error.args else ''
        if not isinstance(text, str) or not text.startswith('no module named '):
            raise
        wanted = text[16:].strip("'")
        if wanted.split('.')[0] in _ABSENT or '.' in wanted and _host.library('/.dockyard/python/' + wanted.split('.')[0]) == 'dir':
            raise ImportError('dockyard: the module %s is not simulated' % wanted)
        if _v[0] < 3: raise ImportError('No module named %s' % (name if name.startswith(wanted + '.') else wanted))
        raise ModuleNotFoundError('No module named %r' % wanted)
_builtins.__import__ = _import

def _take(name, source=None):
    """Puts the library's module in the place of the interpreter's own."""
    module = __import__('_dk_' + (source or name))
    _sys.modules[name] = module
    return module

class _dockyard:
    signatures = _signatures
    docs = {}
    qualnames = {}
    # The functions of each file: full name, parameters, description.
    written = {}
    call = staticmethod(_call)
    setup = _setup
    handlers = _handlers
    numbers = _numbers
    host = _host
    # Exceptions that came out of templates, each with the rows of its traceback there.
    templates = []
_sys.modules['_dockyard'] = _dockyard
import _dk_types, _dk_classes, _dk_errors, _dk_show, _dk_files, _dk_place, _dk_python2
_builtins._dk_at = _dk_place.at
_builtins.open, _dockyard.file = _dk_files.open, _dk_files.File
_dk_types.install(_builtins, _extend)
_dk_classes.install(_builtins)
_dk_errors.install(_builtins, sys, _sys)
_json_module = _take('json')
_take('os')
_sys.modules['os.path'] = _sys.modules['os'].path
_take('time')
_take('io')
_take('random')
_take('re')

_executed = ['']
def _code(source, mode='exec'):
    """What exec and eval are given, as the interpreter takes it."""
    if not isinstance(source, str): return source
    _executed[0] = source
    try: return _translated(source.strip() if mode == 'eval' else source, '<string>')
    except Exception: return source
_builtins._dk_code = _code
def _source(path):
    if path == '<string>' and _executed[0]: return _executed[0]
    return _setup['source'] if path[0] == '<' else _call('readFile', path).decode()

def _source_line(path, number):
    try:
        return _source(path).split('\n')[number - 1].strip()
    except Exception:
        return ''

_dockyard.source = staticmethod(_source)
_dockyard.source_line = staticmethod(_source_line)
_dockyard.recursion_limit = 1000
import _dk_trace
_traceback = _dk_trace.text
_dockyard.traceback = staticmethod(_traceback)
_dockyard.frames = staticmethod(_dk_trace.frames)
_dockyard.text_at = staticmethod(_dk_trace.text_at)
if sys.version_info >= (3, 11): _builtins.ExceptionGroup = _dk_trace.ExceptionGroup
_builtins._dk_from, _builtins._dk_attr = _dk_trace.raise_from, _dk_trace.attribute
_dk_errors.handling = _dk_trace.handling
_dockyard.main = {}
_dockyard.describe = staticmethod(_dk_errors.describe)

if _v[0] < 3: _dk_python2.install(_builtins)

def _tell(text):
    """How a program ended: behind what it had printed (Python/pythonrun.c, flush_io)."""
    try: sys.stdout.flush()
    except Exception: pass
    sys.stderr.write(text)
def _run(source, path):
    scope = {'__name__': '__main__', '__file__': path, '__doc__': None, '__builtins__': _builtins}
    _dockyard.main = scope
    main = _Sys()
    _sys.modules['__main__'] = main
    code = 0
    if path == '<string>': path = '<-c>'
    try:
        exec(compile(_translated(source, path), path, 'exec'), scope)
        threads = _sys.modules.get('threading')
        if threads:
            threads._finish()
        if _v[0] < 3: _dk_python2.end()
    except SystemExit as leave:
        value = leave.args[0] if leave.args else None
        if value is None:
            code = 0
        elif isinstance(value, int):
            code = value & 255
        else:
            _tell(str(value) + '\n')
            code = 1
    except KeyboardInterrupt as stop:
        _tell(_traceback(stop))
        code = 130
    except MemoryError as error:
        _call('outOfMemory')
        _tell(_traceback(error))
        code = 1
    except BaseException as error:
        _tell(_traceback(error))
        code = 1
    for fn in reversed(_dockyard_exit):
        fn()
    _dk_files.flush_all()
    sys.__stdout__.flush()
    sys.__stderr__.flush()
    return code
_dockyard_exit = []
_dockyard.at_exit = _dockyard_exit
_dockyard.run, _dockyard.translated = staticmethod(_run), staticmethod(_translated)
_repl_scope = {'__name__': '__main__', '__builtins__': _builtins}
def _line(source):
    """One entry at the prompt: whether more has to come."""
    try:
        try:
            _setup['source'] = source
            source = _translated(source, '<stdin>')
            code = compile(source, '<stdin>', 'eval')
        except SyntaxError:
            code = None
        if code is not None:
            value = eval(code, _repl_scope)
            if value is not None:
                print(_dk_show.show(value))
        else:
            exec(compile(source, '<stdin>', 'exec'), _repl_scope)
            if _v[0] < 3: _dk_python2.end()
    except SystemExit as leave:
        sys.__stdout__.flush()
        return leave.args[0] if leave.args and isinstance(leave.args[0], int) else 0
    except BaseException as error:
        sys.stderr.write(_traceback(error))
    sys.__stdout__.flush()
    return -1
def _converse(scope):
    """Statements typed at a prompt of the program's own, until the input ends."""
    _repl_scope.update(scope)
    held = ''
    while True:
        sys.stdout.write('... ' if held else '>>> ')
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line: break
        held += line
        if line.strip() and (held.split('\n')[0].rstrip().endswith((':', '\\')) or held.count('(') + held.count('[') + held.count('{') > held.count(')') + held.count(']') + held.count('}')): continue
        if held.strip() and _line(held) >= 0: break
        held = ''
    sys.stdout.write('\n')
_dockyard.converse = staticmethod(_converse)
