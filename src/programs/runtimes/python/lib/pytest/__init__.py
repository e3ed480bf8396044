"""pytest: tests in plain functions, with assertions that explain themselves."""
import builtins, sys
import _dockyard
from pytest import _compare
from pytest._fixtures import Fixture, MonkeyPatch
from pytest._marks import Marks
__version__ = _dockyard.setup['versions'].get('pytest', '8.4.2')
builtins._dk_check, builtins._dk_said = _compare.check, _compare.said
mark = Marks()
class Failed(Exception): pass
class Skipped(Exception): pass
class Exit(Exception): pass
class PytestWarning(UserWarning): pass
def fixture(fn=None, *, scope='function', params=None, autouse=False, ids=None, name=None):
    if params is not None: raise NotImplementedError("dockyard: pytest's fixtures with params are not simulated")
    return Fixture(fn, scope, params, autouse, name) if fn is not None else lambda one: Fixture(one, scope, params, autouse, name)
yield_fixture = fixture
def fail(reason='', pytrace=True, msg=None): raise Failed(msg or reason)
def skip(reason='', allow_module_level=False, msg=None): raise Skipped(msg or reason)
def xfail(reason=''): raise Failed(reason)
def exit(reason='', returncode=None): raise Exit(reason)
def importorskip(name, minversion=None, reason=None):
    try: return __import__(name)
    except ImportError: raise Skipped(reason or 'could not import %r: No module named %r' % (name, name))
class param:
    _dk_param = True
    def __init__(self, *values, marks=(), id=None): self.values, self.marks, self.id = values, list(marks) if isinstance(marks, (list, tuple)) else [marks], id
class ExceptionInfo:
    def __init__(self): self.value = None
    type = property(lambda self: type(self.value))
    def match(self, pattern):
        import re
        if not re.search(pattern, str(self.value)): raise AssertionError('Regex pattern did not match.\n  Expected regex: %r\n  Actual message: %r' % (pattern, str(self.value)))
        return True
    def __str__(self): return '<ExceptionInfo %r tblen=1>' % (self.value,)
class _Raises:
    def __init__(self, kinds, pattern): self._kinds, self._pattern, self._info = kinds, pattern, ExceptionInfo()
    def __enter__(self): return self._info
    def __exit__(self, kind, value, trace):
        if kind is None: raise Failed('DID NOT RAISE %s' % (self._kinds,))
        if not issubclass(kind, self._kinds): return False
        import _dk_errors
        _dk_errors.fix(value)
        self._info.value = value
        if self._pattern is not None: self._info.match(self._pattern)
        return True
def raises(expected, *args, match=None, **named):
    if not args: return _Raises(expected, match)
    made = _Raises(expected, match)
    with made: args[0](*args[1:], **named)
    return made._info
class approx:
    def __init__(self, expected, rel=None, abs=None, nan_ok=False): self._expected, self._rel, self._abs = expected, rel, abs
    def _near(self, one, other):
        if not isinstance(other, (int, float)): return one == other
        return one == other or builtins.abs(one - other) <= max(self._abs if self._abs is not None else 1e-12, (self._rel if self._rel is not None else 0 if self._abs is not None else 1e-6) * builtins.abs(other))
    def __eq__(self, other):
        if isinstance(self._expected, dict): return set(self._expected) == set(other) and all(self._near(other[key], value) for key, value in self._expected.items())
        if isinstance(self._expected, (list, tuple)): return len(other) == len(self._expected) and all(self._near(a, b) for a, b in zip(other, self._expected))
        return self._near(other, self._expected)
    def __hash__(self): return 0
    def _shown(self, value): return '%s ± %s' % (value, ('%.1e' % max(self._abs if self._abs is not None else 1e-12, (self._rel if self._rel is not None else 0 if self._abs is not None else 1e-6) * builtins.abs(value)))) if isinstance(value, (int, float)) else repr(value)
    def __repr__(self): return 'approx([%s])' % ', '.join(self._shown(one) for one in self._expected) if isinstance(self._expected, (list, tuple)) else self._shown(self._expected)
def main(args=None, plugins=None):
    from pytest._session import run
    return run(list(sys.argv[1:] if args is None else args))
