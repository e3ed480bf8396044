import sys
from ucollections import namedtuple as _namedtuple
class OrderedDict(dict):
    def __repr__(self):
        if not len(self): return 'OrderedDict()'
        return 'OrderedDict(%r)' % ({k: self[k] for k in self.keys()} if sys.version_info[1] >= 12 else list(self.items()))
    __str__ = __repr__
    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last: self[key] = value
        else:
            rest = list(self.items())
            self.clear()
            self[key] = value
            self.update(rest)
    def popitem(self, last=True):
        key = list(self)[-1 if last else 0]
        return key, self.pop(key)
def namedtuple(name, fields, rename=False, defaults=None, module=None):
    names = fields.replace(',', ' ').split() if isinstance(fields, str) else list(fields)
    base = _namedtuple(name, names)
    rest = list(defaults or ())
    class Made(base):
        _fields = tuple(names)
        _field_defaults = dict(zip(names[len(names) - len(rest):], rest)) if rest else {}
        __match_args__ = tuple(names)
        def _replace(self, **changes):
            return Made(*[changes.get(n, getattr(self, n)) for n in names])
        def _asdict(self): return {n: getattr(self, n) for n in names}
        @classmethod
        def _make(cls, values): return cls(*values)
        def __repr__(self): return '%s(%s)' % (name, ', '.join('%s=%r' % (n, getattr(self, n)) for n in names))
    Made.__name__ = name
    if rest:
        class Filled(Made):
            def __init__(self, *args, **named):
                args = list(args)
                for n in names[len(args):]:
                    if n in named: args.append(named[n])
                    elif n in Made._field_defaults: args.append(Made._field_defaults[n])
                super().__init__(*args)
        return Filled
    return Made
class defaultdict(dict):
    def __init__(self, default_factory=None, *args, **named):
        super().__init__()
        self.default_factory = default_factory
        for one in args:
            for key, value in (one.items() if hasattr(one, 'items') else one): self[key] = value
        for key, value in named.items(): self[key] = value
    def __missing__(self, key):
        if self.default_factory is None: raise KeyError(key)
        self[key] = value = self.default_factory()
        return value
    def __getitem__(self, key):
        if key in self: return super().__getitem__(key)
        return self.__missing__(key)
    def copy(self): return defaultdict(self.default_factory, self)
    def __repr__(self): return 'defaultdict(%r, %r)' % (self.default_factory, {k: self[k] for k in self.keys()})
    __str__ = __repr__
class Counter(dict):
    def __init__(self, source=None, **named):
        super().__init__()
        self.update(source, **named)
    def __getitem__(self, key): return super().__getitem__(key) if key in self else 0
    def update(self, source=None, **named):
        if isinstance(source, dict):
            for key, n in source.items(): self[key] = self[key] + n
        elif source is not None:
            for key in source: self[key] = self[key] + 1
        for key, n in named.items(): self[key] = self[key] + n
    def subtract(self, source):
        for key, n in (source.items() if isinstance(source, dict) else [(k, 1) for k in source]): self[key] = self[key] - n
    def most_common(self, n=None):
        out = sorted(self.items(), key=lambda pair: -pair[1])
        return out if n is None else out[:n]
    def elements(self):
        for key, n in self.items():
            for _ in range(n): yield key
    def total(self): return sum(self.values())
    def copy(self): return Counter(self)
    def __add__(self, other):
        out = Counter(self)
        out.update(other)
        return +out
    def __sub__(self, other):
        out = Counter(self)
        out.subtract(other)
        return +out
    def __pos__(self): return Counter({key: n for key, n in self.items() if n > 0})
    def __and__(self, other): return Counter({key: min(n, other[key]) for key, n in self.items() if min(n, other[key]) > 0})
    def __or__(self, other): return Counter({key: max(self[key], other[key]) for key in list(self) + [k for k in other if k not in self]})
    def __repr__(self): return 'Counter({%s})' % ', '.join('%r: %r' % pair for pair in self.most_common()) if len(self) else 'Counter()'
    __str__ = __repr__
class deque:
    def __init__(self, items=(), maxlen=None):
        self._list, self.maxlen = [], maxlen
        for one in items: self.append(one)
    def append(self, one):
        self._list.append(one)
        if self.maxlen is not None and len(self._list) > self.maxlen: self._list.pop(0)
    def appendleft(self, one):
        self._list.insert(0, one)
        if self.maxlen is not None and len(self._list) > self.maxlen: self._list.pop()
    def _taken(self, at):
        if not self._list: raise IndexError('pop from an empty deque')
        return self._list.pop(at)
    def pop(self): return self._taken(-1)
    def popleft(self): return self._taken(0)
    def extend(self, items):
        for one in items: self.append(one)
    def extendleft(self, items):
        for one in items: self.appendleft(one)
    def rotate(self, n=1):
        if self._list:
            n = n % len(self._list)
            self._list = self._list[-n:] + self._list[:-n] if n else self._list
    def clear(self): self._list = []
    def copy(self): return deque(self._list, self.maxlen)
    def count(self, one): return self._list.count(one)
    def index(self, one): return self._list.index(one)
    def insert(self, at, one): self._list.insert(at, one)
    def remove(self, one): self._list.remove(one)
    def reverse(self): self._list.reverse()
    def __len__(self): return len(self._list)
    def __iter__(self): return iter(self._list)
    def __reversed__(self): return reversed(self._list)
    def __getitem__(self, at): return self._list[at]
    def __setitem__(self, at, one): self._list[at] = one
    def __delitem__(self, at): del self._list[at]
    def __contains__(self, one): return one in self._list
    def __bool__(self): return len(self._list) > 0
    def __eq__(self, other): return isinstance(other, deque) and self._list == other._list
    def __repr__(self): return 'deque(%r%s)' % (self._list, '' if self.maxlen is None else ', maxlen=%d' % self.maxlen)
class ChainMap:
    def __init__(self, *maps): self.maps = list(maps) or [{}]
    def __getitem__(self, key):
        for one in self.maps:
            if key in one: return one[key]
        raise KeyError(key)
    def get(self, key, default=None): return self[key] if key in self else default
    def __contains__(self, key): return any(key in one for one in self.maps)
    def __setitem__(self, key, value): self.maps[0][key] = value
    def __iter__(self): return iter({key: None for one in reversed(self.maps) for key in one})
    def keys(self): return list(self)
    def items(self): return [(key, self[key]) for key in self]
    def __len__(self): return len(list(iter(self)))
    def new_child(self, m=None): return ChainMap(m or {}, *self.maps)
class UserDict(dict): pass
class UserList(list): pass
class UserString(str): pass
