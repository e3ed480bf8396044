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
    def _blocking(self, name, keys, timeout):
        found = self.execute_command(name, *([keys] if isinstance(keys, (str, bytes)) else list(keys)), timeout or 0)
        return None if found is None else tuple(found)
    def blpop(self, keys, timeout=0): return self._blocking('BLPOP', keys, timeout)
    def brpop(self, keys, timeout=0): return self._blocking('BRPOP', keys, timeout)
    def lrange(self, key, start, end): return self.execute_command('LRANGE', key, start, end)
    def lpop(self, key, count=None): return self.execute_command('LPOP', key, *([] if count is None else [count]))
    def rpop(self, key, count=None): return self.execute_command('RPOP', key, *([] if count is None else [count]))
    def expire(self, key, seconds): return bool(self.execute_command('EXPIRE', key, int(seconds.total_seconds()) if hasattr(seconds, 'total_seconds') else seconds))
    def keys(self, pattern='*'): return self.execute_command('KEYS', pattern)
    def scan_iter(self, match='*', count=None): return iter(self.keys(match or '*'))
    def delete(self, *keys): return self.execute_command('DEL', *keys)
    def mget(self, keys, *more): return self.execute_command('MGET', *([keys] if isinstance(keys, str) else list(keys)), *more)
    def mset(self, mapping): return self.execute_command('MSET', *[part for pair in mapping.items() for part in pair]) == 'OK'
    def zadd(self, key, mapping): return self.execute_command('ZADD', key, *[part for name, score in mapping.items() for part in (score, name)])
    def zrange(self, key, start, end, desc=False, withscores=False): return self._pairs(self.execute_command('ZREVRANGE' if desc else 'ZRANGE', key, start, end, *(['WITHSCORES'] if withscores else [])), withscores)
    def zrevrange(self, key, start, end, withscores=False): return self.zrange(key, start, end, True, withscores)
    def zincrby(self, key, amount, value): return float(self.execute_command('ZINCRBY', key, amount, value))
    def _pairs(self, flat, scored): return [(flat[i], float(flat[i + 1])) for i in range(0, len(flat), 2)] if scored else flat
    def hincrby(self, key, field, amount=1): return self.execute_command('HINCRBY', key, field, amount)
    def flushdb(self): return self.execute_command('FLUSHDB') == 'OK'
    def flushall(self): return self.execute_command('FLUSHALL') == 'OK'
    def info(self, section=None):
        text = self.execute_command('INFO', *([section] if section else []))
        text = text if isinstance(text, str) else text.decode()
        pairs = [line.split(':', 1) for line in text.split('\r\n') if ':' in line]
        return {key: int(value) if value.isdigit() else value for key, value in pairs}
    def pubsub(self, **more): return PubSub(self)
    def pipeline(self, transaction=True): return Pipeline(self)
    def smembers(self, key): return set(self.execute_command('SMEMBERS', key))
    def close(self):
        if self._sock: self._sock.close()
        self._sock = None
    def __getattr__(self, name):
        if name.startswith('_'): raise AttributeError(name)
        return lambda *parts: self.execute_command(name.upper(), *parts)
class PubSub:
    def __init__(self, client):
        self._client = Redis(client._at[0], client._at[1], client._db, client._password, client._decode)
        self._ready = []
    def subscribe(self, *channels):
        for channel in channels: self._note(self._client.execute_command('SUBSCRIBE', channel))
    def psubscribe(self, *patterns):
        for pattern in patterns: self._note(self._client.execute_command('PSUBSCRIBE', pattern))
    def _note(self, got):
        kind = got[0].decode() if isinstance(got[0], bytes) else got[0]
        self._ready.append({'type': kind, 'pattern': got[1] if kind == 'pmessage' else None, 'channel': got[-2], 'data': got[-1]})
    def listen(self):
        while True:
            if not self._ready: self._note(self._client._read())
            yield self._ready.pop(0)
    def get_message(self, ignore_subscribe_messages=False, timeout=0.0):
        if self._ready: return self._ready.pop(0)
        self._client._sock.settimeout(timeout or 0.01)
        try: self._note(self._client._read())
        except OSError: return None
        finally: self._client._sock.settimeout(None)
        return self._ready.pop(0)
    def close(self): self._client.close()
class Pipeline(Redis):
    def __init__(self, client): self._client, self._list = client, []
    def execute_command(self, *parts):
        self._list.append(parts)
        return self
    def execute(self):
        out = [self._client.execute_command(*parts) for parts in self._list]
        self._list = []
        return out
    def __enter__(self): return self
    def __exit__(self, *a): pass
StrictRedis = Redis
from_url = Redis.from_url
