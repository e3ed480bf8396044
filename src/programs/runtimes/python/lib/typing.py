from _dk_classes import NamedTupleBase as NamedTuple
class _Any:
    """Whatever stands in an annotation: it can be indexed, called and joined by `|`."""
    def __getitem__(self, item): return self
    def __call__(self, *a, **k): return a[0] if a else None
    def __or__(self, other): return self
    def __ror__(self, other): return self
Any = Union = Optional = List = Dict = Tuple = Set = FrozenSet = Callable = Iterable = Iterator = Sequence = Mapping = MutableMapping = Type = Literal = Final = ClassVar = Generator = AsyncGenerator = AsyncIterator = Awaitable = Coroutine = Annotated = NoReturn = Never = Self = Text = AnyStr = Deque = DefaultDict = Counter = Hashable = IO = TextIO = Pattern = Match = SupportsInt = TypeAlias = _Any()
Generic = Protocol = _Any()
TYPE_CHECKING = False
class TypedDict(dict): pass
TypeVar = ParamSpec = lambda name, *a, **k: _Any()
NewType = lambda name, kind: kind
cast = lambda kind, value: value
overload = final = runtime_checkable = no_type_check = lambda fn: fn
get_type_hints = lambda thing, **k: getattr(thing, '__annotations__', {})
get_origin = get_args = lambda kind: None
