import os, fnmatch, glob as _glob
class PurePath:
    def __init__(self, *parts):
        text = ''
        for part in parts:
            part = str(part)
            text = part if part.startswith('/') or not text else text.rstrip('/') + '/' + part if part else text
        pieces = [p for p in text.split('/') if p and p != '.']
        self._text = ('/' if text.startswith('/') else '') + '/'.join(pieces) or '.'
    def __str__(self): return self._text
    def __fspath__(self): return self._text
    def __repr__(self): return 'PosixPath(%r)' % self._text
    def __truediv__(self, other): return type(self)(self._text, other)
    def __rtruediv__(self, other): return type(self)(other, self._text)
    def __eq__(self, other): return isinstance(other, PurePath) and self._text == other._text
    def __lt__(self, other): return self._text < other._text
    def __hash__(self): return hash(self._text)
    def joinpath(self, *more): return type(self)(self._text, *more)
    @property
    def parts(self): return tuple((['/'] if self._text.startswith('/') else []) + [p for p in self._text.split('/') if p and p != '.'])
    @property
    def name(self): return '' if self._text in ('.', '/') else self._text.split('/')[-1]
    @property
    def suffix(self): return os.path.splitext(self.name)[1]
    @property
    def suffixes(self): return ['.' + p for p in self.name.lstrip('.').split('.')[1:]]
    @property
    def stem(self): return os.path.splitext(self.name)[0]
    @property
    def parent(self): return type(self)(os.path.dirname(self._text) or '.')
    @property
    def parents(self):
        out, now = [], self
        while now.parent != now:
            now = now.parent
            out.append(now)
        return out
    @property
    def anchor(self): return '/' if self._text.startswith('/') else ''
    root = anchor
    def is_absolute(self): return self._text.startswith('/')
    def as_posix(self): return self._text
    def with_suffix(self, suffix): return type(self)(self.parent, self.stem + suffix)
    def with_name(self, name): return type(self)(self.parent, name)
    def with_stem(self, stem): return type(self)(self.parent, stem + self.suffix)
    def relative_to(self, other):
        base = type(self)(other)._text
        if self._text == base: return type(self)('.')
        if not self._text.startswith(base.rstrip('/') + '/'): raise ValueError('%r is not in the subpath of %r' % (self._text, base))
        return type(self)(self._text[len(base.rstrip('/')) + 1:])
    def is_relative_to(self, other):
        base = type(self)(other)._text
        return self._text == base or self._text.startswith(base.rstrip('/') + '/')
    def match(self, pattern): return fnmatch.fnmatch(self.name if '/' not in pattern else self._text, pattern)
class Path(PurePath):
    @classmethod
    def cwd(cls): return cls(os.getcwd())
    @classmethod
    def home(cls): return cls(os.path.expanduser('~'))
    def exists(self): return os.path.exists(self._text)
    def is_file(self): return os.path.isfile(self._text)
    def is_dir(self): return os.path.isdir(self._text)
    def is_symlink(self): return os.path.islink(self._text)
    def stat(self): return os.stat(self._text)
    def open(self, mode='r', *a, **k): return open(self._text, mode)
    def read_text(self, encoding=None, errors=None):
        with open(self._text) as file: return file.read()
    def read_bytes(self):
        with open(self._text, 'rb') as file: return file.read()
    def write_text(self, text, encoding=None, errors=None, newline=None):
        with open(self._text, 'w') as file: return file.write(text)
    def write_bytes(self, data):
        with open(self._text, 'wb') as file: return file.write(data)
    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if parents: return os.makedirs(self._text, exist_ok=exist_ok)
        if exist_ok and self.is_dir(): return
        os.mkdir(self._text)
    def rmdir(self): os.rmdir(self._text)
    def unlink(self, missing_ok=False):
        if missing_ok and not self.exists(): return
        os.remove(self._text)
    def rename(self, other):
        os.rename(self._text, str(other))
        return Path(other)
    replace = rename
    def touch(self, mode=0o666, exist_ok=True):
        with open(self._text, 'a'): pass
    def chmod(self, mode): os.chmod(self._text, mode)
    def symlink_to(self, other): os.symlink(str(other), self._text)
    def iterdir(self): return iter([self / name for name in os.listdir(self._text)])
    def glob(self, pattern):
        base = '' if self._text == '.' else self._text.rstrip('/') + '/'
        return iter([Path(one) for one in _glob.glob(base + pattern, recursive=True)])
    def rglob(self, pattern): return self.glob('**/' + pattern)
    def resolve(self, strict=False): return Path(os.path.realpath(self._text))
    def absolute(self): return Path(os.path.abspath(self._text))
    def expanduser(self): return Path(os.path.expanduser(self._text))
    def samefile(self, other): return self.resolve() == Path(other).resolve()
    def __enter__(self): return self
    def __exit__(self, *a): pass
PosixPath, PurePosixPath = Path, PurePath
