"""Fixtures: found by name, made once for their scope, undone at its end."""
import _dockyard, os, sys
class Fixture:
    def __init__(self, fn, scope='function', params=None, autouse=False, name=None): self.fn, self.scope, self.params, self.autouse, self.name = fn, scope, params, autouse, name or fn.__name__
    def __call__(self, *a, **k):
        from pytest import Failed
        raise Failed('Fixture "%s" called directly. Fixtures are not meant to be called directly,\nbut are created automatically when test functions request them as parameters.' % self.name)
class LookupFailed(Exception): pass
def parameters(source, name, owner=None):
    """The names that a function takes, read from its source: in a class's block, or outside of any."""
    lines, inside = source.split('\n'), owner is None
    for i, line in enumerate(lines):
        bare = line.lstrip()
        if owner is not None and bare.startswith('class ') and bare[6:].lstrip().startswith(owner) and not bare[6 + len(owner):7 + len(owner)].replace('_', 'a').isalnum(): inside = True
        words = bare[6:] if bare.startswith('async ') else bare
        if not inside or not words.startswith('def ' + name) or words[4 + len(name):].lstrip()[:1] != '(' or (owner is None) != (line == bare): continue
        text, depth, out, part = '\n'.join(lines[i:]), 0, [], ''
        for c in text[text.index('('):]:
            if c in '([{':
                depth += 1
                if depth == 1: continue
            elif c in ')]}':
                depth -= 1
                if depth == 0: break
            if c == ',' and depth == 1:
                out.append(part)
                part = ''
            else: part += c
        return [one.strip() for one in out + [part] if one.strip() and one.strip()[0] not in '*/' and '=' not in one.split(':')[0] + (one.split(':')[1] if ':' in one and '=' in one else '')] if text else []
    return []
def names_of(source, name, owner=None): return [one.split(':')[0].strip() for one in parameters(source, name, owner)]
class Request:
    def __init__(self, item, param=None): self.node = self._item = item; self.param, self.function, self.cls, self.module, self._ends = param, item.fn, item.cls, item.module, []
    def addfinalizer(self, fn): self._item.session.ends['function'].append(fn)
    def getfixturevalue(self, name): return value(self._item, name)
class Capture:
    """What a test writes: taken while it runs."""
    def __init__(self): self.parts = []
    def write(self, text):
        self.parts.append(text if isinstance(text, str) else bytes(text).decode())
        return len(text)
    def writelines(self, many):
        for one in many: self.write(one)
    def flush(self): pass
    def isatty(self): return False
    def fileno(self): return 1
    @property
    def buffer(self): return self
    encoding = 'utf-8'
    def taken(self):
        text, self.parts = ''.join(self.parts), []
        return text
class CaptureFixture:
    __module__ = '_pytest.capture'
    def readouterr(self):
        from collections import namedtuple
        return namedtuple('CaptureResult', ['out', 'err'])(sys.stdout.taken(), sys.stderr.taken())
class MonkeyPatch:
    __module__ = '_pytest.monkeypatch'
    def __init__(self): self._undo = []
    def setattr(self, target, name, *value, raising=True):
        if isinstance(target, str):
            module, _, attribute = target.rpartition('.')
            target, name, value = __import__(module, None, None, ('x',)), attribute, (name,)
        if raising and not hasattr(target, name): raise AttributeError('%r has no attribute %r' % (target, name))
        old = getattr(target, name, None)
        self._undo.append(lambda: setattr(target, name, old))
        setattr(target, name, value[0])
    def setitem(self, table, key, value):
        had, old = key in table, table.get(key)
        self._undo.append(lambda: table.__setitem__(key, old) if had else table.pop(key, None))
        table[key] = value
    def delitem(self, table, key, raising=True):
        if key not in table and not raising: return
        old = table.pop(key)
        self._undo.append(lambda: table.__setitem__(key, old))
    def setenv(self, name, value, prepend=None): self.setitem(os.environ, name, str(value))
    def delenv(self, name, raising=True): self.delitem(os.environ, name, raising)
    def chdir(self, path):
        old = os.getcwd()
        self._undo.append(lambda: os.chdir(old))
        os.chdir(str(path))
    def syspath_prepend(self, path): sys.path.insert(0, str(path))
    def undo(self):
        for fn in reversed(self._undo): fn()
        self._undo = []
def _tmp_path(item):
    import getpass, pathlib
    base = '/tmp/pytest-of-%s' % getpass.getuser()
    session = item.session
    if session.tmp is None:
        number = 0
        while os.path.exists('%s/pytest-%d' % (base, number)): number += 1
        session.tmp = '%s/pytest-%d' % (base, number)
    number, stem = 0, ''.join(c if c.isalpha() or c.isdigit() or c == '_' else '_' for c in item.name)[:30]
    while os.path.exists('%s/%s%d' % (session.tmp, stem, number)): number += 1
    os.makedirs('%s/%s%d' % (session.tmp, stem, number))
    return pathlib.Path('%s/%s%d' % (session.tmp, stem, number))
def value(item, name):
    """A fixture's value for a test."""
    session = item.session
    if name in item.params: return item.params[name]
    if name == 'request': return Request(item)
    found = item.find(name)
    key = None
    if found is None:
        if name in item.made: return item.made[name]
        if name in ('capsys', 'capfd'): made = CaptureFixture()
        elif name == 'monkeypatch':
            made = MonkeyPatch()
            session.ends['function'].append(made.undo)
        elif name in ('tmp_path', 'tmpdir'): made = _tmp_path(item)
        elif name in ('caplog', 'tmp_path_factory', 'recwarn', 'pytestconfig', 'cache', 'doctest_namespace', 'record_property'): raise NotImplementedError("dockyard: pytest's fixture %s is not simulated" % name)
        else: raise LookupFailed(name)
        item.made[name] = made
        return made
    fixture, source, owner, where = found
    held = session.held[fixture.scope] if fixture.scope != 'function' else item.made
    if fixture in held: return held[fixture]
    wanted = names_of(source, fixture.fn.__name__, owner)
    args = {one: Request(item, item.fixture_params.get(name)) if one == 'request' else value(item, one) for one in wanted if one not in ('self', 'cls')}
    made = fixture.fn(item.instance, **args) if wanted[:1] == ['self'] else fixture.fn(**args)
    if hasattr(made, 'send') and hasattr(made, 'throw'):
        running, made = made, next(made)
        def end():
            try: next(running)
            except StopIteration: pass
        session.ends[fixture.scope].append(end)
    held[fixture] = made
    return made
