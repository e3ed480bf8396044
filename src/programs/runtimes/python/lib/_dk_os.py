import _dockyard, sys
from os import path as path
_call = _dockyard.call
name = 'posix'
sep = '/'
linesep = '\n'
pathsep = ':'
curdir = '.'
devnull = '/dev/null'
error = OSError
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_APPEND = 0, 1, 2, 64, 1024
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1

def getenv(key, default=None):
    return environ.get(key, default)
def putenv(key, value):
    environ[key] = value

def _named(fn):
    def wrapped(path, *more, **options):
        try:
            return fn(str(path), *more, **options)
        except OSError as error:
            error.filename = path
            raise
    return wrapped
class stat_result:
    def __init__(self, raw):
        self.st_mode = {'file': 0x8000, 'dir': 0x4000, 'symlink': 0xA000}.get(raw['type'], 0) | raw['mode']
        self.st_size = raw['size']
        self.st_uid = raw['uid']
        self.st_gid = raw['gid']
        self.st_ino = raw['ino']
        self.st_nlink = raw['nlink']
        self.st_mtime = raw['mtimeMs'] / 1000
        self.st_atime = raw['atimeMs'] / 1000
        self.st_ctime = raw['ctimeMs'] / 1000
    def __getitem__(self, i):
        return (self.st_mode, self.st_ino, 0, self.st_nlink, self.st_uid, self.st_gid, self.st_size, int(self.st_atime), int(self.st_mtime), int(self.st_ctime))[i]
stat = _named(lambda p: stat_result(_call('stat', p)))
lstat = _named(lambda p: stat_result(_call('lstat', p)))
listdir = lambda p='.': sorted(e['name'] for e in _named(lambda q: _call('readdir', q))(p))
mkdir = _named(lambda p, mode=0o777: _call('mkdir', p, False, mode))
def makedirs(p, mode=0o777, exist_ok=False):
    if path.exists(p) and not exist_ok:
        raise FileExistsError(17, 'File exists', str(p))
    _call('mkdir', str(p), True, mode)
remove = unlink = _named(lambda p: _call('unlink', p))
rmdir = _named(lambda p: _call('rmdir', p))
rename = replace = lambda a, b: _call('rename', str(a), str(b))
symlink = lambda a, b: _call('symlink', str(a), str(b))
readlink = _named(lambda p: _call('readlink', p))
chmod = _named(lambda p, mode: _call('chmod', p, mode))
chown = _named(lambda p, uid, gid: _call('chown', p, uid, gid))
getcwd = lambda: _call('cwd')
chdir = _named(lambda p: _call('chdir', p))
umask = lambda mask: _call('umask', mask)
getpid = lambda: _dockyard.setup['pid']
getppid = lambda: _dockyard.setup['ppid']
getuid = geteuid = lambda: _dockyard.setup['uid']
getgid = getegid = lambda: _dockyard.setup['gid']
getlogin = lambda: environ.get('USER', 'root')
cpu_count = lambda: 2
urandom = lambda n: _call('random', n)
kill = lambda pid, number: _call('kill', pid, [k for k, v in _dockyard.numbers.items() if v == number][0] if number else 0)
def _exit(code):
    _call('exit', code)
def abort():
    _call('abort')
def popen(command, mode='r'):
    import io
    done = _call('spawnSync', '/bin/sh', ['sh', '-c', command], {'env': environ.copy(), 'stdio': ['inherit', 'pipe', 'inherit']})
    return io.StringIO(done['stdout'])
def system(command):
    done = _call('spawnSync', '/bin/sh', ['sh', '-c', command], {'env': environ.copy(), 'stdio': ['inherit', 'inherit', 'inherit']})
    return (done['code'] or 0) << 8
class _Uname(tuple):
    sysname = property(lambda s: s[0])
    nodename = property(lambda s: s[1])
    release = property(lambda s: s[2])
    version = property(lambda s: s[3])
    machine = property(lambda s: s[4])
def uname():
    m = _call('machine')
    return _Uname(('Linux', m['hostname'], m['release'], m['version'], m['machine']))
def access(p, mode):
    try:
        _call('access', str(p), ('r' if mode & 4 else '') + ('w' if mode & 2 else '') + ('x' if mode & 1 else ''))
        return True
    except OSError:
        return False
def walk(top):
    folders, files = [], []
    for e in _call('readdir', top):
        (folders if e['type'] == 'dir' else files).append(e['name'])
    yield top, folders, files
    for f in folders:
        for one in walk(path.join(top, f)):
            yield one
class DirEntry:
    def __init__(self, folder, e):
        self.name = e['name']
        self.path = path.join(folder, e['name'])
        self._type = e['type']
    def is_dir(self):
        return self._type == 'dir'
    def is_file(self):
        return self._type == 'file'
    def stat(self):
        return stat(self.path)
def scandir(p='.'):
    return iter([DirEntry(p, e) for e in _call('readdir', p)])
def fspath(p):
    return str(p)
class terminal_size(tuple):
    columns = property(lambda s: s[0])
    lines = property(lambda s: s[1])
    def __repr__(self): return 'os.terminal_size(columns=%d, lines=%d)' % (self[0], self[1])
def get_terminal_size(fd=1):
    if not _dockyard.setup['tty'][fd]: raise OSError(25, 'Inappropriate ioctl for device')
    return terminal_size((int(environ.get('COLUMNS', 80)), int(environ.get('LINES', 24))))
class _Environ(dict):
    """os.environ: text alone (Lib/os.py, _Environ)."""
    def __setitem__(self, key, value):
        for one in (key, value):
            if not isinstance(one, str): raise TypeError('str expected, not ' + type(one).__name__)
        super().__setitem__(key, value)
    def __repr__(self): return 'environ({%s})' % ', '.join(['%r: %r' % pair for pair in self.items()])
    def copy(self): return {key: value for key, value in self.items()}
environ = _Environ(_dockyard.setup['env'])
def _kind(p):
    return _call('kind', str(p))
class path:
    sep = '/'
    def join(first, *more):
        out = ''
        for one in (first,) + more:
            if not isinstance(one, str):
                if not hasattr(one, '__fspath__'): raise TypeError('expected str, bytes or os.PathLike object, not ' + type(one).__name__)
                one = one.__fspath__()
            out = one if one.startswith('/') or not out else out + one if out.endswith('/') else out + '/' + one
        return out
    join = staticmethod(join)
    split = staticmethod(path.split)
    basename = staticmethod(lambda p: str(p).split('/')[-1])
    dirname = staticmethod(lambda p: (str(p)[:str(p).rfind('/')] or '/') if '/' in str(p) else '')
    exists = staticmethod(lambda p: _kind(p) is not None)
    lexists = exists
    def commonprefix(many):
        first, last = (min(many), max(many)) if many else ('', '')
        for i, c in enumerate(first):
            if last[i:i + 1] != c: return first[:i]
        return first
    commonprefix = staticmethod(commonprefix)
    def commonpath(many):
        parts = [one.strip('/').split('/') for one in many]
        same = []
        for row in zip(*parts):
            if any(one != row[0] for one in row): break
            same.append(row[0])
        return ('/' if many[0].startswith('/') else '') + '/'.join(same)
    commonpath = staticmethod(commonpath)
    samefile = staticmethod(lambda a, b: path.realpath(a) == path.realpath(b))
    getctime = staticmethod(lambda p: stat(p).st_ctime)
    getatime = staticmethod(lambda p: stat(p).st_atime)
    isfile = staticmethod(lambda p: _kind(p) == 'file')
    isdir = staticmethod(lambda p: _kind(p) == 'dir')
    islink = staticmethod(lambda p: _call('lstat', str(p))['type'] == 'symlink')
    isabs = staticmethod(lambda p: str(p).startswith('/'))
    getsize = staticmethod(lambda p: stat(p).st_size)
    getmtime = staticmethod(lambda p: stat(p).st_mtime)
    expanduser = staticmethod(lambda p: environ.get('HOME', '/root') + p[1:] if p.startswith('~') else p)
    expandvars = staticmethod(lambda p: p)
    realpath = staticmethod(lambda p: _call('realpath', str(p)) if _kind(p) else path.abspath(p))
    @staticmethod
    def splitext(p):
        dot = p.rfind('.')
        return (p, '') if dot <= p.rfind('/') + 1 and dot <= 0 or dot < p.rfind('/') else (p[:dot], p[dot:]) if dot > 0 else (p, '')
    @staticmethod
    def normpath(p):
        out = []
        for part in p.split('/'):
            if part == '..' and out:
                out.pop()
            elif part not in ('', '.'):
                out.append(part)
        return ('/' if p.startswith('/') else '') + '/'.join(out) or '.'
    @staticmethod
    def abspath(p):
        return path.normpath(str(p) if str(p).startswith('/') else getcwd() + '/' + str(p))
    @staticmethod
    def relpath(p, start=None):
        a, b = path.abspath(start or '.').split('/'), path.abspath(p).split('/')
        i = 0
        while i < len(a) and i < len(b) and a[i] == b[i]:
            i += 1
        return '/'.join(['..'] * (len(a) - i) + b[i:]) or '.'
