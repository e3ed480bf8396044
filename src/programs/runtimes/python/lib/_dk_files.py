"""Files of the simulated machine: read at once, written on flush and close."""
import io as _io, _dockyard, _dk_text
_call = _dockyard.call
class UnsupportedOperation(OSError): pass
# Files with something left to write. CPython closes a file that nobody knows any more, which can't be seen here: it is
# written when its path is opened again, when another program runs, and at the end.
_unwritten = []
def flush_all(path=None):
    for one in list(_unwritten):
        if path is None or one._file == path: one.flush()
def _mode(mode):
    """The letters of a mode; what CPython says of those that aren't one (Modules/_io/_iomodule.c)."""
    if not isinstance(mode, str): raise TypeError("open() argument 'mode' must be str, not " + type(mode).__name__)
    if any([c not in 'rwaxbt+U' or mode.count(c) > 1 for c in mode]): raise ValueError("invalid mode: '%s'" % mode)
    if 't' in mode and 'b' in mode: raise ValueError("can't have text and binary mode at once")
    if sum([c in mode for c in 'rwax']) != 1: raise ValueError('must have exactly one of create/read/write/append mode' if any([c in mode for c in 'rwax']) else 'Must have exactly one of create/read/write/append mode and at most one plus')
    return mode
class File(_io.IOBase):
    def __init__(self, path, mode='r', fd=None, encoding=None, errors=None, newline=None):
        self.name, self.mode, self.closed = path, _mode(mode), False
        self.encoding, self.errors, self._newline = encoding or 'UTF-8', errors or 'strict', newline
        self._text, self._fd, self._file = 'b' not in mode, fd, str(path)
        self._append, self._both = 'a' in mode, '+' in mode
        self._reads, self._writes = 'r' in mode or self._both, 'r' not in mode or self._both
        if self._text and encoding is not None: _dk_text.codec(encoding)
        data = b''
        if fd is None:
            flush_all(self._file)
            if 'r' in mode or self._append and self._both and _call('kind', self._file) is not None: data = _call('readFile', self._file)
            if 'r' not in mode: _call('writeFile', self._file, 'a' if self._append else 'wx' if 'x' in mode else 'w', 0o666, data=b'')
        self._in = self._opened(data)
        if self._append and self._both: self._in.seek(0, 2)
        self._pending, self._changed = [], False
    def _opened(self, data):
        if not self._text: return _io.BytesIO(data)
        text = data.decode(self.encoding, self.errors)
        if self._newline is None and '\r' in text: text = text.replace('\r\n', '\n').replace('\r', '\n')
        return _io.StringIO(text)
    def _for(self, allowed, word):
        if self.closed: raise ValueError('I/O operation on closed file.' if self._text else word + ' of closed file' if word != 'read' else 'read of closed file')
        if not allowed: raise UnsupportedOperation('not ' + {'read': 'readable', 'write': 'writable'}[word] if self._text else word)
    def read(self, n=-1):
        self._for(self._reads, 'read')
        return self._in.read() if n is None or n < 0 else self._in.read(n)
    def readline(self, *a):
        self._for(self._reads, 'read')
        return self._in.readline()
    def readlines(self, hint=-1): return list(self)
    def readinto(self, buf):
        part = self._in.read(len(buf))
        if isinstance(part, str): part = part.encode()
        buf[:len(part)] = part
        return len(part)
    def __iter__(self):
        self._for(True, 'read')
        return self
    def __next__(self):
        line = self.readline()
        if not line: raise StopIteration
        return line
    def write(self, value):
        self._for(self._writes, 'write')
        if self._text:
            if not isinstance(value, str): raise TypeError('write() argument must be str, not ' + type(value).__name__)
            data = value if self._both else (value if self._newline in (None, '', '\n') else value.replace('\n', self._newline)).encode(self.encoding, self.errors)
        else:
            if isinstance(value, str): raise TypeError("a bytes-like object is required, not 'str'")
            data = bytes(value)
        if self not in _unwritten: _unwritten.append(self)
        if self._both and self._fd is None:
            if self._append: self._in.seek(0, 2)
            self._in.write(data)
            self._changed = True
        else: self._pending.append(data)
        return len(value)
    def writelines(self, lines):
        for line in lines: self.write(line)
    def flush(self):
        if self in _unwritten: _unwritten.remove(self)
        if self._changed:
            held = self._in.getvalue()
            _call('writeFile', self._file, 'w', 0o666, data=held.encode(self.encoding, self.errors) if self._text else held)
            self._changed = False
        if not self._pending: return
        data = b''.join(self._pending)
        self._pending = []
        if self._fd is not None: _call('write', self._fd, None, data=data)
        else: _call('writeFile', self._file, 'a', 0o666, data=data)
    def truncate(self, size=None):
        at = self._in.tell() if size is None else size
        self._in = (_io.StringIO if self._text else _io.BytesIO)(self._in.getvalue()[:at])
        self._in.seek(at)
        self._changed = True
        return at
    def seek(self, at, whence=0):
        self.flush()
        return self._in.seek(at, whence)
    def tell(self): return sum([len(one) for one in self._pending]) if self._pending else self._in.tell()
    def seekable(self): return True
    def readable(self): return self._reads
    def writable(self): return self._writes
    def isatty(self): return False
    def fileno(self): return self._fd if self._fd is not None else 3
    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True
    def ioctl(self, request, arg):
        if request == 4: self.close()
        return 0
    def __enter__(self):
        self._for(True, 'read')
        return self
    def __exit__(self, *a): self.close()
    def __repr__(self):
        from _dk_show import show
        if self._text: return "<_io.TextIOWrapper name=%s mode='%s' encoding='%s'>" % (show(self.name), self.mode, self.encoding)
        return '<_io.%s name=%s>' % ('BufferedRandom' if self._both else 'BufferedReader' if self._reads else 'BufferedWriter', show(self.name))
def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if isinstance(file, (float, list, dict, tuple, set)) or file is None: raise TypeError('expected str, bytes or os.PathLike object, not ' + type(file).__name__)
    if isinstance(file, int): return File(file, mode, file, encoding, errors, newline)
    return File(file.decode() if isinstance(file, bytes) else file if isinstance(file, str) else str(file), mode, None, encoding, errors, newline)
