def fib(n):
    a, b = 0, 1
    while n: yield a; a, b = b, a + b; n -= 1
print(list(fib(10)), sum(x*x for x in range(4)))
def g():
    r = yield 1
    print('got', r)
    yield from [2, 3]
it = g(); print(next(it), it.send('x'), list(it))
import itertools, functools, operator
print(list(itertools.chain([1], [2, 3])), list(itertools.islice(itertools.count(5), 3)), list(itertools.product('ab', repeat=2))[:3], list(itertools.permutations([1,2,3], 2))[:3], list(itertools.combinations('abc', 2)), list(itertools.accumulate([1,2,3])), [(k, list(g)) for k, g in itertools.groupby('aab')], list(itertools.zip_longest('ab', 'c')), list(itertools.repeat(1, 2)), list(itertools.takewhile(lambda x: x < 3, [1,2,3,1])), next(itertools.cycle('ab')))
print(functools.reduce(lambda a, b: a * b, [1,2,3,4]), functools.partial(pow, 2)(5), operator.itemgetter(1)([5, 6]), operator.attrgetter('real')(3) if False else '', operator.add(1, 2))
@functools.lru_cache(maxsize=None)
def ff(n): return n if n < 2 else ff(n-1) + ff(n-2)
print(ff(50))
def deco(fn):
    @functools.wraps(fn)
    def inner(*a, **k): print('call', fn.__name__, a, k); return fn(*a, **k)
    return inner
@deco
def add(a, b=2): "doc"; return a + b
print(add(1, b=5), add.__name__)
print((lambda *a, **k: (a, k))(1, *[2], x=3, **{'y': 4}))
if (n := 10) > 5: print(n)
