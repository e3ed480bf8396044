import json as _json
class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno, self.colno = doc.count('\n', 0, pos) + 1, pos - doc.rfind('\n', 0, pos)
        super().__init__('%s: line %d column %d (char %d)' % (msg, self.lineno, self.colno, pos))
class _Wrong(Exception): pass
def _blank(text, at):
    while at < len(text) and text[at] in ' \t\r\n': at += 1
    return at
def _string(text, at):
    start = at
    at += 1
    while True:
        if at >= len(text): raise _Wrong('Unterminated string starting at', start)
        if text[at] == '"': return at + 1
        if ord(text[at]) < 32: raise _Wrong('Invalid control character at', at)
        if text[at] == '\\':
            if text[at + 1:at + 2] not in '"\\/bfnrtu': raise _Wrong('Invalid \\escape', at)
            at += 1
        at += 1
def _scan(text, at):
    """Walks over a value; tells where what is wrong stands, as json.decoder does."""
    c = text[at:at + 1]
    if c == '"': return _string(text, at)
    if c == '{':
        at = _blank(text, at + 1)
        if text[at:at + 1] == '}': return at + 1
        while True:
            if text[at:at + 1] != '"': raise _Wrong('Expecting property name enclosed in double quotes', at)
            at = _blank(text, _string(text, at))
            if text[at:at + 1] != ':': raise _Wrong("Expecting ':' delimiter", at)
            at = _blank(text, _scan(text, _blank(text, at + 1)))
            if text[at:at + 1] == '}': return at + 1
            if text[at:at + 1] != ',': raise _Wrong("Expecting ',' delimiter", at)
            at = _blank(text, at + 1)
    if c == '[':
        at = _blank(text, at + 1)
        if text[at:at + 1] == ']': return at + 1
        while True:
            at = _blank(text, _scan(text, at))
            if text[at:at + 1] == ']': return at + 1
            if text[at:at + 1] != ',': raise _Wrong("Expecting ',' delimiter", at)
            at = _blank(text, at + 1)
    for word in ('true', 'false', 'null', 'NaN', 'Infinity', '-Infinity'):
        if text[at:at + len(word)] == word: return at + len(word)
    start = at
    if text[at:at + 1] == '-': at += 1
    if not text[at:at + 1].isdigit(): raise _Wrong('Expecting value', start)
    while at < len(text) and (text[at].isdigit() or text[at] in '.eE+-'): at += 1
    return at
def _check(text):
    try:
        at = _blank(text, _scan(text, _blank(text, 0)))
    except _Wrong as wrong:
        raise JSONDecodeError(wrong.args[0], text, wrong.args[1])
    if at < len(text): raise JSONDecodeError('Extra data', text, at)
_ascii = [True]
def _text(value):
    out = _json.dumps(value)
    if not _ascii[0]: return out
    parts = []
    for c in out:
        parts.append(c if ord(c) < 128 else '\\u%04x' % ord(c))
    return ''.join(parts)
def _key(key):
    if isinstance(key, str): return key
    if key is not None and not isinstance(key, (int, float, bool)): raise TypeError('keys must be str, int, float, bool or None, not ' + type(key).__name__)
    return 'null' if key is None else 'true' if key is True else 'false' if key is False else str(key)
def _write(value, indent, level, pairs, default, sort_keys):
    comma, colon = pairs
    if isinstance(value, dict):
        keys = sorted(value) if sort_keys else value
        items = [_text(_key(key)) + colon + _write(value[key], indent, level + 1, pairs, default, sort_keys) for key in keys]
        ends = '{}'
    elif isinstance(value, (list, tuple)):
        items = [_write(one, indent, level + 1, pairs, default, sort_keys) for one in value]
        ends = '[]'
    elif value is None or isinstance(value, (str, int, float, bool)):
        return _text(value)
    elif default is not None:
        return _write(default(value), indent, level, pairs, default, sort_keys)
    else:
        raise TypeError('Object of type %s is not JSON serializable' % type(value).__name__)
    if not items:
        return ends
    if indent is None:
        return ends[0] + comma.join(items) + ends[1]
    pad = '\n' + (' ' * indent if isinstance(indent, int) else indent) * (level + 1)
    return ends[0] + pad + (comma.rstrip() + pad).join(items) + pad[:len(pad) - len(' ' * indent if isinstance(indent, int) else indent)] + ends[1]
def dumps(value, *, indent=None, separators=None, default=None, sort_keys=False, ensure_ascii=True, cls=None, **more):
    if cls is not None and default is None:
        default = cls().default
    _ascii[0] = ensure_ascii
    return _write(value, indent, 0, separators or ((',' if indent is not None else ', '), ': ') if indent is None else (separators or (',', ': ')), default, sort_keys)
def dump(value, file, **more):
    file.write(dumps(value, **more))
def loads(text, **more):
    if isinstance(text, (bytes, bytearray)):
        text = bytes(text).decode()
    if not isinstance(text, str): raise TypeError('the JSON object must be str, bytes or bytearray, not ' + type(text).__name__)
    _check(text)
    return _json.loads(text)
def load(file, **more):
    return loads(file.read(), **more)
class JSONEncoder:
    def default(self, value):
        raise TypeError('Object of type %s is not JSON serializable' % type(value).__name__)
