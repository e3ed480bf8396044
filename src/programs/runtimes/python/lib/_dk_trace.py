"""Tracebacks as CPython writes them."""
import io, json, sys as _sys, _host, _dockyard, _dk_errors, _dk_names, _dk_library, _dk_attributes
_setup = _dockyard.setup
MINOR = int(_setup['version'].split('.')[1])
MAJOR = int(_setup['version'].split('.')[0])
_CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
_CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'
_KEPT = 64
_notes = []
_causes = []
_handled = {}

def _entry(table, error):
    for one in table:
        if one[0] is error: return one
    return None

def _keep(table, entry):
    table.append(entry)
    if len(table) > _KEPT: table.pop(0)

def raise_from(error, cause):
    """`raise error from cause`: what the interpreter doesn't keep is kept here."""
    if isinstance(error, type): error = error()
    if isinstance(cause, type): cause = cause()
    if cause is not None and not isinstance(cause, BaseException): raise TypeError('exception causes must derive from BaseException')
    _keep(_causes, (error, cause))
    return error

def handling(error, number):
    """A handler begins: what it raises has this exception as its context."""
    _handled[number] = error

def cause_of(error):
    found = _entry(_causes, error)
    return found[1] if found else None

def context_of(error):
    for path, line, _ in reversed(frames(error)):
        for number in json.loads(_host.handlers(path, line)):
            found = _handled.get(number)
            if found is error: return None
            if found is not None: return found
    return None

def attribute(error, name):
    """The attributes of exceptions that the interpreter hasn't got."""
    if isinstance(error, BaseException):
        if name == '__cause__': return cause_of(error)
        if name == '__context__': return context_of(error)
        if name == '__suppress_context__': return _entry(_causes, error) is not None
        if name == '__traceback__': return Trace(frames(error))
        if name == '__notes__':
            found = _entry(_notes, error)
            if found: return found[1]
            raise AttributeError("'%s' object has no attribute '__notes__'" % type(error).__name__)
        if name == 'add_note':
            def add_note(text):
                found = _entry(_notes, error)
                if found: found[1].append(text)
                else: _keep(_notes, (error, [text]))
            return add_note
        if name == 'with_traceback': return lambda trace: error
    return _dk_attributes.get(error, name)

class _Code:
    def __init__(self, path, where): self.co_filename, self.co_name = path, where
class _Frame:
    def __init__(self, path, line, where):
        self.f_code, self.f_lineno = _Code(path, where), line
        self.f_globals, self.f_locals, self.f_back = {}, {}, None
class Trace:
    """A traceback object: its frames from the outermost on."""
    def __init__(self, all):
        self.all = all
        path, line, where = all[0] if all else ('<string>', 1, '<module>')
        self.tb_lineno = int(_host.place(path, line))
        self.tb_frame = _Frame(shown(path), self.tb_lineno, where)
    @property
    def tb_next(self): return Trace(self.all[1:]) if len(self.all) > 1 else None

def shown(path):
    if path == '<-c>': return '<string>'
    # Before 3.9 a script stands in its tracebacks as it was called.
    given = _setup['argv'][0] if MAJOR < 3 else path
    return given if path == _setup['folder'] + '/' + given.split('/')[-1] else path

def frames(error):
    """The places of a traceback that are the program's own: file, the interpreter's line, and the function's name."""
    out = io.StringIO()
    _sys.print_exception(error, out)
    found = []
    for line in out.getvalue().split('\n'):
        if line.startswith('  File "'):
            path = line.split('"')[1]
            if path.startswith('/.dockyard') or path[0] not in '/<': continue
            found.append((path, int(line.split('line ')[1].split(',')[0]), line.split(', in ')[1] if ', in ' in line else None))
    return found

def text_at(frame):
    """The line of a frame, as it was written."""
    return json.loads(_host.frame(frame[0], json.dumps({'line': frame[1], 'callee': '', 'error': '', 'message': ''})))['text']

def _inlined(all):
    """From 3.12 on comprehensions run in the frame that they stand in."""
    if MINOR < 12: return all
    out = []
    for path, line, where in all:
        if where in ('<listcomp>', '<dictcomp>', '<setcomp>') and out: out[-1] = (path, line, out[-1][2])
        else: out.append((path, line, where))
    return out

def frame_row(path, line, where, callee, kind='', message=''):
    """A frame: where it is, the line's text, and marks under what failed."""
    view = json.loads(_host.frame(path, json.dumps({'line': line, 'callee': callee, 'error': kind, 'message': message})))
    rows = ['  File "%s", line %d, in %s' % (shown(path), view['line'], where)]
    if view['text'] and (path.startswith('/') or MINOR >= 13):
        rows.append('    ' + view['text'])
        if view['marks']: rows.append('    ' + view['marks'])
    return rows

def frame_rows(all, kind, message):
    """Frames; of one place over and over three are shown, and how many more there are."""
    lines, i = [], 0
    while i < len(all):
        n = 1
        while i + n < len(all) and all[i + n] == all[i]: n += 1
        path, line, where = all[i]
        callee = all[i + n][2] if i + n < len(all) else where if n > 1 else ''
        for j in range(min(n, 3)): lines += frame_row(path, line, where, where if j < n - 1 else callee, kind, message)
        if n > 3:
            more = _dockyard.recursion_limit - (len(all) - n) - 3 if kind == 'RecursionError' else n - 3
            lines.append('  [Previous line repeated %d more time%s]' % (more, '' if more == 1 else 's'))
        i += n
    return lines

def _older(rows):
    """The mistakes that 2.7 has words and a caret of its own for, and its general one."""
    report = json.loads(_host.syntax('\n'.join(rows)))
    said = report['message'] if report else ''
    if said.startswith('unterminated string'): report['message'], report['column'] = 'EOL while scanning string literal', len(rows[report['line'] - 1]) - 1
    elif said.startswith('unterminated triple'): report['message'], report['column'] = 'EOF while scanning triple-quoted string literal', len(rows[report['line'] - 1]) - 1
    elif said.startswith('expected an indented block'): report['message'], report['column'] = 'expected an indented block', report['column'] + len(rows[report['line'] - 1].split()[0]) - 1
    elif said == 'unexpected indent': report['column'] = len(rows[report['line'] - 1]) - len(rows[report['line'] - 1].lstrip())
    elif said.startswith('unindent'): report['column'] -= 1
    elif said == "expected ':'": report['message'], report['column'] = 'invalid syntax', report['column'] - 1
    else: return None
    report['width'] = 1
    return report

def _mistake(error, path, number):
    """Where a source doesn't parse, and what CPython says of it."""
    try: rows = _dockyard.source(path).split('\n')
    except Exception: rows = ['']
    said = _dk_errors.describe(error)
    report = json.loads(_host.syntax('\n'.join(rows))) if MINOR >= 10 else _older(rows) if MAJOR < 3 else None
    if report:
        number = report['line']
        said = report['kind'] + ': ' + report['message']
    row = rows[number - 1] if 0 < number <= len(rows) else ''
    text = row.strip()
    lines = ['  File "%s", line %d' % (shown(path), number)]
    if text:
        lines.append('    ' + text)
        if report and report['column'] >= 0: lines.append('    ' + ' ' * (report['column'] - len(row) + len(row.lstrip())) + '^' * report['width'])
        elif not report and said != 'SyntaxError: invalid syntax': lines.append('    ' + '^' * len(text))
    return lines + [said]

def _own(error):
    """The rows of one exception, without what it came from."""
    all = _inlined(frames(error))
    kind = _dk_errors.kind(error)
    if isinstance(error, SyntaxError):
        lines = ['Traceback (most recent call last):'] if len(all) > 1 else []
        for i, (path, line, where) in enumerate(all):
            if i == len(all) - 1 and (where is None or str(error).endswith((' outside function', ' outside loop'))):
                return lines + _mistake(error, path, int(_host.place(path, line)))
            lines += frame_row(path, line, where, 'exec')
        return lines + [_dk_errors.describe(error)]
    said = _dk_errors.describe(error)
    message = said.partition(': ')[2]
    lines = ['Traceback (most recent call last):'] if all else []
    if _threaded[0]: lines += _dk_library.thread_frames()
    lines += frame_rows(all, kind, message)
    for one in _dockyard.templates:
        if one[0] is error: lines += one[1]
    if kind == 'JSONDecodeError' and all and hasattr(error, 'msg'):
        called = [one['name'] for one in json.loads(_host.called(all[-1][0], all[-1][1]))]
        if 'loads' in called or 'load' in called: lines += _dk_library.json_frames(error, 'load' in called)
    if kind == 'ExceptionGroup' or kind == 'BaseExceptionGroup': return _group(error, lines, said)
    found = _entry(_notes, error)
    return lines + [said + _dk_names.suggestion(error, kind, message, all)] + ([row for note in found[1] for row in str(note).split('\n')] if found else [])

def _group(error, lines, said):
    """An exception group: its own rows behind bars, and its exceptions one by one."""
    rows = ['  + Exception Group ' + lines[0]] + ['  | ' + one for one in lines[1:]] if lines else []
    rows.append('  | ' + said if rows else '  + ' + said)
    for i, one in enumerate(error.exceptions):
        rows.append(('  +-+' if i == 0 else '    +') + '---------------- %d ----------------' % (i + 1))
        inner = text(one).rstrip('\n').split('\n')
        rows += ['    | ' + row for row in inner]
    return rows + ['    +------------------------------------']

def in_thread(error, name):
    """What is printed of an exception that ends a thread."""
    _threaded[0] = True
    try: return 'Exception in thread %s:\n%s' % (name, text(error))
    finally: _threaded[0] = False
_threaded = [False]

def text(error, chained=True):
    """A traceback with the exceptions that it came from."""
    parts = ['\n'.join(_own(error)) + '\n']
    seen = [error]
    while chained and MAJOR >= 3:
        explicit = _entry(_causes, error)
        before = explicit[1] if explicit else context_of(error)
        if before is None or any(one is before for one in seen): break
        parts.insert(0, '\n'.join(_own(before)) + '\n' + (_CAUSE if explicit else _CONTEXT))
        seen.append(before)
        error = before
    return ''.join(parts)

class ExceptionGroup(Exception):
    def __init__(self, message, exceptions):
        super().__init__(message, exceptions)
        self.message, self.exceptions = message, tuple(exceptions)
    def __str__(self): return '%s (%d sub-exception%s)' % (self.message, len(self.exceptions), '' if len(self.exceptions) == 1 else 's')
    def __repr__(self): return '%s(%r, %r)' % (type(self).__name__, self.message, list(self.exceptions))
