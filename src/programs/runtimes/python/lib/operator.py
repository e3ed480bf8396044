def itemgetter(*keys):
    if len(keys) == 1: return lambda thing: thing[keys[0]]
    return lambda thing: tuple(thing[key] for key in keys)
def _attribute(thing, name):
    for part in name.split('.'): thing = getattr(thing, part)
    return thing
def attrgetter(*names):
    if len(names) == 1: return lambda thing: _attribute(thing, names[0])
    return lambda thing: tuple(_attribute(thing, name) for name in names)
def methodcaller(name, *a, **k): return lambda thing: getattr(thing, name)(*a, **k)
add, sub, mul, truediv, floordiv, mod, pow = (lambda a, b: a + b), (lambda a, b: a - b), (lambda a, b: a * b), (lambda a, b: a / b), (lambda a, b: a // b), (lambda a, b: a % b), (lambda a, b: a ** b)
eq, ne, lt, le, gt, ge = (lambda a, b: a == b), (lambda a, b: a != b), (lambda a, b: a < b), (lambda a, b: a <= b), (lambda a, b: a > b), (lambda a, b: a >= b)
and_, or_, xor, lshift, rshift = (lambda a, b: a & b), (lambda a, b: a | b), (lambda a, b: a ^ b), (lambda a, b: a << b), (lambda a, b: a >> b)
neg, pos, inv, not_, truth, index = (lambda a: -a), (lambda a: +a), (lambda a: ~a), (lambda a: not a), bool, int
contains, getitem, concat, is_, is_not = (lambda a, b: b in a), (lambda a, b: a[b]), (lambda a, b: a + b), (lambda a, b: a is b), (lambda a, b: a is not b)
def setitem(a, b, c): a[b] = c
def delitem(a, b): del a[b]
