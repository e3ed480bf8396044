"""Data classes from the annotations that are kept of a class."""
import builtins
class _Missing: pass
MISSING = _Missing()
class FrozenInstanceError(AttributeError): pass
class Field:
    def __init__(self, default, default_factory, init, repr, compare, kw_only):
        self.name, self.type, self.default, self.default_factory, self.init, self.repr, self.compare, self.kw_only = None, None, default, default_factory, init, repr, compare, kw_only
def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False):
    return Field(default, default_factory, init, repr, compare, kw_only)
def fields(thing): return tuple(thing.__dataclass_fields__.values())
def is_dataclass(thing): return hasattr(thing, '__dataclass_fields__')
def dataclass(cls=None, *, init=True, repr=True, eq=True, order=False, frozen=False, unsafe_hash=False, kw_only=False, slots=False, match_args=True):
    def wrap(kind): return _process(kind, init, repr, eq, order, frozen, unsafe_hash)
    return wrap if cls is None else wrap(cls)
def _process(cls, init, repr, eq, order, frozen, unsafe_hash):
    known = {}
    for base in cls.__bases__:
        known.update(getattr(base, '__dataclass_fields__', {}))
    for name, kind in cls.__dict__.get('__annotations__', {}).items():
        if 'ClassVar' in kind: continue
        value = cls.__dict__.get(name, MISSING)
        made = value if isinstance(value, Field) else Field(value, MISSING, True, True, True, False)
        if isinstance(value, (list, dict, set)): raise ValueError('mutable default %s for field %s is not allowed: use default_factory' % (type(value), name))
        made.name, made.type = name, kind
        if isinstance(value, Field):
            if made.default is MISSING: delattr(cls, name)
            else: setattr(cls, name, made.default)
        known[name] = made
    cls.__dataclass_fields__ = known
    cls.__match_args__ = tuple(known)
    given = [f for f in known.values() if f.init]
    seen = None
    for f in given:
        if f.default is not MISSING or f.default_factory is not MISSING: seen = f
        elif seen is not None and not f.kw_only: raise TypeError("non-default argument '%s' follows default argument" % f.name)
    if init and '__init__' not in cls.__dict__:
        def __init__(self, *args, **named):
            if len(args) > len(given):
                raise TypeError('%s.__init__() takes %d positional arguments but %d were given' % (cls.__name__, len(given) + 1, len(args) + 1))
            missing = []
            for i, f in enumerate(given):
                if i < len(args):
                    if f.name in named: raise TypeError("%s.__init__() got multiple values for argument '%s'" % (cls.__name__, f.name))
                    value = args[i]
                elif f.name in named: value = named.pop(f.name)
                elif f.default is not MISSING: value = f.default
                elif f.default_factory is not MISSING: value = f.default_factory()
                else:
                    missing.append(f.name)
                    continue
                _put(self, f.name, value)
            if missing:
                names = [builtins.repr(n) for n in missing]
                shown = names[0] if len(names) == 1 else ', '.join(names[:-1]) + (',' if len(names) > 2 else '') + ' and ' + names[-1]
                raise TypeError('%s.__init__() missing %d required positional argument%s: %s' % (cls.__name__, len(names), 's' if len(names) > 1 else '', shown))
            if named: raise TypeError("%s.__init__() got an unexpected keyword argument '%s'" % (cls.__name__, list(named)[0]))
            for f in known.values():
                if not f.init: _put(self, f.name, f.default if f.default is not MISSING else f.default_factory())
            if hasattr(self, '__post_init__'): self.__post_init__()
        cls.__init__ = __init__
    def values(thing): return tuple(getattr(thing, f.name) for f in known.values() if f.compare)
    if repr and '__repr__' not in cls.__dict__:
        cls.__repr__ = lambda self: '%s(%s)' % (type(self).__name__, ', '.join('%s=%r' % (f.name, getattr(self, f.name)) for f in known.values() if f.repr))
    if eq and '__eq__' not in cls.__dict__:
        cls.__eq__ = lambda self, other: values(self) == values(other) if type(other) is type(self) else NotImplemented
    if order:
        cls.__lt__ = lambda self, other: values(self) < values(other)
        cls.__le__ = lambda self, other: values(self) <= values(other)
        cls.__gt__ = lambda self, other: values(self) > values(other)
        cls.__ge__ = lambda self, other: values(self) >= values(other)
    if frozen:
        def __setattr__(self, name, value): raise FrozenInstanceError("cannot assign to field '%s'" % name)
        cls.__setattr__ = __setattr__
        cls.__hash__ = lambda self: hash(values(self))
    elif unsafe_hash: cls.__hash__ = lambda self: hash(values(self))
    return cls
def _put(thing, name, value): object.__setattr__(thing, name, value)
def asdict(thing, dict_factory=dict): return dict_factory([(f.name, _plain(getattr(thing, f.name), asdict)) for f in fields(thing)])
def astuple(thing): return tuple(_plain(getattr(thing, f.name), astuple) for f in fields(thing))
def _plain(value, how):
    if is_dataclass(value): return how(value)
    if isinstance(value, (list, tuple)) and not hasattr(value, '_fields'): return type(value)(_plain(one, how) for one in value)
    if isinstance(value, dict): return {k: _plain(v, how) for k, v in value.items()}
    return value
def replace(thing, **changes):
    values = {f.name: getattr(thing, f.name) for f in fields(thing) if f.init}
    values.update(changes)
    return type(thing)(**values)
def make_dataclass(name, spec):
    made = type(name, (), {})
    made.__annotations__ = {(one if isinstance(one, str) else one[0]): 'object' for one in spec}
    for one in spec:
        if not isinstance(one, str) and len(one) > 2: setattr(made, one[0], one[2])
    return dataclass(made)
