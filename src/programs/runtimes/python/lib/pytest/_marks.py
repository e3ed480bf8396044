class Mark:
    def __init__(self, name, args, named): self.name, self.args, self.kwargs, self.named = name, args, named, named
class Marked:
    """A function with its marks: an attribute can't be given to a function here."""
    def __init__(self, fn, marks): self.fn, self.marks, self.__name__ = fn, marks, fn.__name__
    def __call__(self, *a, **k): return self.fn(*a, **k)
class _Maker:
    def __init__(self, name, args=(), named=None): self.name, self.args, self.named = name, args, named or {}
    def __call__(self, *args, **named):
        if len(args) == 1 and not named and callable(args[0]) and not isinstance(args[0], (str, list, tuple)): return self._put(args[0])
        return _Maker(self.name, args, named)
    def _put(self, thing):
        mark = Mark(self.name, self.args, self.named)
        if isinstance(thing, type):
            thing.pytestmark = list(getattr(thing, 'pytestmark', ())) + [mark]
            return thing
        return Marked(thing.fn, thing.marks + [mark]) if isinstance(thing, Marked) else Marked(thing, [mark])
    kwargs = property(lambda self: self.named)
class Marks:
    def __getattr__(self, name):
        if name[:1] == '_': raise AttributeError(name)
        return _Maker(name)
