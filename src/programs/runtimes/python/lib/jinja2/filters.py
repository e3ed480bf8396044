"""The filters behind `|`. Those in PASSING are given the run as their first argument."""
import json
from jinja2.exceptions import FilterArgumentError
from jinja2.runtime import Undefined
from markupsafe import Markup, escape
def _text(value): return value if isinstance(value, str) else str(value)
def _like(value, text): return Markup(text) if isinstance(value, Markup) else text
def _getter(run, attribute, default=None, lower=False):
    """What an item is asked for by an attribute's name: dots and commas as in Jinja."""
    def one(item, path):
        for part in str(path).split('.') if not isinstance(path, int) else [path]:
            item = run.item(item, int(part) if isinstance(part, str) and part.isdigit() else part)
            if default is not None and isinstance(item, Undefined): item = default
        return item
    def get(item):
        value = item if attribute is None else one(item, attribute)
        return value.lower() if lower and isinstance(value, str) else value
    return get
def _default(value, other='', boolean=False): return other if isinstance(value, Undefined) or (boolean and not value) else value
def _format(run, value, *places, **named):
    if places and named: raise FilterArgumentError("can't handle positional and keyword arguments at the same time")
    return _like(value, _text(value) % (named or tuple(places)))
def _join(run, value, d='', attribute=None):
    get = _getter(run, attribute)
    items = [get(one) for one in value]
    if run.escaping or any(isinstance(one, Markup) for one in items): return Markup(str(escape(d)).join([str(escape(one)) for one in items]))
    return str(d).join([str(one) for one in items])
def _title(value):
    out, before = [], ''
    for sign in _text(value):
        out.append(sign.upper() if before in ' \t\n-({[<' else sign.lower())
        before = sign
    return _like(value, ''.join(out))
def _truncate(value, length=255, killwords=False, end='...', leeway=5):
    value = _text(value)
    if len(value) <= length + leeway: return value
    if killwords: return value[:length - len(end)] + end
    return value[:length - len(end)].rsplit(' ', 1)[0] + end
def _round(value, precision=0, method='common'):
    if method not in ('common', 'ceil', 'floor'): raise FilterArgumentError('method must be common, ceil or floor')
    if method == 'common': return round(float(value), precision) if precision else float(round(value))
    import math
    return getattr(math, method)(value * 10 ** precision) / 10 ** precision
def _replace(run, value, old, new, count=None):
    if run.escaping and not isinstance(value, Markup) and (isinstance(old, Markup) or isinstance(new, Markup)): value = escape(value)
    made = str(value).replace(str(old), str(escape(new)) if isinstance(value, Markup) else str(new), -1 if count is None else count)
    return _like(value, made)
def _sort(run, value, reverse=False, case_sensitive=False, attribute=None):
    gets = [_getter(run, one, lower=not case_sensitive) for one in (str(attribute).split(',') if attribute is not None else [None])]
    return sorted(value, key=gets[0] if len(gets) == 1 else lambda item: tuple(get(item) for get in gets), reverse=reverse)
def _first(run, value):
    for one in value: return one
    return run.env.undefined('No first item, sequence was empty.')
def _last(run, value):
    items = list(value)
    return items[-1] if items else run.env.undefined('No last item, sequence was empty.')
def _reverse(value):
    items = list(value)
    items.reverse()
    return ''.join(items) if isinstance(value, str) else items
def _mapped(run, value, *given, **named):
    if 'attribute' in named and not given:
        get = _getter(run, named['attribute'], named.get('default'))
        return [get(one) for one in value]
    if not given: raise FilterArgumentError('map requires a filter argument')
    return [run.filter(given[0], one, list(given[1:]), named) for one in value]
def _chosen(wanted, by_attribute):
    def act(run, value, *given, **named):
        if isinstance(value, Undefined): return []
        given = list(given)
        get = _getter(run, given.pop(0)) if by_attribute else lambda one: one
        if given: held = lambda one: run.test(given[0], one, given[1:], named)
        else: held = bool
        return [one for one in value if bool(held(get(one))) == wanted]
    return act
def _sum(run, value, attribute=None, start=0):
    get = _getter(run, attribute)
    for one in value: start = start + get(one)
    return start
def _extreme(better):
    def act(run, value, case_sensitive=False, attribute=None):
        items, get = list(value), _getter(run, attribute, lower=not case_sensitive)
        if not items: return run.env.undefined('No aggregated item, sequence was empty.')
        best = items[0]
        for one in items[1:]:
            if better(get(one), get(best)): best = one
        return best
    return act
def _unique(run, value, case_sensitive=False, attribute=None):
    seen, out, get = [], [], _getter(run, attribute, lower=not case_sensitive)
    for one in value:
        if get(one) not in seen:
            seen.append(get(one))
            out.append(one)
    return out
class _Group(tuple):
    grouper = property(lambda self: self[0])
    list = property(lambda self: self[1])
def _groupby(run, value, attribute, default=None, case_sensitive=False):
    get, groups = _getter(run, attribute, default, not case_sensitive), []
    for one in sorted(value, key=get):
        if not groups or groups[-1][0] != get(one): groups.append((get(one), []))
        groups[-1][1].append(one)
    plain = _getter(run, attribute, default)
    return [_Group((plain(items[0]), items)) for _, items in groups]
def _batch(value, linecount, fill_with=None):
    out, row = [], []
    for one in value:
        if len(row) == linecount:
            out.append(row)
            row = []
        row.append(one)
    if row: out.append(row + ([fill_with] * (linecount - len(row)) if fill_with is not None else []))
    return out
def _slice(value, slices, fill_with=None):
    items, out, at = list(value), [], 0
    each, more = len(items) // slices, len(items) % slices
    for i in range(slices):
        size = each + (1 if i < more else 0)
        row = items[at:at + size]
        if fill_with is not None and i >= more and more: row.append(fill_with)
        out.append(row)
        at += size
    return out
def _indent(value, width=4, first=False, blank=False):
    pad = width if isinstance(width, str) else ' ' * width
    rows = _text(value).split('\n')
    out = [row if i == 0 and not first else pad + row if row or blank else row for i, row in enumerate(rows)]
    return _like(value, '\n'.join(out))
def _int(value, default=0, base=10):
    try: return int(value, base) if isinstance(value, str) else int(value)
    except (TypeError, ValueError):
        try: return int(float(value))
        except (TypeError, ValueError): return default
def _float(value, default=0.0):
    try: return float(value)
    except (TypeError, ValueError): return default
def _tojson(value, indent=None):
    text = json.dumps(value, indent=indent, sort_keys=True)
    return Markup(text.replace('<', '\\u003c').replace('>', '\\u003e').replace('&', '\\u0026').replace("'", '\\u0027'))
def _urlencode(value):
    from urllib.parse import quote
    each = lambda one: quote(str(one), safe='').replace('%20', '+')
    if isinstance(value, str): return quote(value)
    pairs = value.items() if isinstance(value, dict) else value
    return '&'.join([each(key) + '=' + each(one) for key, one in pairs])
def _filesize(value, binary=False):
    base, units = (1024, ['KiB', 'MiB', 'GiB', 'TiB', 'PiB']) if binary else (1000, ['kB', 'MB', 'GB', 'TB', 'PB'])
    size = float(value)
    if size == 1: return '1 Byte'
    if size < base: return '%d Bytes' % size
    for i, unit in enumerate(units):
        if size < base ** (i + 2): break
    return '%.1f %s' % (size / base ** (i + 1), unit)
def _xmlattr(run, value, autospace=True):
    text = ' '.join(['%s="%s"' % (escape(key), escape(one)) for key, one in value.items() if one is not None and not isinstance(one, Undefined)])
    return Markup((' ' if autospace and text else '') + text)
def _dictsort(value, case_sensitive=False, by='key', reverse=False):
    at = {'key': 0, 'value': 1}[by]
    return sorted(value.items(), key=lambda pair: pair[at].lower() if isinstance(pair[at], str) and not case_sensitive else pair[at], reverse=reverse)
def _wordwrap(value, width=79, break_long_words=True, wrapstring='\n', break_on_hyphens=True):
    import textwrap
    return wrapstring.join([wrapstring.join(textwrap.wrap(row, width)) for row in _text(value).split('\n')])
def _center(value, width=80):
    text = _text(value)
    left = max(0, (width - len(text)) // 2 + ((width - len(text)) & width & 1))
    return ' ' * left + text + ' ' * max(0, width - len(text) - left)
def _striptags(value): return str(Markup(str(value)).striptags())
def _trim(value, chars=None): return _like(value, _text(value).strip() if chars is None else _text(value).strip(chars))
def _forceescape(value): return escape(str(value))
def _attr(run, value, name):
    try: return getattr(value, name)
    except AttributeError: return run.env.undefined(obj=value, name=name)
def _wordcount(value):
    count, inside = 0, False
    for sign in _text(value):
        word = sign.isalpha() or sign.isdigit() or sign == '_'
        if word and not inside: count += 1
        inside = word
    return count
def _pprint(value):
    import pprint
    return pprint.pformat(value)
def _items(value): return [] if isinstance(value, Undefined) else list(value.items())
def _length(value): return len(value)
FILTERS = {
    'abs': abs, 'attr': _attr, 'batch': _batch, 'capitalize': lambda value: _like(value, _text(value)[:1].upper() + _text(value)[1:].lower()), 'center': _center, 'default': _default, 'd': _default, 'dictsort': _dictsort, 'escape': escape, 'e': escape,
    'filesizeformat': _filesize, 'first': _first, 'float': _float, 'forceescape': _forceescape, 'format': _format, 'groupby': _groupby, 'indent': _indent, 'int': _int, 'items': _items, 'join': _join, 'last': _last, 'length': _length, 'count': _length,
    'list': lambda value: list(value), 'lower': lambda value: _like(value, _text(value).lower()), 'map': _mapped, 'max': _extreme(lambda a, b: a > b), 'min': _extreme(lambda a, b: a < b), 'pprint': _pprint, 'reject': _chosen(False, False), 'rejectattr': _chosen(False, True),
    'replace': _replace, 'reverse': _reverse, 'round': _round, 'safe': lambda value: Markup(str(value)), 'select': _chosen(True, False), 'selectattr': _chosen(True, True), 'slice': _slice, 'sort': _sort, 'string': lambda value: _text(value), 'striptags': _striptags,
    'sum': _sum, 'title': _title, 'tojson': _tojson, 'trim': _trim, 'truncate': _truncate, 'unique': _unique, 'upper': lambda value: _like(value, _text(value).upper()), 'urlencode': _urlencode, 'wordcount': _wordcount, 'wordwrap': _wordwrap, 'xmlattr': _xmlattr,
}
PASSING = {id(FILTERS[name]): 'run' for name in ('attr', 'first', 'format', 'groupby', 'join', 'last', 'map', 'max', 'min', 'reject', 'rejectattr', 'replace', 'select', 'selectattr', 'sort', 'sum', 'unique', 'xmlattr')}
