import _dk_attributes
WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__')
class _Named:
    """A function that goes by another's name: functions here can't be given attributes."""
    def __init__(self, fn, wrapped): self._fn, self.__wrapped__, self.__name__, self.__qualname__, self.__doc__, self.__module__ = fn, wrapped, getattr(wrapped, '__name__', '?'), getattr(wrapped, '__name__', '?'), _dk_attributes.get(wrapped, '__doc__') if callable(wrapped) and not isinstance(wrapped, type) else None, '__main__'
    def __call__(self, *a, **k): return self._fn(*a, **k)
    def __get__(self, thing, kind=None): return self if thing is None else lambda *a, **k: self._fn(thing, *a, **k)
    def __repr__(self): return '<function %s at 0x7f2a4c0d5e40>' % self.__qualname__
def wraps(wrapped, assigned=None, updated=None): return lambda fn: _Named(fn, wrapped)
def update_wrapper(fn, wrapped, *a): return _Named(fn, wrapped)
class partial:
    def __init__(self, func, *args, **keywords): self.func, self.args, self.keywords = func, args, keywords
    def __call__(self, *more, **named):
        keywords = dict(self.keywords)
        keywords.update(named)
        return self.func(*(self.args + more), **keywords)
def partialmethod(func, *args, **keywords): return lambda self, *a, **k: func(self, *(args + a), **dict(list(keywords.items()) + list(k.items())))
_none = []
def reduce(func, items, initial=_none):
    it = iter(items)
    if initial is _none:
        try: total = next(it)
        except StopIteration: raise TypeError('reduce() of empty iterable with no initial value')
    else: total = initial
    for one in it: total = func(total, one)
    return total
class _Info(tuple):
    hits = property(lambda s: s[0])
    misses = property(lambda s: s[1])
    maxsize = property(lambda s: s[2])
    currsize = property(lambda s: s[3])
    def __repr__(self): return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % tuple(self)
class _Cached(_Named):
    def __init__(self, fn, maxsize):
        super().__init__(fn, fn)
        self._kept, self._max, self._hits, self._misses = {}, maxsize, 0, 0
    def __call__(self, *a, **k):
        key = (a, tuple(sorted(k.items()))) if k else a
        if key in self._kept:
            self._hits += 1
            value = self._kept[key]
            if self._max is not None:
                del self._kept[key]
                self._kept[key] = value
            return value
        self._misses += 1
        value = self._fn(*a, **k)
        self._kept[key] = value
        if self._max is not None and len(self._kept) > self._max: del self._kept[list(self._kept)[0]]
        return value
    def __get__(self, thing, kind=None): return self if thing is None else lambda *a, **k: self(thing, *a, **k)
    def cache_info(self): return _Info((self._hits, self._misses, self._max, len(self._kept)))
    def cache_clear(self): self._kept.clear()
def lru_cache(maxsize=128, typed=False):
    if callable(maxsize): return _Cached(maxsize, 128)
    return lambda fn: _Cached(fn, maxsize)
cache = lambda fn: _Cached(fn, None)
class cached_property:
    def __init__(self, fn): self._fn = fn
    def __set_name__(self, owner, name): self._name = '_cached_' + name
    def __get__(self, thing, kind=None):
        if thing is None: return self
        if not hasattr(thing, self._name): setattr(thing, self._name, self._fn(thing))
        return getattr(thing, self._name)
def total_ordering(cls):
    own = cls.__dict__
    if '__lt__' in own:
        cls.__gt__ = lambda a, b: not (a < b or a == b)
        cls.__le__ = lambda a, b: a < b or a == b
        cls.__ge__ = lambda a, b: not a < b
    elif '__gt__' in own:
        cls.__lt__ = lambda a, b: not (a > b or a == b)
        cls.__ge__ = lambda a, b: a > b or a == b
        cls.__le__ = lambda a, b: not a > b
    return cls
def cmp_to_key(compare):
    class Key:
        def __init__(self, value): self.value = value
        def __lt__(self, other): return compare(self.value, other.value) < 0
        def __eq__(self, other): return compare(self.value, other.value) == 0
    return Key
class singledispatch:
    def __init__(self, fn): self._fn, self._kinds, self.__name__ = fn, [], fn.__name__
    def register(self, kind, fn=None):
        if fn is not None:
            self._kinds.insert(0, (kind, fn))
            return fn
        return lambda fn: self.register(kind, fn)
    def __call__(self, first, *a, **k):
        for kind, fn in self._kinds:
            if isinstance(first, kind): return fn(first, *a, **k)
        return self._fn(first, *a, **k)
