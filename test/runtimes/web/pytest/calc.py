def add(a, b): return a + b
def div(a, b):
    if b == 0:
        raise ValueError('Cannot divide by zero')
    return a / b
class P:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'P(%d)' % self.n
