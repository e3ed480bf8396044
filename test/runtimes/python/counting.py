from collections import Counter, defaultdict, namedtuple, deque, OrderedDict, ChainMap
c = Counter('mississippi'); print(c, c.most_common(2), c['x'], sum(c.values())); c.update('ss'); print(c['s'], sorted(c.elements())[:3], Counter(a=1) + Counter(a=2, b=1), c - Counter('ssssss'))
dd = defaultdict(list); dd['a'].append(1); dd['b']; print(dd, dict(dd)); di = defaultdict(int); di['x'] += 1; print(di['x'], di)
P = namedtuple('Point', ['x', 'y']); p = P(1, y=2); print(p, p.x, p._replace(x=5), p._asdict(), P._fields, tuple(p)); x, y = p
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); print(q, q.pop(), q.popleft(), len(q), list(q)); q.rotate(1)
print(OrderedDict([('a', 1)]), ChainMap({'a': 1}, {'b': 2})['b'])
