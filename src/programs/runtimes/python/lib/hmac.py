import hashlib as _hashlib
class HMAC:
    def __init__(self, key, msg=None, digestmod=None):
        if not digestmod: raise TypeError("Missing required argument 'digestmod'.")
        made = digestmod() if callable(digestmod) else _hashlib.new(digestmod)
        self._new = lambda data: _hashlib.new(made.name, data)
        self.name, self.digest_size = 'hmac-' + made.name, made.digest_size
        block = 128 if made.name in ('sha384', 'sha512') else 64
        if len(key) > block: key = self._new(key).digest()
        key = bytes(key) + b'\0' * (block - len(key))
        self._outer = bytes([c ^ 0x5c for c in key])
        self._data = bytes([c ^ 0x36 for c in key]) + (msg or b'')
    def update(self, msg): self._data += msg
    def digest(self): return self._new(self._outer + self._new(self._data).digest()).digest()
    def hexdigest(self): return self.digest().hex()
def new(key, msg=None, digestmod=''): return HMAC(key, msg, digestmod)
def digest(key, msg, digest): return HMAC(key, msg, digest).digest()
def compare_digest(a, b): return a == b
