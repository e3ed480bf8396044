"""unittest as far as test files of tutorials go: cases, assertions, the text runner."""
import sys, time, _dockyard
class SkipTest(Exception): pass
class _Raises:
    def __init__(self, kinds, pattern=None): self._kinds, self._pattern, self.exception = kinds, pattern, None
    def __enter__(self): return self
    def __exit__(self, kind, value, trace):
        if kind is None: raise AssertionError('%s not raised' % (self._kinds.__name__ if not isinstance(self._kinds, tuple) else self._kinds))
        if not issubclass(kind, self._kinds): return False
        import _dk_errors
        _dk_errors.fix(value)
        self.exception = value
        if self._pattern is not None:
            import re
            if not re.search(self._pattern, str(value)): raise AssertionError('"%s" does not match "%s"' % (self._pattern, value))
        return True
class TestCase:
    maxDiff = None
    longMessage = True
    def __init__(self, methodName='runTest'): self._name, self._cleanups = methodName, []
    def setUp(self): pass
    def tearDown(self): pass
    @classmethod
    def setUpClass(cls): pass
    @classmethod
    def tearDownClass(cls): pass
    def __repr__(self): return '<%s.%s testMethod=%s>' % (type(self).__module__, type(self).__name__, self._name)
    def id(self): return '%s.%s.%s' % (type(self).__module__, type(self).__name__, self._name)
    def addCleanup(self, fn, *a, **k): self._cleanups.append((fn, a, k))
    def subTest(self, msg=None, **params): return self
    def __enter__(self): return self
    def __exit__(self, *a): return False
    def _enclosed(self, work): work()
    def skipTest(self, reason): raise SkipTest(reason)
    def fail(self, msg=None): raise AssertionError(msg)
    def _check(self, right, text, msg):
        if not right: raise AssertionError(text if msg is None else '%s : %s' % (text, msg))
    def assertEqual(self, a, b, msg=None): self._check(a == b, _unequal(a, b), msg)
    assertEquals = assertListEqual = assertDictEqual = assertTupleEqual = assertSetEqual = assertMultiLineEqual = assertSequenceEqual = assertEqual
    def assertNotEqual(self, a, b, msg=None): self._check(a != b, '%r == %r' % (a, b), msg)
    def assertTrue(self, a, msg=None): self._check(a, '%r is not true' % (a,), msg)
    def assertFalse(self, a, msg=None): self._check(not a, '%r is not false' % (a,), msg)
    def assertIs(self, a, b, msg=None): self._check(a is b, '%r is not %r' % (a, b), msg)
    def assertIsNot(self, a, b, msg=None): self._check(a is not b, 'unexpectedly identical: %r' % (a,), msg)
    def assertIsNone(self, a, msg=None): self._check(a is None, '%r is not None' % (a,), msg)
    def assertIsNotNone(self, a, msg=None): self._check(a is not None, 'unexpectedly None', msg)
    def assertIn(self, a, b, msg=None): self._check(a in b, '%r not found in %r' % (a, b), msg)
    def assertNotIn(self, a, b, msg=None): self._check(a not in b, '%r unexpectedly found in %r' % (a, b), msg)
    def assertIsInstance(self, a, b, msg=None): self._check(isinstance(a, b), '%r is not an instance of %r' % (a, b), msg)
    def assertGreater(self, a, b, msg=None): self._check(a > b, '%r not greater than %r' % (a, b), msg)
    def assertGreaterEqual(self, a, b, msg=None): self._check(a >= b, '%r not greater than or equal to %r' % (a, b), msg)
    def assertLess(self, a, b, msg=None): self._check(a < b, '%r not less than %r' % (a, b), msg)
    def assertLessEqual(self, a, b, msg=None): self._check(a <= b, '%r not less than or equal to %r' % (a, b), msg)
    def assertAlmostEqual(self, a, b, places=7, msg=None, delta=None): self._check(a == b or (abs(a - b) <= delta if delta is not None else round(abs(a - b), places) == 0), '%r != %r within %r places (%r difference)' % (a, b, places, abs(a - b)), msg)
    def assertRegex(self, text, pattern, msg=None):
        import re
        self._check(re.search(pattern, text), "Regex didn't match: %r not found in %r" % (pattern, text), msg)
    def assertCountEqual(self, a, b, msg=None): self._check(sorted(a) == sorted(b), 'Element counts were not equal', msg)
    def assertRaises(self, kinds, fn=None, *a, **k):
        if fn is None: return _Raises(kinds)
        with _Raises(kinds): fn(*a, **k)
    def assertRaisesRegex(self, kinds, pattern): return _Raises(kinds, pattern)
def _unequal(a, b):
    text = '%r != %r' % (a, b)
    if isinstance(a, list) and isinstance(b, list):
        for i in range(max(len(a), len(b))):
            if i >= len(a) or i >= len(b) or a[i] != b[i]:
                what = 'First differing element %d:\n%r\n%r' % (i, a[i], b[i]) if i < min(len(a), len(b)) else '%s list contains %d additional elements.\nFirst extra element %d:\n%r' % ('First' if len(a) > len(b) else 'Second', abs(len(a) - len(b)), i, (a if len(a) > len(b) else b)[i])
                return 'Lists differ: %s\n\n%s\n\n- %r\n+ %r' % (text, what, a, b)
    return text
def skip(reason=''):
    def wrap(fn):
        def skipped(*a, **k): raise SkipTest(reason)
        return skipped
    return wrap
skipIf = lambda test, reason: skip(reason) if test else (lambda fn: fn)
skipUnless = lambda test, reason: skip(reason) if not test else (lambda fn: fn)
expectedFailure = lambda fn: fn
def _names(kind): return sorted(name for name in dir(kind) if name.startswith('test'))
class TestResult:
    def __init__(self): self.testsRun, self.failures, self.errors, self.skipped = 0, [], [], []
    def wasSuccessful(self): return not self.failures and not self.errors
class TestSuite:
    def __init__(self, tests=()): self._tests = list(tests)
    def addTest(self, test): self._tests.append(test)
    def addTests(self, tests): self._tests.extend(tests)
    def __iter__(self): return iter(self._tests)
class TestLoader:
    def loadTestsFromTestCase(self, kind): return TestSuite([kind(name) for name in _names(kind)])
    def loadTestsFromModule(self, module): return TestSuite([one for kind in _cases(module.__dict__) for one in self.loadTestsFromTestCase(kind)])
defaultTestLoader = TestLoader()
def _cases(scope): return [kind for _, kind in sorted(scope.items()) if isinstance(kind, type) and issubclass(kind, TestCase) and kind is not TestCase]
def _flat(tests):
    for one in tests:
        if isinstance(one, TestCase): yield one
        else: yield from _flat(one)
class TextTestRunner:
    def __init__(self, stream=None, verbosity=1, failfast=False, **more): self._out, self._verbosity, self._failfast = stream or sys.stderr, verbosity, failfast
    def run(self, suite):
        result, start, last = TestResult(), time.time(), None
        tests = list(_flat(suite))
        for i, test in enumerate(tests):
            kind = type(test)
            if kind is not last:
                kind.setUpClass()
                last = kind
            mark = self._one(test, result)
            if i + 1 == len(tests) or type(tests[i + 1]) is not kind: kind.tearDownClass()
            if self._verbosity > 1: self._out.write('%s (%s)%s ... %s\n' % (test._name, test.id() if sys.version_info[1] >= 11 else test.id().rsplit('.', 1)[0], '', mark[1]))
            elif self._verbosity == 1: self._out.write(mark[0])
            if self._failfast and not result.wasSuccessful(): break
        self._out.write('\n' if self._verbosity else '')
        for title, many in (('ERROR', result.errors), ('FAIL', result.failures)):
            for test, text in many: self._out.write('=' * 70 + '\n%s: %s (%s)\n' % (title, test._name, test.id() if sys.version_info[1] >= 11 else test.id().rsplit('.', 1)[0]) + '-' * 70 + '\n' + text + '\n')
        self._out.write('-' * 70 + '\nRan %d test%s in %.3fs\n\n' % (result.testsRun, '' if result.testsRun == 1 else 's', time.time() - start))
        notes = [name + '=%d' % len(many) for name, many in (('failures', result.failures), ('errors', result.errors), ('skipped', result.skipped)) if many]
        word = 'OK' if result.wasSuccessful() else 'FAILED'
        if result.testsRun == 0 and sys.version_info[1] >= 12: word = 'NO TESTS RAN'
        self._out.write(word + (' (%s)' % ', '.join(notes) if notes else '') + '\n')
        return result
    def _one(self, test, result):
        result.testsRun += 1
        def work():
            try:
                test.setUp()
                try: getattr(test, test._name)()
                finally: test.tearDown()
            finally:
                for fn, a, k in reversed(test._cleanups): fn(*a, **k)
        try: test._enclosed(work)
        except SkipTest as skipped:
            result.skipped.append((test, str(skipped)))
            return 's', 'skipped %r' % str(skipped)
        except AssertionError as error:
            result.failures.append((test, _dockyard.traceback(error)))
            return 'F', 'FAIL'
        except Exception as error:
            result.errors.append((test, _dockyard.traceback(error)))
            return 'E', 'ERROR'
        return '.', 'ok'
def main(module='__main__', argv=None, verbosity=1, exit=True, failfast=False, **more):
    args = sys.argv[1:] if argv is None else argv[1:]
    if '-v' in args or '--verbose' in args: verbosity = 2
    scope = _dockyard.main if module == '__main__' else module.__dict__
    result = TextTestRunner(verbosity=verbosity, failfast=failfast).run([kind(name) for kind in _cases(scope) for name in _names(kind)])
    if exit: sys.exit(0 if result.wasSuccessful() else 5 if result.testsRun == 0 and sys.version_info[1] >= 12 else 1)
def _discover(args):
    """`python -m unittest`: the named modules, or every test*.py of the folder."""
    import os
    verbose = [a for a in args if a in ('-v', '--verbose')]
    names = [a for a in args if not a.startswith('-') and a != 'discover']
    found = []
    for name in names or sorted(f[:-3] for f in os.listdir('.') if f.startswith('test') and f.endswith('.py')):
        module = __import__(name)
        for part in name.split('.')[1:]: module = getattr(module, part)
        found.extend(one for kind in _cases(module.__dict__) for one in [kind(n) for n in _names(kind)])
    result = TextTestRunner(verbosity=2 if verbose else 1).run(found)
    return 0 if result.wasSuccessful() else 1
