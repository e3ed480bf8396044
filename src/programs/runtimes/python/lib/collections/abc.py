class Iterable: pass
class Iterator(Iterable): pass
class Callable: pass
class Sequence(Iterable): pass
class Mapping(Iterable): pass
class Hashable: pass
MutableSequence, MutableMapping, Set, Generator, Awaitable, Collection, Container, Sized = Sequence, Mapping, Iterable, Iterator, Callable, Iterable, Iterable, Iterable
