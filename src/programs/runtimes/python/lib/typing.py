from _dk_classes import NamedTupleBase as NamedTuple
class _Any:
    """Whatever stands in an annotation: it can be indexed, called and joined by `|`; what it was made of stays with it."""
    def __init__(self, name='Any', args=()): self._name, self.__args__ = name, args
    def __getitem__(self, item): return _Any(self._name, item if isinstance(item, tuple) else (item,))
    def __call__(self, *a, **k): return a[0] if a else None
    def __or__(self, other): return _Any('Union', (self, other))
    def __ror__(self, other): return _Any('Union', (other, self))
    def __repr__(self): return 'typing.%s%s' % (self._name, '[%s]' % ', '.join(_shown(one) for one in self.__args__) if self.__args__ else '')
def _shown(value): return value.__name__ if isinstance(value, type) else 'None' if value is None else repr(value)
for _name in 'Any Union Optional List Dict Tuple Set FrozenSet Callable Iterable Iterator Sequence Mapping MutableMapping Type Literal Final ClassVar Generator AsyncGenerator AsyncIterator Awaitable Coroutine Annotated NoReturn Never Self Text AnyStr Deque DefaultDict Counter Hashable IO TextIO Pattern Match SupportsInt TypeAlias Generic Protocol AsyncIterable ContextManager Collection Reversible LiteralString Required NotRequired'.split(): globals()[_name] = _Any(_name)
TYPE_CHECKING = False
class TypedDict(dict): pass
TypeVar = ParamSpec = lambda name, *a, **k: _Any()
NewType = lambda name, kind: kind
cast = lambda kind, value: value
overload = final = runtime_checkable = no_type_check = lambda fn: fn
get_type_hints = lambda thing, **k: getattr(thing, '__annotations__', {})
get_origin = lambda kind: None
get_args = lambda kind: getattr(kind, '__args__', ())
