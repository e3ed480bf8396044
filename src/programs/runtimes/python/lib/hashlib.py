import _dockyard
algorithms_available = algorithms_guaranteed = {'md5', 'sha1', 'sha256', 'sha384', 'sha512'}
class _Hash:
    def __init__(self, name, data):
        self.name, self._data = name, bytes(data)
        self.digest_size = {'md5': 16, 'sha1': 20, 'sha256': 32, 'sha384': 48, 'sha512': 64}[name]
    def update(self, data):
        if isinstance(data, str): raise TypeError('Strings must be encoded before hashing')
        self._data += bytes(data)
    def hexdigest(self): return _dockyard.host.hash(self.name, self._data.hex() or '')
    def digest(self): return bytes.fromhex(self.hexdigest())
    def copy(self): return _Hash(self.name, self._data)
def new(name, data=b'', **more):
    name = name.lower().replace('-', '')
    if name not in algorithms_available: raise ValueError('unsupported hash type ' + name)
    if isinstance(data, str): raise TypeError('Strings must be encoded before hashing')
    return _Hash(name, data)
md5 = lambda data=b'', **k: new('md5', data)
sha1 = lambda data=b'', **k: new('sha1', data)
sha256 = lambda data=b'', **k: new('sha256', data)
sha384 = lambda data=b'', **k: new('sha384', data)
sha512 = lambda data=b'', **k: new('sha512', data)
def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    return bytes.fromhex(_dockyard.call('pbkdf2', new(hash_name).name, bytes(salt).hex(), iterations, dklen or new(hash_name).digest_size, data=bytes(password)))
