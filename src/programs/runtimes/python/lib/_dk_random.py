import _dockyard
class Random:
    def __init__(self, seed=None):
        self.seed(seed)
    def seed(self, value=None):
        if value is None:
            value = _dockyard.setup['seed']
        if isinstance(value, str):
            total = 7
            for c in value:
                total = (total * 31 + ord(c)) & 0xffffffff
            value = total
        self._state = (int(value) * 2654435761 + 88172645463325252) & 0xffffffffffffffff or 1
    def _next(self):
        x = self._state
        x ^= (x << 13) & 0xffffffffffffffff
        x ^= x >> 7
        x ^= (x << 17) & 0xffffffffffffffff
        self._state = x
        return x
    def random(self):
        return (self._next() >> 11) / 9007199254740992
    def getrandbits(self, n):
        out = 0
        for _ in range(0, n, 32):
            out = (out << 32) | (self._next() & 0xffffffff)
        return out & ((1 << n) - 1)
    def randrange(self, start, stop=None, step=1):
        if stop is None:
            start, stop = 0, start
        return start + step * int(self.random() * ((stop - start + step - 1) // step))
    def randint(self, a, b):
        return self.randrange(a, b + 1)
    def uniform(self, a, b):
        return a + (b - a) * self.random()
    def choice(self, items):
        if not items:
            raise IndexError('Cannot choose from an empty sequence')
        return items[int(self.random() * len(items))]
    def choices(self, items, weights=None, k=1):
        if weights is None:
            return [self.choice(items) for _ in range(k)]
        out, total = [], sum(weights)
        for _ in range(k):
            at = self.random() * total
            for one, weight in zip(items, weights):
                at -= weight
                if at < 0:
                    break
            out.append(one)
        return out
    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            k = int(self.random() * (i + 1))
            items[i], items[k] = items[k], items[i]
    def sample(self, items, k):
        items = list(items)
        self.shuffle(items)
        return items[:k]
    def gauss(self, mean=0.0, deviation=1.0):
        return mean + deviation * (sum(self.random() for _ in range(12)) - 6)
    normalvariate = gauss
SystemRandom = Random
_one = Random()
for _name in ('seed', 'random', 'getrandbits', 'randrange', 'randint', 'uniform', 'choice', 'choices', 'shuffle', 'sample', 'gauss', 'normalvariate'):
    globals()[_name] = getattr(_one, _name)
