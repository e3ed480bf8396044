import _dockyard
_call = _dockyard.call
AF_UNIX, AF_INET, AF_INET6, AF_UNSPEC = 1, 2, 10, 0
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_REUSEPORT = 1, 2, 9, 6, 15
IPPROTO_TCP, TCP_NODELAY, SHUT_RD, SHUT_WR, SHUT_RDWR, SOMAXCONN, AI_PASSIVE = 6, 1, 0, 1, 2, 4096, 1
error = OSError
timeout = TimeoutError
class gaierror(OSError): pass
class herror(OSError): pass
_default = None
def setdefaulttimeout(t):
    global _default
    _default = t
getdefaulttimeout = lambda: _default
class socket:
    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None):
        self.family, self.type, self.proto, self._fd, self._name, self._timeout = family, type, proto, fileno, None, _default
        self._left = b''
    def setsockopt(self, *a): pass
    def getsockopt(self, *a): return 0
    def settimeout(self, t): self._timeout = t
    def gettimeout(self): return self._timeout
    def setblocking(self, on): self._timeout = None if on else 0
    def fileno(self): return -1 if self._fd is None else self._fd
    def bind(self, address):
        self._name = address
        if self.type == SOCK_DGRAM:
            self._fd = _call('udp', address[0] or '0.0.0.0', address[1])
            return
        self._fd = _call('listen', address if self.family == AF_UNIX else (address[0] or ('::' if self.family == AF_INET6 else '0.0.0.0')), 0 if self.family == AF_UNIX else address[1], self.family == AF_UNIX)
    def listen(self, backlog=128): pass
    def accept(self):
        fd, host, port = _call('accept', self._fd, self._timeout)
        return socket(self.family, self.type, 0, fd), (host, port)
    def accept_watching(self, paths):
        """The next connection, unless one of these files changes before."""
        got = _call('accept', self._fd, None, paths)
        if isinstance(got, str):
            from _dk_reload import Changed
            raise Changed(got)
        return socket(self.family, self.type, 0, got[0]), (got[1], got[2])
    def connect(self, address):
        if self.family == AF_UNIX:
            self._fd = _call('connect', address, 0, True, self._timeout)
            return
        self._fd = _call('connect', _resolve(address[0]), int(address[1]), False, self._timeout)
    def connect_ex(self, address):
        try:
            self.connect(address)
            return 0
        except OSError as problem:
            return problem.args[0]
    def recv(self, n=65536, flags=0):
        _let_threads()
        return _call('recv', self._fd, n, self._timeout)
    def recv_into(self, buf, n=0):
        data = self.recv(n or len(buf))
        buf[:len(data)] = data
        return len(data)
    def send(self, data, flags=0):
        _call('write', self._fd, None, data=bytes(data))
        return len(data)
    def sendall(self, data, flags=0):
        self.send(data)
    def sendto(self, data, address):
        if self._fd is None:
            self._fd = _call('udp', '0.0.0.0', 0)
        _call('sendto', self._fd, _resolve(address[0]), address[1], data=bytes(data))
        return len(data)
    def shutdown(self, how):
        _call('shutdown', self._fd, ('read', 'write', 'both')[how])
    def close(self):
        if self._fd is not None:
            try:
                _call('close', self._fd)
            except OSError:
                pass
            self._fd = None
    def getsockname(self):
        return tuple(_call('sockname', self._fd)) if self._fd is not None else ('0.0.0.0', 0)
    def getpeername(self): return tuple(_call('peername', self._fd))
    def makefile(self, mode='r', buffering=None, **more): return _Stream(self, mode)
    def __enter__(self): return self
    def __exit__(self, *a): self.close()
def _let_threads():
    """Before the main thread waits for others, the threads that it has started run."""
    import sys
    threads = sys.modules.get('threading')
    if threads is not None and threads._queue and threads.current_thread() is threads.main_thread():
        threads._main_waits = True
        threads._pause(0)
        threads._main_waits = False
class _Stream:
    """A connection as a file."""
    def __init__(self, sock, mode):
        self._sock, self._text, self._rest, self._end = sock, 'b' not in mode, b'', False
    def _more(self):
        part = self._sock.recv(65536)
        self._end = not part
        self._rest += part
    def _give(self, n):
        part, self._rest = self._rest[:n], self._rest[n:]
        return part.decode() if self._text else part
    def readline(self, limit=-1):
        while b'\n' not in self._rest and not self._end:
            self._more()
        at = self._rest.find(b'\n')
        return self._give(len(self._rest) if at == -1 else at + 1)
    def read(self, n=-1):
        while not self._end and (n is None or n < 0 or len(self._rest) < n):
            self._more()
        return self._give(len(self._rest) if n is None or n < 0 else n)
    def write(self, data):
        self._sock.sendall(data.encode() if isinstance(data, str) else data)
        return len(data)
    def flush(self): pass
    def close(self): pass
    def __iter__(self): return self
    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line
    def __enter__(self): return self
    def __exit__(self, *a): pass
def _resolve(host):
    found = _call('resolve', host or '127.0.0.1')
    if isinstance(found, str):
        raise gaierror(-3 if found == 'EAI_AGAIN' else -2, 'Temporary failure in name resolution' if found == 'EAI_AGAIN' else 'Name or service not known')
    return ([one for one in found if ':' not in one] or found)[0]
gethostname = lambda: _call('machine')['hostname']
getfqdn = lambda name='': name or gethostname()
gethostbyname = _resolve
gethostbyname_ex = lambda host: (host, [], [_resolve(host)])
def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    return [(AF_INET, SOCK_STREAM, 6, '', (_resolve(host), int(port or 0)))]
def create_connection(address, timeout=None, source_address=None):
    made = socket()
    made.settimeout(timeout)
    made.connect(address)
    return made
def create_server(address, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    made = socket(family)
    made.bind(address)
    return made
has_ipv6 = True
inet_aton = lambda text: bytes(int(part) for part in text.split('.'))
inet_ntoa = lambda data: '.'.join(str(b) for b in data)
htons = ntohs = lambda n: ((n & 255) << 8) | (n >> 8)
