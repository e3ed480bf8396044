"""What templates meet when they run: undefined values, loops, macros, namespaces."""
from jinja2.exceptions import UndefinedError
def kind_of(value):
    """How a message speaks of a value's kind."""
    if value is None: return 'None'
    kind = type(value)
    name, module = kind.__name__, getattr(kind, '__module__', 'builtins')
    return '%s object' % name if module == 'builtins' or kind in (dict, list, str, int, float, tuple, bool, set) else '%s.%s object' % (module, name)
MISSING = ['missing']
class Undefined:
    """A value that isn't there: empty where it's printed or looped over, an error where more is asked of it."""
    def __init__(self, hint=None, obj=MISSING, name=None): self.hint, self.obj, self.missing = hint, obj, name
    def message(self):
        if self.hint: return self.hint
        if self.obj is MISSING: return '%r is undefined' % self.missing
        if not isinstance(self.missing, str): return '%s has no element %r' % (kind_of(self.obj), self.missing)
        return '%r has no attribute %r' % (kind_of(self.obj), self.missing)
    def fail(self): raise UndefinedError(self.message())
    def __str__(self): return ''
    def __repr__(self): return 'Undefined'
    def __iter__(self): return iter(())
    def __len__(self): return 0
    def __bool__(self): return False
    def __eq__(self, other): return isinstance(other, Undefined)
    def __hash__(self): return 0
class ChainableUndefined(Undefined): pass
class DebugUndefined(Undefined):
    def __str__(self): return '{{ %s }}' % self.missing
class StrictUndefined(Undefined):
    def __str__(self): self.fail()
    def __iter__(self): self.fail()
    def __len__(self): self.fail()
    def __bool__(self): self.fail()
    def __eq__(self, other): self.fail()
class Loop:
    """`loop` in a for."""
    def __init__(self, items, render, depth): self._items, self._render, self.depth0, self.index0, self._changed = items, render, depth, 0, MISSING
    depth = property(lambda self: self.depth0 + 1)
    index = property(lambda self: self.index0 + 1)
    length = property(lambda self: len(self._items))
    revindex = property(lambda self: len(self._items) - self.index0)
    revindex0 = property(lambda self: len(self._items) - self.index0 - 1)
    first = property(lambda self: self.index0 == 0)
    last = property(lambda self: self.index0 == len(self._items) - 1)
    @property
    def previtem(self): return self._items[self.index0 - 1] if self.index0 else Undefined('there is no previous item')
    @property
    def nextitem(self): return self._items[self.index0 + 1] if self.index0 + 1 < len(self._items) else Undefined('there is no next item')
    def cycle(self, *values):
        if not values: raise TypeError('no items for cycling given')
        return values[self.index0 % len(values)]
    def changed(self, *values):
        before, self._changed = self._changed, values
        return before is MISSING or before != values
    def __call__(self, items): return self._render(items, self.depth0 + 1)
class Macro:
    """A macro: its parameters take places, names and defaults; what is too much is varargs, kwargs, caller."""
    def __init__(self, name, places, defaults, body, uses): self.name, self.arguments, self._defaults, self._body, self._uses = name, tuple(places), defaults, body, uses
    def __call__(self, *given, **named):
        values, places = {}, self.arguments
        first = len(places) - len(self._defaults)
        for i, name in enumerate(places):
            if i < len(given):
                if name in named: raise TypeError('macro %r got multiple values for argument %r' % (self.name, name))
                values[name] = given[i]
            elif name in named: values[name] = named.pop(name)
            elif i >= first: values[name] = self._defaults[i - first]
            else: values[name] = Undefined('parameter %r was not provided' % name)
        if 'caller' in self._uses: values['caller'] = named.pop('caller', None) or Undefined('No caller defined')
        elif 'caller' in named: raise TypeError('macro %r was invoked with two values for the special caller argument. This is most likely a bug.' % self.name if 'caller' in places else 'macro %r takes no keyword argument %r' % (self.name, 'caller'))
        if 'kwargs' in self._uses: values['kwargs'] = named
        elif named: raise TypeError('macro %r takes no keyword argument %r' % (self.name, list(named)[0]))
        if 'varargs' in self._uses: values['varargs'] = tuple(given[len(places):])
        elif len(given) > len(places): raise TypeError('macro %r takes not more than %d argument(s)' % (self.name, len(places)))
        return self._body(values)
class Namespace:
    def __init__(self, *given, **named):
        self._values = {}
        for one in given: self._values.update(one)
        self._values.update(named)
    def __getitem__(self, name): return self._values[name]
    def __repr__(self): return '<Namespace %r>' % self._values
class Cycler:
    def __init__(self, *items): self.items, self.pos = items, 0
    def reset(self): self.pos = 0
    @property
    def current(self): return self.items[self.pos]
    def next(self):
        found, self.pos = self.current, (self.pos + 1) % len(self.items)
        return found
class Joiner:
    def __init__(self, sep=', '): self.sep, self.used = sep, False
    def __call__(self):
        before, self.used = self.used, True
        return self.sep if before else ''
