x = 1
def outer():
    x = 2
    def inner():
        nonlocal x; x += 1; return x
    return inner
f = outer(); print(f(), f(), x)
def g():
    global x; x = 10
g(); print(x, globals()['x'], 'x' in dir())
def h(a, /, b, *, c=3): return a + b + c
print(h(1, b=2), h.__defaults__ if False else '')
print([i for i in range(3)], *[1, 2], sep='-', end='!\n'); print(); print('a', 'b', sep='')
import sys; print('err', file=sys.stderr); sys.stdout.write('w\n')
print(isinstance(True, int), True + True, None is None, not [], [] or 'd', 1 if 0 else 2, 1 < 2 < 3, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 4)
for i in range(3):
    if i == 5: break
else: print('else')
while True:
    break
print("""multi
line""", r'\n', b'bytes', 'a' 'b', "tab\t|", '\u20ac', '\x41')
print(bytes([65, 66]), bytearray(b'ab'), b'ab'[0], b'a' + b'b', b'ab'.hex(), bytes.fromhex('4142'), (255).to_bytes(2, 'big'), int.from_bytes(b'\x01\x00', 'big'), (10).bit_length(), bin(5), hex(255), oct(8))
print(complex(1, 2) * 2, id(1) == id(1), hash('a') == hash('a'), ascii('é'), eval('1+1'), list(map(int, '123')), sorted('hello'), iter([1]).__next__())
print(type(lambda: 0).__name__, (lambda x: x).__name__, str(type(3.5)), type(type), object, int, isinstance(3, (int, str)), NotImplemented, Ellipsis)
