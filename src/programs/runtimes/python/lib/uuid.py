import os, binascii, hashlib
class UUID:
    def __init__(self, hex=None, bytes=None, int=None):
        if hex is not None:
            plain = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(plain) != 32: raise ValueError('badly formed hexadecimal UUID string')
            bytes = binascii.unhexlify(plain)
        elif int is not None: bytes = int.to_bytes(16, 'big')
        if bytes is None: raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        self.bytes = bytes
        self.hex = binascii.hexlify(self.bytes).decode()
    @property
    def int(self): return int.from_bytes(self.bytes, 'big')
    @property
    def version(self): return self.bytes[6] >> 4
    def __int__(self): return self.int
    def __str__(self):
        h = self.hex
        return '-'.join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))
    def __repr__(self): return "UUID('%s')" % self
    def __eq__(self, other): return isinstance(other, UUID) and self.bytes == other.bytes
    def __lt__(self, other): return self.bytes < other.bytes
    def __hash__(self): return hash(self.hex)
def _made(data, version):
    b = bytearray(data[:16])
    b[6] = b[6] & 15 | version << 4
    b[8] = b[8] & 63 | 128
    return UUID(bytes=bytes(b))
def uuid4(): return _made(os.urandom(16), 4)
def uuid1(node=None, clock_seq=None): return _made(os.urandom(16), 1)
def uuid3(namespace, name): return _made(hashlib.md5(namespace.bytes + name.encode()).digest(), 3)
def uuid5(namespace, name): return _made(hashlib.sha1(namespace.bytes + name.encode()).digest(), 5)
NAMESPACE_DNS, NAMESPACE_URL, NAMESPACE_OID, NAMESPACE_X500 = [UUID('6ba7b81%d-9dad-11d1-80b4-00c04fd430c8' % n) for n in (0, 1, 2, 4)]
def getnode(): return 0x0242ac110002
