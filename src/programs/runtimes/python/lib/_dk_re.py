"""re over the page's own regular expressions: Python's syntax is nearly JavaScript's."""
import _dockyard, json as _json, sys as _sys
_host = _dockyard.host
class _Flag(int):
    def __repr__(self): return '|'.join('re.' + name for bit, name in _FLAGS if self & bit)
_FLAGS = ((2, 'IGNORECASE'), (8, 'MULTILINE'), (16, 'DOTALL'), (64, 'VERBOSE'), (256, 'ASCII'))
ASCII = A = 256
UNICODE = U = 32
IGNORECASE = I = 2
MULTILINE = M = 8
DOTALL = S = 16
VERBOSE = X = 64
class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        super().__init__('%s at position %d' % (msg, pos) if pos is not None else msg)
PatternError = error
def _check(pattern):
    """What sre says of a pattern that can't be, for the mistakes that are made most."""
    at, open, start = 0, [], None
    last = None
    while at < len(pattern):
        c = pattern[at]
        if c == '\\':
            if at + 1 >= len(pattern): raise error('bad escape (end of pattern)', pattern, at)
            if pattern[at + 1].isalpha() and pattern[at + 1] not in 'AbBdDsSwWZafnrtvxuUN': raise error('bad escape \\' + pattern[at + 1], pattern, at)
            last, at = 'x', at + 2
            continue
        if c == '[':
            end = at + 1
            if pattern[end:end + 1] == '^': end += 1
            if pattern[end:end + 1] == ']': end += 1
            while end < len(pattern) and pattern[end] != ']': end += 2 if pattern[end] == '\\' else 1
            if end >= len(pattern): raise error('unterminated character set', pattern, at)
            last, at = 'x', end + 1
            continue
        if c == '(':
            open.append(at)
            last = None
            if pattern[at + 1:at + 2] == '?':
                at += 2
                while at < len(pattern) and pattern[at] not in ':=!>)': at += 1
                if pattern[at:at + 1] == ')': open.pop()
        elif c == ')':
            if not open: raise error('unbalanced parenthesis', pattern, at)
            open.pop()
            last = 'x'
        elif c in '*+?':
            if last is None: raise error('nothing to repeat', pattern, at)
            if last == '*' and c in '*+' and pattern[at - 1] in '*+?': raise error('multiple repeat', pattern, at)
            last = '*'
        elif c in '|^': last = None
        else: last = 'x'
        at += 1
    if open: raise error('missing ), unterminated subpattern', pattern, open[-1])
class Match:
    __module__ = 're'
    def __init__(self, raw, text, pattern):
        self._raw, self.string, self.re = raw, text, pattern
    def group(self, *keys):
        values = [self._one(key) for key in (keys or (0,))]
        return values[0] if len(values) == 1 else tuple(values)
    def _one(self, key):
        if isinstance(key, str):
            if key not in self._raw['names']:
                raise IndexError('no such group')
            return self._raw['names'][key]
        if not 0 <= key < len(self._raw['groups']): raise IndexError('no such group')
        return self._raw['groups'][key]
    __getitem__ = _one
    def groups(self, default=None):
        return tuple(default if g is None else g for g in self._raw['groups'][1:])
    def groupdict(self, default=None):
        return {k: default if v is None else v for k, v in self._raw['names'].items()}
    def start(self, key=0):
        if self._one(key) is None: return -1
        return self._raw['places'][key][0] if isinstance(key, int) else self._raw['namePlaces'][key][0]
    def end(self, key=0):
        if self._one(key) is None: return -1
        return self._raw['places'][key][1] if isinstance(key, int) else self._raw['namePlaces'][key][1]
    def span(self, key=0):
        return (self.start(key), self.end(key))
    @property
    def lastindex(self): return max([i for i, one in enumerate(self._raw['groups']) if i and one is not None] or [0]) or None
    @property
    def lastgroup(self): return next((name for name in reversed(list(self._raw['names'])) if self._raw['names'][name] is not None), None)
    def expand(self, template): return _fill(template, self)
    pos = 0
    def __repr__(self):
        return "<re.Match object; span=(%d, %d), match=%s>" % (self.start(), self.end(), repr(self.group())[:50])
class Pattern:
    __module__ = 're'
    def __init__(self, pattern, flags=0):
        if not isinstance(pattern, str): raise TypeError('first argument must be string or compiled pattern')
        _check(pattern)
        self.pattern, self.flags = pattern, flags | 32
    @property
    def groups(self): return sum(1 for i, c in enumerate(self.pattern) if c == '(' and (self.pattern[i + 1:i + 2] != '?' or self.pattern[i + 1:i + 3] == '?P') and self.pattern[i - 1:i] != '\\')
    def __repr__(self):
        flags = repr(_Flag(self.flags & ~32))
        return 're.compile(%r%s)' % (self.pattern, ', ' + flags if flags else '')
    def _all(self, text, mode):
        if not isinstance(text, str): raise TypeError("expected string or bytes-like object" + (", got '%s'" % type(text).__name__ if _sys.version_info >= (3, 11) else ''))
        raw = _json.loads(_host.regex(self.pattern, self.flags, text, mode))
        if isinstance(raw, str):
            raise error(raw, self.pattern)
        return [Match(one, text, self) for one in raw]
    def match(self, text, *a):
        found = self._all(text, 'match')
        return found[0] if found else None
    def fullmatch(self, text):
        found = self._all(text, 'full')
        return found[0] if found else None
    def search(self, text, *a):
        found = self._all(text, 'search')
        return found[0] if found else None
    def finditer(self, text):
        return iter(self._all(text, 'all'))
    def findall(self, text):
        return [m.group() if not m.groups() else m.groups('')[0] if len(m.groups()) == 1 else m.groups('') for m in self._all(text, 'all')]
    def sub(self, new, text, count=0):
        out, at = [], 0
        for i, m in enumerate(self._all(text, 'all')):
            if count and i >= count:
                break
            out.append(text[at:m.start()])
            out.append(new(m) if callable(new) else _fill(new, m))
            at = m.end()
        out.append(text[at:])
        return ''.join(out)
    def subn(self, new, text, count=0):
        found = len(self._all(text, 'all'))
        return self.sub(new, text, count), min(found, count) if count else found
    def split(self, text, maxsplit=0):
        out, at = [], 0
        for i, m in enumerate(self._all(text, 'all')):
            if maxsplit and i >= maxsplit:
                break
            out.append(text[at:m.start()])
            out.extend(m.groups())
            at = m.end()
        out.append(text[at:])
        return out
def _fill(new, m):
    if '\\' not in new:
        return new
    out, i = [], 0
    while i < len(new):
        if new[i] == '\\' and i + 1 < len(new):
            i += 1
            if new[i] == 'g' and new[i + 1:i + 2] == '<':
                end = new.index('>', i)
                key = new[i + 2:end]
                out.append(m.group(int(key) if key.isdigit() else key) or '')
                i = end
            elif new[i].isdigit():
                out.append(m.group(int(new[i])) or '')
            else:
                out.append({'n': '\n', 't': '\t'}.get(new[i], new[i]))
        else:
            out.append(new[i])
        i += 1
    return ''.join(out)
def compile(pattern, flags=0):
    return pattern if isinstance(pattern, Pattern) else Pattern(pattern, flags)
match = lambda p, t, flags=0: compile(p, flags).match(t)
fullmatch = lambda p, t, flags=0: compile(p, flags).fullmatch(t)
search = lambda p, t, flags=0: compile(p, flags).search(t)
findall = lambda p, t, flags=0: compile(p, flags).findall(t)
finditer = lambda p, t, flags=0: compile(p, flags).finditer(t)
sub = lambda p, new, t, count=0, flags=0: compile(p, flags).sub(new, t, count)
split = lambda p, t, maxsplit=0, flags=0: compile(p, flags).split(t, maxsplit)
subn = lambda p, new, t, count=0, flags=0: compile(p, flags).subn(new, t, count)
purge = lambda: None
escape = lambda t: ''.join('\\' + c if c in '()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c' else c for c in t)
