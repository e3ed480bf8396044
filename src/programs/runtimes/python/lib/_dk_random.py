"""Chance by the Mersenne twister, drawn from as CPython draws."""
import _dockyard, math
_host = _dockyard.host
_made = []
class Random:
    def __init__(self, x=None):
        self._id = len(_made)
        _made.append(self)
        self.seed(x)
    def seed(self, a=None, version=2):
        self.gauss_next = None
        if a is None: a = _dockyard.setup['seed'] + self._id
        elif isinstance(a, (str, bytes, bytearray)):
            data = a.encode() if isinstance(a, str) else bytes(a)
            import hashlib
            a = int.from_bytes(data + hashlib.sha512(data).digest(), 'big')
        elif isinstance(a, float): a = hash(a)
        elif not isinstance(a, int): raise TypeError('The only supported seed types are: None,\nint, float, str, bytes, and bytearray.')
        _host.seed(self._id, hex(abs(int(a)))[2:])
    def random(self): return _host.chance(self._id)
    def getrandbits(self, k):
        if k < 0: raise ValueError('number of bits must be non-negative')
        return int(_host.bits(self._id, k)) if k else 0
    def randbytes(self, n): return self.getrandbits(n * 8).to_bytes(n, 'little')
    def _below(self, n):
        bits = len(bin(n)) - 2
        while True:
            found = self.getrandbits(bits)
            if found < n: return found
    def randrange(self, start, stop=None, step=1):
        if stop is None:
            if start > 0: return self._below(start)
            raise ValueError('empty range for randrange()')
        width = stop - start
        if step == 1:
            if width > 0: return start + self._below(width)
            raise ValueError('empty range for randrange() (%d, %d, %d)' % (start, stop, width))
        n = (width + step - 1) // step if step > 0 else (width + step + 1) // step
        if n <= 0: raise ValueError('empty range for randrange()')
        return start + step * self._below(n)
    def randint(self, a, b): return self.randrange(a, b + 1)
    def choice(self, seq):
        if not len(seq): raise IndexError('Cannot choose from an empty sequence')
        return seq[self._below(len(seq))]
    def shuffle(self, x):
        for i in range(len(x) - 1, 0, -1):
            j = self._below(i + 1)
            x[i], x[j] = x[j], x[i]
    def sample(self, population, k, *, counts=None):
        if isinstance(population, (set, dict, frozenset)): raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
        if counts is not None: population = [one for one, n in zip(population, counts) for _ in range(n)]
        n = len(population)
        if not 0 <= k <= n: raise ValueError('Sample larger than population or is negative')
        out = [None] * k
        few = 21
        if k > 5: few += 4 ** math.ceil(math.log(k * 3) / math.log(4) - 1e-12)
        if n <= few:
            pool = list(population)
            for i in range(k):
                j = self._below(n - i)
                out[i] = pool[j]
                pool[j] = pool[n - i - 1]
            return out
        taken = set()
        for i in range(k):
            j = self._below(n)
            while j in taken: j = self._below(n)
            taken.add(j)
            out[i] = population[j]
        return out
    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if weights is None and cum_weights is None: return [population[int(self.random() * n)] for _ in range(k)]
        if cum_weights is None:
            cum_weights, total = [], 0
            for one in weights:
                total += one
                cum_weights.append(total)
        if len(cum_weights) != n: raise ValueError('The number of weights does not match the population')
        import bisect
        return [population[min(bisect.bisect(cum_weights, self.random() * (cum_weights[-1] + 0.0)), n - 1)] for _ in range(k)]
    def uniform(self, a, b): return a + (b - a) * self.random()
    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c: u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * math.sqrt(u * c)
    def gauss(self, mu=0.0, sigma=1.0):
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * 2 * math.pi
            far = math.sqrt(-2.0 * math.log(1.0 - self.random()))
            z, self.gauss_next = math.cos(angle) * far, math.sin(angle) * far
        return mu + z * sigma
    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = 4 * math.exp(-0.5) / math.sqrt(2.0) * (u1 - 0.5) / u2
            if z * z / 4.0 <= -math.log(u2): return mu + z * sigma
    def lognormvariate(self, mu=0.0, sigma=1.0): return math.exp(self.normalvariate(mu, sigma))
    def expovariate(self, lambd=1.0): return -math.log(1.0 - self.random()) / lambd
    def gammavariate(self, alpha, beta):
        if alpha > 1.0:
            a = math.sqrt(2.0 * alpha - 1.0)
            b, c = alpha - math.log(4.0), alpha + a
            while True:
                u1 = self.random()
                if not 1e-7 < u1 < 0.9999999: continue
                u2 = 1.0 - self.random()
                v = math.log(u1 / (1.0 - u1)) / a
                x = alpha * math.exp(v)
                z = u1 * u1 * u2
                r = b + c * v - x
                if r + 1.0 + math.log(4.5) - 4.5 * z >= 0.0 or r >= math.log(z): return x * beta
        if alpha == 1.0: return -math.log(1.0 - self.random()) * beta
        while True:
            b = (math.e + alpha) / math.e
            p = b * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -math.log((b - p) / alpha)
            u1 = self.random()
            if p > 1.0:
                if u1 <= x ** (alpha - 1.0): return x * beta
            elif u1 <= math.exp(-x): return x * beta
    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0
    def paretovariate(self, alpha): return (1.0 - self.random()) ** (-1.0 / alpha)
    def weibullvariate(self, alpha, beta): return alpha * (-math.log(1.0 - self.random())) ** (1.0 / beta)
class SystemRandom(Random):
    def seed(self, *a, **k): super().seed(None)
_one = Random()
for _name in 'seed random getrandbits randbytes randrange randint choice shuffle sample choices uniform triangular gauss normalvariate lognormvariate expovariate gammavariate betavariate paretovariate weibullvariate'.split():
    globals()[_name] = getattr(_one, _name)
