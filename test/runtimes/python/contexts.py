from contextlib import contextmanager
class R:
    def __enter__(self): print('in'); return self
    def __exit__(self, *a): print('out', a[0].__name__ if a[0] else None); return True
with R() as r: raise ValueError('x')
@contextmanager
def cm(x):
    print('start'); yield x; print('end')
with cm(5) as v, R(): print(v)
with open('/tmp/zz', 'w') as f, open('/tmp/zz2', 'w') as g: f.write('1'); g.write('2')
