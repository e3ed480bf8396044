"""Test functions found in files, and run."""
import _dockyard, os, sys
from pytest import _fixtures
class Item:
    def __init__(self, session, module, path, cls, fn, name, params=None, marks=()): self.session, self.module, self.path, self.cls, self.fn, self.name, self.params, self.marks = session, module, path, cls, fn, name, params or {}, marks; self.fixture_params, self.made, self.instance, self.out, self.err = {}, {}, None, '', ''
    @property
    def nodeid(self): return '%s::%s%s' % (self.path, self.cls.__name__ + '::' if self.cls else '', self.name)
    @property
    def title(self): return (self.cls.__name__ + '.' if self.cls else '') + self.name
    def find(self, name):
        """A fixture by its name, the nearest one: of the class, the module, the folders' conftest files."""
        scopes = [(self.cls.__dict__, self.module, self.cls.__name__)] if self.cls else []
        scopes += [(self.module.__dict__, self.module, None)] + [(one.__dict__, one, None) for one in reversed(self.session.conftests) if self.path_in(one)]
        for scope, module, owner in scopes:
            for one in scope.values():
                if isinstance(one, _fixtures.Fixture) and one.name == name: return one, _dockyard.source(module.__file__), owner, module
        return None
    def path_in(self, conftest):
        folder = os.path.dirname(os.path.abspath(conftest.__file__))
        return os.path.abspath(self.path).startswith(folder + '/')
    def autouse(self):
        out = []
        for module in [one for one in self.session.conftests if self.path_in(one)] + [self.module]: out += [one.name for one in module.__dict__.values() if isinstance(one, _fixtures.Fixture) and one.autouse]
        return out + ([one.name for one in self.cls.__dict__.values() if isinstance(one, _fixtures.Fixture) and one.autouse] if self.cls else [])
    def mark(self, name):
        for one in self.marks:
            if one.name == name: return one
        return None
    def call(self):
        import unittest
        if self.cls is not None and issubclass(self.cls, unittest.TestCase):
            test = self.cls(self.fn.__name__)
            self.shown, self.phase = [('self', test)], 'call'
            def work():
                test.setUp()
                try: getattr(test, self.fn.__name__)()
                finally:
                    test.tearDown()
                    for fn, a, k in reversed(test._cleanups): fn(*a, **k)
            test._enclosed(work)
            return
        wanted = _fixtures.names_of(_dockyard.source(self.module.__file__), self.fn.__name__, self.cls.__name__ if self.cls else None)
        for name in self.autouse(): _fixtures.value(self, name)
        for one in self.marks:
            if one.name == 'usefixtures':
                for name in one.args: _fixtures.value(self, name)
        args = {name: _fixtures.value(self, name) for name in wanted if name not in ('self', 'cls')}
        self.shown = ([('self', self.instance)] if self.cls else []) + list(args.items())
        self.phase = 'call'
        self.before = (sys.stdout.taken(), sys.stderr.taken()) if hasattr(sys.stdout, 'taken') else ('', '')
        made = getattr(self.instance, self.fn.__name__)(**args) if self.cls else self.fn(**args)
        return made
def collect(session, path, module):
    """The tests of a file, in the order in which they stand there."""
    import unittest
    lines = {}
    for i, line in enumerate(_dockyard.source(module.__file__).split('\n')):
        words = line.strip().replace('async def ', 'def ').split('(')[0].split(':')[0].split()
        if len(words) > 1 and words[0] in ('def', 'class'): lines.setdefault(words[1], i)
    out, own = [], getattr(module, 'pytestmark', ())
    marks = list(own) if isinstance(own, (list, tuple)) else [own]
    for name, thing in sorted(module.__dict__.items(), key=lambda one: lines.get(one[0], 1 << 30)):
        if name not in lines: continue
        if isinstance(thing, type) and (name.startswith('Test') or issubclass(thing, unittest.TestCase)) and thing.__dict__.get('__test__', True):
            members = dict(thing.__dict__)
            for method in sorted([one for one in dir(thing) if one.startswith('test')], key=lambda one: lines.get(one, 0)): out += _items(session, module, path, thing, getattr(thing, method) if method not in members else members[method], method, marks + list(getattr(thing, 'pytestmark', ())))
        elif name.startswith('test') and callable(thing) and not isinstance(thing, (type, _fixtures.Fixture)): out += _items(session, module, path, None, thing, name, marks)
    return out
def _items(session, module, path, cls, fn, name, marks):
    from pytest._marks import Marked
    if isinstance(fn, Marked): marks, fn = marks + fn.marks, fn.fn
    rows = [({}, [], [])]
    for mark in marks:
        if mark.name != 'parametrize': continue
        names = [one.strip() for one in mark.args[0].split(',')] if isinstance(mark.args[0], str) else list(mark.args[0])
        ids, more = mark.named.get('ids'), []
        for values, tags, extra in rows:
            for i, given in enumerate(mark.args[1]):
                own = []
                label = None
                if hasattr(given, '_dk_param'): own, label, given = given.marks, given.id, given.values
                elif len(names) == 1: given = (given,)
                if label is None: label = ids[i] if isinstance(ids, (list, tuple)) else ids(given[0]) if callable(ids) else '-'.join(_label(one, key, i) for one, key in zip(given, names))
                more.append((dict(values, **dict(zip(names, given))), tags + [label], extra + own))
        rows = more
    found = []
    for values, tags, extra in rows: found.append(Item(session, module, path, cls, fn, name + ('[%s]' % '-'.join(tags) if tags else ''), values, [one for one in marks if one.name != 'parametrize'] + extra))
    return found
def _label(value, name, i):
    if isinstance(value, str): return value
    if value is None or isinstance(value, (int, float, bool)): return str(value)
    return getattr(value, '__name__', None) if isinstance(value, type) else '%s%d' % (name, i)
