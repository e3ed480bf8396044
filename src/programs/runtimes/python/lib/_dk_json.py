import json as _json
JSONDecodeError = type('JSONDecodeError', (ValueError,), {})
def _text(value):
    out = _json.dumps(value)
    parts = []
    for c in out:
        parts.append(c if ord(c) < 128 else '\\u%04x' % ord(c))
    return ''.join(parts)
def _write(value, indent, level, pairs, default, sort_keys):
    comma, colon = pairs
    if isinstance(value, dict):
        keys = sorted(value) if sort_keys else value
        items = [_text(key if isinstance(key, str) else 'null' if key is None else 'true' if key is True else 'false' if key is False else str(key)) + colon + _write(value[key], indent, level + 1, pairs, default, sort_keys) for key in keys]
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
    return _write(value, indent, 0, separators or (', ', ': '), default, sort_keys)
def dump(value, file, **more):
    file.write(dumps(value, **more))
def loads(text, **more):
    if isinstance(text, (bytes, bytearray)):
        text = bytes(text).decode()
    try:
        return _json.loads(text)
    except ValueError:
        raise JSONDecodeError('Expecting value: line 1 column 1 (char 0)')
def load(file, **more):
    return loads(file.read(), **more)
class JSONEncoder:
    def default(self, value):
        raise TypeError('Object of type %s is not JSON serializable' % type(value).__name__)
