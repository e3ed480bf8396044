class _Any:
    def __getitem__(self, item): return self
    def __call__(self, *a, **k): return a[0] if a else None
Any = Union = Optional = List = Dict = Tuple = Set = Callable = Iterable = Iterator = Sequence = Mapping = Type = Literal = Final = ClassVar = Generator = Awaitable = Annotated = NoReturn = Text = _Any()
TYPE_CHECKING = False
class Generic: pass
class Protocol: pass
TypeVar = lambda name, *a, **k: name
cast = lambda kind, value: value
overload = lambda fn: fn
def NamedTuple(name, fields):
    from collections import namedtuple
    return namedtuple(name, [f for f, _ in fields])
