import socket
from redis import exceptions
from redis.exceptions import RedisError, ConnectionError, TimeoutError, ResponseError
__version__ = '6.4.0'
class Redis:
    def __init__(self, host='localhost', port=6379, db=0, password=None, decode_responses=False, socket_timeout=None, **more):
        self._at, self._db, self._password, self._decode, self._sock = (host, int(port)), db, password, decode_responses, None
    @classmethod
    def from_url(cls, url, **more):
        from urllib.parse import urlparse
        at = urlparse(url)
        return cls(at.hostname or 'localhost', at.port or 6379, int(at.path.strip('/') or 0), at.password, **more)
    def _open(self):
        try:
            self._sock = socket.create_connection(self._at)
        except OSError as error:
            raise ConnectionError('Error %s connecting to %s:%d. %s.' % (error.args[0], self._at[0], self._at[1], error.args[1] if len(error.args) > 1 else ''))
        self._file = self._sock.makefile('rb')
        if self._password: self._send('AUTH', self._password)
        if self._db: self._send('SELECT', self._db)
    def _send(self, *parts):
        out = b'*%d\r\n' % len(parts)
        for part in parts:
            data = part if isinstance(part, bytes) else str(part).encode()
            out += b'$%d\r\n' % len(data) + data + b'\r\n'
        self._sock.sendall(out)
        return self._read()
    def _read(self):
        line = self._file.readline()
        if not line: raise ConnectionError('Connection closed by server.')
        kind, rest = line[:1], line[1:-2]
        if kind == b'+': return rest.decode()
        if kind == b'-': raise ResponseError(rest.decode())
        if kind == b':': return int(rest)
        size = int(rest)
        if size < 0: return None
        if kind == b'$':
            data = self._file.read(size)
            self._file.read(2)
            return data.decode() if self._decode else data
        return [self._read() for _ in range(size)]
    def execute_command(self, *parts):
        if self._sock is None: self._open()
        try:
            return self._send(*parts)
        except (ConnectionError, OSError) as error:
            self._sock = None
            raise error if isinstance(error, ConnectionError) else ConnectionError(str(error))
    def set(self, key, value, ex=None, px=None, nx=False, xx=False):
        return self.execute_command('SET', key, value, *(['EX', ex] if ex else []) + (['PX', px] if px else []) + (['NX'] if nx else []) + (['XX'] if xx else [])) == 'OK' or None
    def setex(self, key, seconds, value): return self.execute_command('SETEX', key, seconds, value) == 'OK'
    def ping(self): return self.execute_command('PING') == 'PONG'
    def incr(self, key, amount=1): return self.execute_command('INCRBY', key, amount)
    def decr(self, key, amount=1): return self.execute_command('DECRBY', key, amount)
    def exists(self, *keys): return self.execute_command('EXISTS', *keys)
    def hset(self, key, field=None, value=None, mapping=None):
        parts = [field, value] if field is not None else []
        for k, v in (mapping or {}).items(): parts += [k, v]
        return self.execute_command('HSET', key, *parts)
    def hgetall(self, key):
        flat = self.execute_command('HGETALL', key)
        return {flat[i]: flat[i + 1] for i in range(0, len(flat), 2)}
    def smembers(self, key): return set(self.execute_command('SMEMBERS', key))
    def close(self):
        if self._sock: self._sock.close()
        self._sock = None
    def __getattr__(self, name):
        if name.startswith('_'): raise AttributeError(name)
        return lambda *parts: self.execute_command(name.upper(), *parts)
StrictRedis = Redis
from_url = Redis.from_url
