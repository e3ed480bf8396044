"""What CPython does as a class is made: enumerations, abstract classes, annotations, hooks."""
import builtins, sys
_make = builtins.__build_class__
_isinstance, _issubclass, _type = isinstance, issubclass, type
signatures = {}
class _Plain: pass
class Abstract: pass
class EnumMember:
    def __repr__(self): return '<%s.%s: %r>' % (self._kind.__name__, self.name, self.value)
    def __str__(self): return '%s.%s' % (self._kind.__name__, self.name)
    def __hash__(self): return hash(self.name)
    def __format__(self, spec): return format(str(self), spec)
    def __eq__(self, other): return self is other
class IntMember(EnumMember):
    """A member that counts as its value."""
    def __str__(self): return str(self.value)
    def __int__(self): return self.value
    def __index__(self): return self.value
    def __hash__(self): return hash(self.value)
    def __eq__(self, other): return self.value == _plain(other)
    def __lt__(self, other): return self.value < _plain(other)
    def __le__(self, other): return self.value <= _plain(other)
    def __gt__(self, other): return self.value > _plain(other)
    def __ge__(self, other): return self.value >= _plain(other)
    def __add__(self, other): return self.value + _plain(other)
    def __radd__(self, other): return _plain(other) + self.value
    def __sub__(self, other): return self.value - _plain(other)
    def __mul__(self, other): return self.value * _plain(other)
    def __and__(self, other): return self.value & _plain(other)
    def __or__(self, other): return self.value | _plain(other)
    def __bool__(self): return bool(self.value)
    def __getattr__(self, name):
        if name.startswith('__') or not isinstance(self.value, str): raise AttributeError(name)
        return getattr(self.value, name)
def _plain(value): return value.value if _isinstance(value, EnumMember) else value
class Auto: pass
class EnumClass:
    """What stands for an enumeration: a class cannot be iterated or indexed itself."""
    def __init__(self, name, real, values, is_int):
        self.__name__ = self.__qualname__ = name
        self._real, self._members, self._is_int = real, {}, is_int
        real._kind = self
        last = 0
        for key, value in values:
            if _isinstance(value, Auto): value = key.lower() if is_int == 'str' else last + 1
            if _isinstance(value, int): last = value
            same = [one for one in self._members.values() if one.value == value and _type(one.value) == _type(value)]
            if same: member = same[0]
            else:
                member = _blank(real)
                member.name, member.value = key, value
                member._name_, member._value_ = key, value
                if hasattr(real, '_dk_init'): member._dk_init(*(value if _isinstance(value, tuple) else (value,)))
            self._members[key] = member
            setattr(self, key, member)
    @property
    def __members__(self): return self._members
    def _unique(self):
        out = []
        for one in self._members.values():
            if not any(one is other for other in out): out.append(one)
        return out
    def __iter__(self): return iter(self._unique())
    def __len__(self): return len(self._unique())
    def __getitem__(self, name): return self._members[name]
    def __contains__(self, value): return any(value is one or (not _isinstance(value, EnumMember) and value == one.value) for one in self._members.values())
    def __call__(self, value):
        for one in self._members.values():
            if one is value or one.value == value: return one
        if hasattr(self._real, '_missing_'):
            found = self._real._missing_(value)
            if found is not None: return found
        raise ValueError('%r is not a valid %s' % (value, self.__name__))
    def __setattr__(self, name, value):
        if name[:1] != '_' and name in self.__dict__.get('_members', ()) and name in self.__dict__: raise AttributeError("cannot reassign member '%s'" % name)
        object.__setattr__(self, name, value)
    def __getattr__(self, name):
        if name in ('_real', '_members'): raise AttributeError(name)
        found = getattr(self._real, name, None)
        if found is None: raise AttributeError("type object '%s' has no attribute '%s'" % (self.__name__, name) if sys.version_info >= (3, 12) else name)
        return found
    def __repr__(self): return "<enum '%s'>" % self.__name__
    def __hash__(self): return id(self)
    def __eq__(self, other): return self is other
def _blank(real):
    real.__init__ = _nothing
    return real()
def _nothing(self, *a): pass
class _Base:
    """`Enum` and its kin, before anything is made of them."""
    def __init__(self, name, member, is_int): self.__name__, self.member, self.is_int = name, member, is_int
    def __call__(self, name, names=()):
        pairs = names.items() if _isinstance(names, dict) else [(n, i + 1) for i, n in enumerate(names.replace(',', ' ').split() if _isinstance(names, str) else names)]
        return EnumClass(name, _type(name, (self.member,), {}), list(pairs), self.is_int)
Enum, IntEnum, StrEnum, Flag = _Base('Enum', EnumMember, None), _Base('IntEnum', IntMember, 'int'), _Base('StrEnum', IntMember, 'str'), _Base('Flag', IntMember, 'int')
NamedTupleBase = _Plain()
def _real(kind):
    if _isinstance(kind, EnumClass): return kind._real
    if _isinstance(kind, _Base): return kind.member
    if _isinstance(kind, tuple): return tuple(_real(one) for one in kind)
    return getattr(kind, '_dk_kind', kind) if not _isinstance(kind, _type) else kind
def isinstance(value, kind):
    if _isinstance(kind, (EnumClass, _Base, tuple)) or not _isinstance(kind, _type): kind = _real(kind)
    if value is True or value is False: return kind is bool or kind is int or (_isinstance(kind, tuple) and (bool in kind or int in kind)) or _isinstance(value, kind)
    if kind is int and _isinstance(value, IntMember): return _isinstance(value.value, int)
    if kind is str and _isinstance(value, IntMember): return _isinstance(value.value, str)
    return _isinstance(value, kind)
def issubclass(kind, other): return _issubclass(_real(kind), _real(other))
def _abstract(kind):
    names = []
    for one in _mro(kind):
        for name, value in list(one.__dict__.items()):
            if _isinstance(value, _AbstractMark) and name not in names and getattr(kind, name, None) is value: names.append(name)
    return sorted(names)
class _AbstractMark:
    def __init__(self, fn): self.fn, self.__isabstractmethod__ = fn, True
    def __get__(self, thing, kind=None): return self if thing is None else lambda *a, **k: self.fn(thing, *a, **k)
    def __call__(self, *a, **k): return self.fn(*a, **k)
def abstractmethod(fn): return _AbstractMark(getattr(fn, 'fget', None) or fn)
def _mro(kind):
    out, todo = [], [kind]
    while todo:
        one = todo.pop(0)
        if one in out: continue
        out.append(one)
        todo.extend(one.__bases__)
    return out
def build_class(body, name, *bases, **keywords):
    if keywords.pop('metaclass', _type) is not _type: raise NotImplementedError('dockyard: metaclasses are not simulated')
    for base in bases:
        if _isinstance(base, _Base): return _enum(body, name, bases, base)
        if _isinstance(base, EnumClass): return _enum(body, name, (base._real,), _Base('', base._real, base._is_int), base)
    if NamedTupleBase in bases: return _named_tuple(body, name)
    real = tuple(_real(base) for base in bases)
    real = tuple(base for base in real if _isinstance(base, _type) and base is not object)
    made = _make(body, name, *real)
    for one, other in _REFLECTED:
        if one in made.__dict__ and other not in made.__dict__ and not any(hasattr(base, other) for base in real): setattr(made, other, _reflect(one))
    for key, value in list(made.__dict__.items()):
        if hasattr(value, '__set_name__'): value.__set_name__(made, key)
    for base in real:
        hook = getattr(base, '__init_subclass__', None)
        if hook is not None:
            hook = getattr(hook, '__func__', hook)
            hook(made, **keywords)
            break
    if any(_issubclass(base, Abstract) for base in real if base is not Abstract) or Abstract in real: _guard(made)
    return made
_REFLECTED = (('__lt__', '__gt__'), ('__gt__', '__lt__'), ('__le__', '__ge__'), ('__ge__', '__le__'))
def _reflect(name):
    """What CPython asks of the other operand when the first one can't compare."""
    if name == '__lt__': return lambda self, other: other < self
    if name == '__gt__': return lambda self, other: other > self
    if name == '__le__': return lambda self, other: other <= self
    return lambda self, other: other >= self
class _Next:
    """What `super()` gives where an object's class has several bases: the classes behind one in their order."""
    def __init__(self, thing, rest): self._thing, self._rest = thing, rest
    def __getattr__(self, name):
        for kind in self._rest:
            if name in kind.__dict__:
                found = kind.__dict__[name]
                if _isinstance(found, property): return found.fget(self._thing)
                if _isinstance(found, staticmethod): return found.__func__ if hasattr(found, '__func__') else getattr(kind, name)
                if _isinstance(found, classmethod) or _isinstance(self._thing, _type): return getattr(kind, name)
                return lambda *a, **k: found(self._thing, *a, **k)
        if name == '__init__': return lambda *a, **k: None
        raise AttributeError("'super' object has no attribute '%s'" % name)
def _has_branches(kind): return len(kind.__bases__) > 1 or any(_has_branches(one) for one in kind.__bases__ if _isinstance(one, _type))
def cooperative(name, thing):
    """`super()` in a method of a class; None where the interpreter's own does as well."""
    kind = thing if _isinstance(thing, _type) else _type(thing)
    if not hasattr(kind, '__bases__') or not _has_branches(kind): return None
    import _dk_attributes
    order = _dk_attributes.mro(kind)
    at = next((i for i, one in enumerate(order) if one.__name__ == name), None)
    if at is None or any(one.__name__ in _NATIVE_BASES for one in order): return None
    return _Next(thing, [one for one in order[at + 1:] if one is not object])
_NATIVE_BASES = ('Exception', 'BaseException', 'dict', 'list', 'tuple', 'str', 'int', 'float', 'set')
def _guard(made):
    """A class with abstract methods left can't be called into being."""
    missing = _abstract(made)
    if not missing:
        if '__new__' not in made.__dict__ and getattr(made, '_dk_guarded', False):
            made._dk_guarded = False
        return
    before = made.__dict__.get('__new__')
    made._dk_guarded = True
    def new(kind, *a, **k):
        left = _abstract(kind)
        if left:
            names = ', '.join(repr(n) for n in left) if sys.version_info[1] >= 12 else ', '.join(left)
            raise TypeError("Can't instantiate abstract class %s with%s abstract method%s %s" % (kind.__name__, 'out an implementation for' if sys.version_info[1] >= 12 else '', 's' if len(left) > 1 else '', names))
        return object.__new__(kind)
    made.__new__ = new
def _enum(body, name, bases, base, parent=None):
    mixed = [one for one in bases if one is str or one is int]
    member = IntMember if mixed else base.member
    made = _make(body, name, member)
    own = [(key, value) for key, value in list(made.__dict__.items()) if not key.startswith('_') and not callable(value) and not _isinstance(value, (property, staticmethod, classmethod))]
    if '__init__' in made.__dict__: made._dk_init = made.__init__
    for key, _ in own: delattr(made, key)
    is_int = 'str' if str in mixed or base.is_int == 'str' else 'int' if int in mixed or base.is_int else None
    if mixed:
        made.__str__ = EnumMember.__str__
    return EnumClass(name, made, own, is_int)
def _named_tuple(body, name):
    from collections import namedtuple
    plain = _make(body, name)
    fields = list(getattr(plain, '__annotations__', {}))
    defaults = [getattr(plain, field) for field in fields if field in plain.__dict__]
    made = namedtuple(name, fields, defaults=defaults)
    for key, value in list(plain.__dict__.items()):
        if key not in fields and not key.startswith('__') or key in ('__str__', '__repr__'): setattr(made, key, value)
    made.__annotations__ = plain.__annotations__
    return made
def install(builtins):
    builtins.__build_class__ = build_class
    builtins.isinstance, builtins.issubclass = isinstance, issubclass
