import os, binascii
class UUID:
    def __init__(self, hex=None, bytes=None):
        self.bytes = bytes if bytes is not None else binascii.unhexlify(hex.replace('-', ''))
        self.hex = binascii.hexlify(self.bytes).decode()
    def __str__(self):
        h = self.hex
        return '-'.join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))
    def __repr__(self): return "UUID('%s')" % self
    def __eq__(self, other): return str(self) == str(other)
    def __hash__(self): return hash(self.hex)
def uuid4():
    b = bytearray(os.urandom(16))
    b[6] = b[6] & 15 | 64
    b[8] = b[8] & 63 | 128
    return UUID(bytes=bytes(b))
uuid1 = uuid4
