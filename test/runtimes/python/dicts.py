d = {'b': 1, 'a': 2}
d['c'] = 3
print(d, list(d), d.items(), d.keys(), d.values(), d.get('x'), d.get('x', 0), d.pop('b'), d, sorted(d, key=d.get, reverse=True))
d.update(z=9); d.setdefault('y', []).append(1)
print(d, len(d), 'z' in d, {k: v for k, v in d.items() if isinstance(v, int)}, {**d, 'q': 1}, d | {'m': 0}, dict(a=1), dict([('x', 1)]), dict.fromkeys('ab', 0))
for i, (k, v) in enumerate(d.items(), 1): print(i, k, v)
del d['z']; print(d.popitem(), d, d == {'a': 2, 'c': 3})
print(sorted({'x', 'y', 'x'}), {1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, sorted({1,2} ^ {2,3}), frozenset([1]), set())
