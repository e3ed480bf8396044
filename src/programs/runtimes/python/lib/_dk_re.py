"""re over the page's own regular expressions: Python's syntax is nearly JavaScript's."""
import _dockyard, json as _json
_host = _dockyard.host
IGNORECASE = I = 2
MULTILINE = M = 8
DOTALL = S = 16
VERBOSE = X = 64
error = ValueError
class Match:
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
        return self._raw['groups'][key]
    __getitem__ = _one
    def groups(self, default=None):
        return tuple(default if g is None else g for g in self._raw['groups'][1:])
    def groupdict(self, default=None):
        return {k: default if v is None else v for k, v in self._raw['names'].items()}
    def start(self, key=0):
        return self._raw['index']
    def end(self, key=0):
        return self._raw['index'] + len(self._raw['groups'][0])
    def span(self, key=0):
        return (self.start(), self.end())
    def __repr__(self):
        return "<re.Match object; span=(%d, %d), match=%r>" % (self.start(), self.end(), self.group())
class Pattern:
    def __init__(self, pattern, flags=0):
        self.pattern, self.flags = pattern, flags
    def _all(self, text, mode):
        raw = _json.loads(_host.regex(self.pattern, self.flags, text, mode))
        if isinstance(raw, str):
            raise ValueError(raw)
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
escape = lambda t: ''.join(c if c.isalpha() or c.isdigit() or c == '_' else '\\' + c for c in t)
