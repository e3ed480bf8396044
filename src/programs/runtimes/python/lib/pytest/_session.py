"""A run: files found, tests run, what is said of them."""
import _dockyard, os, sys, time
from pytest import Exit, Failed, Skipped, __version__, _compare
from pytest._fixtures import Capture, LookupFailed
from pytest._python import collect
from pytest._report import WIDTH, failure, line, summary_of
_VALUED = ('-k', '-m', '--maxfail', '--tb', '-p', '-c', '--rootdir', '-o', '--color', '-W', '--junitxml', '--durations', '--ignore', '--deselect', '--import-mode')
_FLAGS = ('-v', '-vv', '-q', '-x', '-s', '--verbose', '--quiet', '--exitfirst', '--version', '-V', '--collect-only', '--co', '--no-header', '--no-summary', '-l', '--showlocals', '--disable-warnings', '--strict-markers', '--lf', '--ff', '--cache-clear', '-rA', '-ra', '-rf', '-rs')
_REFUSED = ('-c', '--rootdir', '-o', '-W', '--junitxml', '--durations', '--ignore', '--deselect', '--import-mode', '--strict-markers', '--lf', '--ff')
_REFUSED_SETTINGS = ('filterwarnings', 'xfail_strict', 'python_files', 'python_classes', 'python_functions', 'norecursedirs')
_IMPORTING = '%s/lib/python3.%d/importlib/__init__.py:%d: in import_module\n    return _bootstrap._gcd_import(name[level:], package, level)\n           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n'
_IMPORT_LINE = {9: 127, 10: 126, 11: 126, 12: 90, 13: 88}
class Session:
    def __init__(self, options, paths):
        self.options, self.paths = options, paths
        self.verbose = options.get('-v', 0) + options.get('--verbose', 0) + 2 * options.get('-vv', 0) - options.get('-q', 0) - options.get('--quiet', 0)
        self.held, self.ends, self.conftests, self.tmp = {one: {} for one in ('class', 'module', 'package', 'session')}, {one: [] for one in ('function', 'class', 'module', 'package', 'session')}, [], None
        self.counts, self.failures, self.broken = {}, [], []
        _compare.verbose[0] = self.verbose
    def end(self, scope):
        self.held[scope] = {}
        todo, self.ends[scope] = self.ends[scope], []
        for fn in reversed(todo): fn()
def _settings():
    """The ini file of the folder: its name, and its options."""
    from configparser import ConfigParser
    for name, section in (('pytest.ini', 'pytest'), ('tox.ini', 'pytest'), ('setup.cfg', 'tool:pytest')):
        if not os.path.isfile(name): continue
        made = ConfigParser()
        made.read(name)
        if made.has_section(section) or name == 'pytest.ini': return name, dict(made.items(section)) if made.has_section(section) else {}
    if os.path.isfile('pyproject.toml'):
        inside, out = False, {}
        for row in open('pyproject.toml').read().split('\n'):
            if row.strip()[:1] == '[': inside = row.strip() == '[tool.pytest.ini_options]'
            elif inside and '=' in row:
                key, _, value = row.partition('=')
                out[key.strip()] = value.strip().strip('[]"\'').replace('", "', ' ')
        if out: return 'pyproject.toml', out
    return None, {}
def run(args):
    config, settings = _settings()
    args = settings.get('addopts', '').split() + args
    options, paths, unknown = {}, [], []
    while args:
        one = args.pop(0)
        name, sign, value = one.partition('=')
        if one[:2] in ('-k', '-m', '-p') and len(one) > 2: options[one[:2]] = one[2:].lstrip('=')
        elif name in _VALUED:
            given = value if sign else args.pop(0) if args else ''
            options[name] = (options.get(name, '') + ' ' + given).strip() if name == '-p' else given
        elif one in _FLAGS: options[one] = options.get(one, 0) + 1
        elif one[:1] == '-': unknown.append(one)
        else: paths.append(one)
    refused = next((one for one in _REFUSED if one in options), None) or next((one for one in _REFUSED_SETTINGS if one in settings), None)
    if refused:
        sys.stderr.write("dockyard: pytest's option %s is not simulated\n" % refused)
        return 1
    if unknown:
        sys.stderr.write('ERROR: usage: pytest [options] [file_or_dir] [file_or_dir] [...]\npytest: error: unrecognized arguments: %s\n  inifile: %s\n  rootdir: %s\n\n' % (' '.join(unknown), config, os.getcwd()))
        return 4
    if options.get('--version') or options.get('-V'):
        print('pytest %s' % __version__)
        return 0
    return _Run(Session(options, paths), config, settings).go()
class _Run:
    def __init__(self, session, config, settings): self.session, self.config, self.settings, self.start, self.column = session, config, settings, time.time(), 0
    def say(self, text): sys.__stdout__.write(text)
    def go(self):
        session, options = self.session, self.session.options
        if session.verbose >= 0:
            plugins = _dockyard.setup['versions']
            self.say(line('=', 'test session starts') + '\nplatform linux -- Python %s, pytest-%s, pluggy-%s%s\n' % (sys.version.split()[0], __version__, plugins.get('pluggy', '1.6.0'), ' -- ' + sys.executable if session.verbose > 0 else ''))
            if session.verbose > 0 and 'no:cacheprovider' not in options.get('-p', ''): self.say('cachedir: .pytest_cache\n')
            self.say('rootdir: %s\n' % os.getcwd())
            if self.config: self.say('configfile: %s\n' % self.config)
            if 'testpaths' in self.settings and not session.paths: self.say('testpaths: %s\n' % ', '.join(self.settings['testpaths'].split()))
            if 'anyio' in plugins: self.say('plugins: anyio-%s\n' % plugins['anyio'])
            if session.verbose > 0: self.say('collecting ... ')
        for path in self.settings.get('pythonpath', '').split(): sys.path.insert(0, os.path.abspath(path))
        items, missing = self.collected()
        chosen = [one for one in items if self.wanted(one)]
        away = len(items) - len(chosen)
        if session.verbose >= 0: self.say('collected %d item%s%s%s\n' % (len(items), '' if len(items) == 1 else 's', ' / %d error%s' % (len(session.broken), '' if len(session.broken) == 1 else 's') if session.broken else '', ' / %d deselected / %d selected' % (away, len(chosen)) if away else ''))
        if away: session.counts['deselected'] = away
        if missing:
            self.say('\n' + self.closing('no tests ran') + '\n')
            sys.__stdout__.flush()
            sys.stderr.write('ERROR: file or directory not found: %s\n\n' % missing)
            return 4
        if session.broken: return self.interrupted()
        if options.get('--collect-only') or options.get('--co'): raise NotImplementedError("dockyard: pytest's --collect-only is not simulated")
        if chosen:
            if session.verbose >= 0: self.say('\n')
            stopped = self.tests(chosen)
            if session.verbose >= 0: self.say('\n')
            self.reports()
            if stopped: self.say(line('!', 'stopping after %d failures' % len(session.failures)) + '\n')
        elif session.verbose >= 0: self.say('\n')
        self.say(self.closing('no tests ran') + '\n')
        return 1 if session.failures else 0 if chosen else 5
    def closing(self, nothing):
        counts, parts = self.session.counts, []
        for name in ('failed', 'passed', 'skipped', 'deselected', 'xfailed', 'xpassed', 'error'):
            if counts.get(name): parts.append('%d %s%s' % (counts[name], name, 's' if name == 'error' and counts[name] > 1 else ''))
        text = '%s in %.2fs' % (', '.join(parts) or nothing, time.time() - self.start)
        return line('=', text) if self.session.verbose >= 0 else text
    def collected(self):
        items = []
        for path in self.session.paths or self.settings.get('testpaths', '').split() or ['.']:
            path, _, inside = path.partition('::')
            if not os.path.exists(path): return items, path
            for file in _files(path) if os.path.isdir(path) else [path]:
                found = self.module(os.path.relpath(file))
                items += [one for one in found if not inside or one.nodeid.split('::', 1)[1] == inside or one.nodeid.split('::', 1)[1].startswith((inside + '::', inside + '['))]
        return items, None
    def module(self, path):
        folder, package = os.path.dirname(os.path.abspath(path)), [os.path.basename(path)[:-3]]
        chain, at = [], folder
        while at.startswith(os.getcwd()):
            chain.insert(0, at)
            at = os.path.dirname(at)
        for one in chain:
            if os.path.isfile(one + '/conftest.py') and not any(os.path.dirname(each.__file__) == one for each in self.session.conftests): self.session.conftests.append(_load(one, 'conftest'))
        while os.path.isfile(folder + '/__init__.py'): folder, package = os.path.dirname(folder), [os.path.basename(folder)] + package
        if folder not in sys.path: sys.path.insert(0, folder)
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = Capture(), Capture()
        try: return collect(self.session, path, _load(folder, '.'.join(package)))
        except Skipped: self.session.counts['skipped'] = self.session.counts.get('skipped', 0) + 1
        except Exception as error: self.session.broken.append((path, error))
        finally: sys.stdout, sys.stderr = before
        return []
    def wanted(self, item):
        words = self.session.options.get('-k')
        if words and not _matches(words, lambda word: word.lower() in item.nodeid.lower()): return False
        marks = self.session.options.get('-m')
        return not marks or _matches(marks, lambda word: item.mark(word) is not None)
    def tests(self, items):
        session, limit = self.session, int(self.session.options.get('--maxfail', 0)) or (1 if session_has(self.session, '-x', '--exitfirst') else 0)
        for i, item in enumerate(items):
            before = items[i - 1] if i else None
            if before is None or before.path != item.path:
                if session.verbose == 0: self.begin(item.path + ' ')
            word, letter = self.one(item)
            after = items[i + 1] if i + 1 < len(items) else None
            if after is None or after.cls is not item.cls: session.end('class')
            if after is None or after.path != item.path: session.end('module')
            session.counts[word] = session.counts.get(word, 0) + 1
            part = '[%3d%%]' % ((i + 1) * 100 // len(items))
            if session.verbose > 0:
                text = '%s %s%s' % (item.nodeid, {'xfailed': 'XFAIL', 'xpassed': 'XPASS'}.get(word, word.upper()), ' (%s)' % item.reason if word in ('skipped', 'xfailed') and item.reason else '')
                self.say(text + (' ' + part).rjust(WIDTH - len(text) - 1) + '\n')
            else: self.letter(letter, part, after is None or (after.path != item.path and session.verbose == 0))
            if limit and len(session.failures) >= limit:
                session.end('session')
                if session.verbose <= 0 and not (after is None or after.path != item.path): self.say('\n')
                return True
        session.end('session')
        return False
    def begin(self, text):
        self.say(text)
        self.column = len(text)
    def letter(self, letter, part, last):
        self.say(letter)
        self.column += 1
        if last or self.column + 8 >= WIDTH:
            self.say((' ' + part).rjust(WIDTH - self.column - 1) + '\n')
            self.column = 0
    def one(self, item):
        session = self.session
        skipped = next((mark for mark in item.marks if mark.name == 'skip' or (mark.name == 'skipif' and mark.args and mark.args[0])), None)
        expected = item.mark('xfail')
        item.reason = ''
        if skipped is not None:
            item.reason = skipped.named.get('reason', skipped.args[0] if skipped.name == 'skip' and skipped.args else 'unconditional skip')
            return 'skipped', 's'
        before = sys.stdout, sys.stderr
        if not session_has(session, '-s'): sys.stdout, sys.stderr = Capture(), Capture()
        item.phase, item.before, item.out, item.err, wrong = 'setup', ('', ''), '', '', None
        try:
            item.instance = item.cls() if item.cls else None
            if item.cls and hasattr(item.instance, 'setup_method') : item.instance.setup_method(*((item.fn,) if _takes(item, 'setup_method') else ()))
            made = item.call()
            if hasattr(made, 'send') and hasattr(made, 'throw'): raise Failed('async def functions are not natively supported.\nYou need to install a suitable plugin for your async framework, for example:\n  - anyio\n  - pytest-asyncio\n  - pytest-tornasync\n  - pytest-trio\n  - pytest-twisted')
        except Skipped as error:
            item.reason = str(error)
            wrong = error
        except (KeyboardInterrupt, SystemExit): raise
        except BaseException as error:
            import _dk_errors
            _dk_errors.fix(error)
            wrong = error
        if item.cls and hasattr(item.instance, 'teardown_method'): item.instance.teardown_method(*((item.fn,) if _takes(item, 'teardown_method') else ()))
        if not session_has(session, '-s'): item.out, item.err = sys.stdout.taken(), sys.stderr.taken()
        session.end('function')
        item.rest = '' if session_has(session, '-s') else sys.stdout.taken()
        sys.stdout, sys.stderr = before
        if isinstance(wrong, Skipped): return 'skipped', 's'
        if expected is not None:
            item.reason = expected.named.get('reason', '')
            if wrong is None and expected.named.get('strict'):
                sys.stderr.write('dockyard: a test that passes under xfail(strict=True) is not simulated\n')
                raise SystemExit(1)
            return ('xpassed', 'X') if wrong is None else ('xfailed', 'x')
        if wrong is None: return 'passed', '.'
        session.failures.append((item, wrong))
        return ('failed', 'F') if item.phase == 'call' or item.cls is not None and not hasattr(item, 'shown') and not isinstance(wrong, LookupFailed) else ('error', 'E')
    def reports(self):
        session, style = self.session, self.session.options.get('--tb', 'auto')
        groups = [('ERRORS', [one for one in session.failures if one[0].phase == 'setup' and not _is_case(one[0])]), ('FAILURES', [one for one in session.failures if one[0].phase != 'setup' or _is_case(one[0])])]
        for title, many in groups:
            if not many or style == 'no': continue
            self.say(line('=', title) + '\n')
            for item, error in many:
                self.say(line('_', ('ERROR at setup of ' if title == 'ERRORS' else '') + item.title) + '\n')
                if isinstance(error, LookupFailed): self.lookup(item, str(error))
                else: self.say('\n'.join(failure(item, error, style)) + '\n')
                for phase, text in (('stdout setup', item.before[0]), ('stdout ' + item.phase, item.out), ('stderr setup', item.before[1]), ('stderr ' + item.phase, item.err), ('stdout teardown', item.rest)):
                    if text: self.say(line('-', 'Captured ' + phase) + '\n' + text + ('' if text[-1:] == '\n' else '\n'))
        if not session.failures: return
        self.say(line('=', 'short test summary info') + '\n')
        for title, many in reversed(groups):
            for item, error in many:
                text = ('FAILED ' if title == 'FAILURES' else 'ERROR ') + item.nodeid
                first = '' if isinstance(error, LookupFailed) else summary_of(error).split('\n')[0]
                room = WIDTH - len(text)
                whole = ' - ' + first if first else ''
                self.say(text + (whole if len(whole) <= room else whole[:room - 3] + '...' if room > 7 else '') + '\n')
    def lookup(self, item, name):
        source = _dockyard.source(item.module.__file__).split('\n')
        number = next((i for i, row in enumerate(source) if row.strip().startswith('def ' + item.fn.__name__ + '(')), 0)
        known = sorted(set(([] if 'no:cacheprovider' in self.session.options.get('-p', '') else ['cache']) + ['capfd', 'capfdbinary', 'caplog', 'capsys', 'capsysbinary', 'capteesys', 'doctest_namespace', 'monkeypatch', 'pytestconfig', 'record_property', 'record_testsuite_property', 'record_xml_attribute', 'recwarn', 'tmp_path', 'tmp_path_factory', 'tmpdir', 'tmpdir_factory'] + [one.name for module in [item.module] + self.session.conftests for one in module.__dict__.values() if type(one).__name__ == 'Fixture']))
        self.say("file %s, line %d\n  %s\nE       fixture '%s' not found\n>       available fixtures: %s\n>       use 'pytest --fixtures [testpath]' for help on them.\n\n%s:%d\n" % (os.path.abspath(item.path), number + 1, source[number].strip(), name, ', '.join(known), os.path.abspath(item.path), number + 1))
    def interrupted(self):
        """Files that can't be read end the run before it begins."""
        session = self.session
        self.say('\n' + line('=', 'ERRORS') + '\n')
        for path, error in session.broken:
            self.say(line('_', 'ERROR collecting ' + path) + '\n')
            from pytest._report import entries, shown_path
            if isinstance(error, ImportError):
                self.say("ImportError while importing test module '%s'.\nHint: make sure your test modules/packages have valid Python names.\nTraceback:\n" % os.path.abspath(path))
                self.say(_IMPORTING % (sys.base_prefix, sys.version_info[1], _IMPORT_LINE.get(sys.version_info[1], 88)))
            for at, number, where in entries(error): self.say('%s:%d: in %s\n    %s\n' % (shown_path(at), number, where if where and where != '<module>' else '<module>', _dockyard.source_line(at, number)))
            self.say('\n'.join('E   ' + one for one in _dockyard.describe(error).split('\n')) + '\n')
        self.say(line('=', 'short test summary info') + '\n')
        for path, error in session.broken: self.say('ERROR %s%s\n' % (path, '' if isinstance(error, ImportError) else ' - ' + _dockyard.describe(error).split('\n')[0]))
        count = len(session.broken)
        self.say(line('!', 'Interrupted: %d error%s during collection' % (count, '' if count == 1 else 's')) + '\n')
        session.counts = {'error': count}
        self.say(self.closing('no tests ran') + '\n')
        return 2
def session_has(session, *names): return any(session.options.get(name) for name in names)
def _is_case(item):
    import unittest
    return item.cls is not None and issubclass(item.cls, unittest.TestCase)
def _takes(item, name):
    from pytest._fixtures import names_of
    return len(names_of(_dockyard.source(item.module.__file__), name, item.cls.__name__)) > 1
def _load(folder, name):
    import importlib
    if folder not in sys.path: sys.path.insert(0, folder)
    if name == 'conftest': sys.modules.pop('conftest', None)
    made = importlib.import_module(name)
    return made
def _files(folder):
    out, inner = [], []
    for name in sorted(os.listdir(folder)):
        path = name if folder == '.' else os.path.join(folder, name)
        if os.path.isdir(path):
            if name[:1] != '.' and name not in ('venv', 'node_modules', 'build', 'dist', '__pycache__', 'env'): inner.append(path)
        elif name.endswith('.py') and (name.startswith('test_') or name.endswith('_test.py')): out.append(path)
    files = out
    for path in inner: files = files + _files(path)
    return sorted(files, key=lambda one: one.split('/'))
def _matches(text, holds):
    """An expression of words with and, or, not and brackets."""
    out, word = '', ''
    for c in text + ' ':
        if c not in ' ()': word += c
        else:
            if word: out += word if word in ('and', 'or', 'not') else str(bool(holds(word)))
            word, out = '', out + c
    return bool(eval(out))
