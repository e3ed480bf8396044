import os, binascii, base64
def token_hex(n=32): return binascii.hexlify(os.urandom(n)).decode()
def token_bytes(n=32): return os.urandom(n)
def token_urlsafe(n=32): return base64.b64encode(os.urandom(n)).decode().replace('+', '-').replace('/', '_').rstrip('=')
def randbelow(n): return int.from_bytes(os.urandom(8), 'big') % n
def choice(items): return items[randbelow(len(items))]
