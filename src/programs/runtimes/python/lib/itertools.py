def count(start=0, step=1):
    while True:
        yield start
        start += step
def cycle(items):
    saved = list(items)
    while saved:
        for one in saved: yield one
def repeat(item, times=None):
    while times is None or times > 0:
        yield item
        if times is not None: times -= 1
def accumulate(items, func=None, *, initial=None):
    total, begun = initial, initial is not None
    if begun: yield total
    for one in items:
        total = one if not begun else func(total, one) if func else total + one
        begun = True
        yield total
class chain:
    def __init__(self, *parts): self._it = self._all(parts)
    def _all(self, parts):
        for part in parts:
            for one in part: yield one
    @classmethod
    def from_iterable(cls, parts):
        made = cls()
        made._it = made._all(parts)
        return made
    def __iter__(self): return self._it
    def __next__(self): return next(self._it)
def compress(data, selectors): return (d for d, s in zip(data, selectors) if s)
def dropwhile(test, items):
    it = iter(items)
    for one in it:
        if not test(one):
            yield one
            break
    for one in it: yield one
def takewhile(test, items):
    for one in items:
        if not test(one): break
        yield one
def filterfalse(test, items): return (one for one in items if not (test or bool)(one))
def groupby(items, key=None):
    group, last, begun = [], None, False
    for one in items:
        k = key(one) if key else one
        if begun and k == last: group.append(one)
        else:
            if begun: yield last, iter(group)
            group, last, begun = [one], k, True
    if begun: yield last, iter(group)
def islice(items, *args):
    start, stop, step = (0, args[0], 1) if len(args) == 1 else (args[0] or 0, args[1], args[2] if len(args) > 2 and args[2] else 1)
    at = 0
    if stop is not None and stop <= start: return
    for one in items:
        if at >= start and (at - start) % step == 0: yield one
        at += 1
        if stop is not None and at >= stop: return
def pairwise(items):
    it = iter(items)
    last = next(it, None)
    for one in it:
        yield last, one
        last = one
def starmap(func, items): return (func(*one) for one in items)
def tee(items, n=2):
    saved = list(items)
    return tuple(iter(saved) for _ in range(n))
def zip_longest(*parts, fillvalue=None):
    lists = [list(part) for part in parts]
    for i in range(max([len(one) for one in lists] or [0])):
        yield tuple(one[i] if i < len(one) else fillvalue for one in lists)
def product(*parts, repeat=1):
    pools = [tuple(part) for part in parts] * repeat
    def walk(at):
        if at == len(pools):
            yield ()
            return
        for one in pools[at]:
            for rest in walk(at + 1): yield (one,) + rest
    return walk(0)
def permutations(items, r=None):
    pool = tuple(items)
    size = len(pool) if r is None else r
    def walk(left, n):
        if n == 0:
            yield ()
            return
        for i in range(len(left)):
            for rest in walk(left[:i] + left[i + 1:], n - 1): yield (left[i],) + rest
    return walk(pool, size) if size <= len(pool) else iter(())
def combinations(items, r):
    pool = tuple(items)
    def walk(at, n):
        if n == 0:
            yield ()
            return
        for i in range(at, len(pool) - n + 1):
            for rest in walk(i + 1, n - 1): yield (pool[i],) + rest
    return walk(0, r)
def combinations_with_replacement(items, r):
    pool = tuple(items)
    def walk(at, n):
        if n == 0:
            yield ()
            return
        for i in range(at, len(pool)):
            for rest in walk(i, n - 1): yield (pool[i],) + rest
    return walk(0, r)
def batched(items, n):
    part = []
    for one in items:
        part.append(one)
        if len(part) == n:
            yield tuple(part)
            part = []
    if part: yield tuple(part)
