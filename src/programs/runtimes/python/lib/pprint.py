import sys
def _write(value, indent, width, level, sort):
    flat = repr(value) if not (isinstance(value, dict) and sort) else '{' + ', '.join('%r: %s' % (k, _write(v, indent, 10 ** 6, level, sort)) for k, v in _items(value, sort)) + '}'
    if len(flat) + level <= width or not isinstance(value, (dict, list, tuple, set)) or not value: return flat
    pad = ' ' * (level + indent)
    if isinstance(value, dict):
        parts = ['%r: %s' % (k, _write(v, indent, width, level + indent + len(repr(k)) + 2, sort)) for k, v in _items(value, sort)]
        return '{' + ' ' * (indent - 1) + (',\n' + pad).join(parts) + '}'
    ends = '[]' if isinstance(value, list) else '()' if isinstance(value, tuple) else '{}'
    return ends[0] + ' ' * (indent - 1) + (',\n' + pad).join(_write(one, indent, width, level + indent, sort) for one in value) + ends[1]
def _items(value, sort):
    try: return sorted(value.items()) if sort else value.items()
    except TypeError: return value.items()
def pformat(value, indent=1, width=80, depth=None, sort_dicts=True, **more): return _write(value, indent, width, 0, sort_dicts)
def pprint(value, stream=None, **more): (stream or sys.stdout).write(pformat(value, **more) + '\n')
def pp(value, *a, **k): pprint(value, *a, sort_dicts=False, **k)
class PrettyPrinter:
    def __init__(self, **more): self._more = more
    def pprint(self, value): pprint(value, **self._more)
    def pformat(self, value): return pformat(value, **self._more)
