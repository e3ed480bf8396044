"""Methods that CPython's built-in types have and MicroPython's have not."""
import json, _host, _dk_show, _dk_text
_native_round = round
_split, _rsplit, _join, _index = str.split, str.rsplit, str.join, list.index
def _words(s, lower):
    out, start = [], True
    for c in s:
        out.append((c.upper() if start else c.lower()) if c.isalpha() else c)
        start = not c.isalpha()
    return ''.join(out)
class _Str:
    def title(self): return _words(self, True)
    def capitalize(self): return self[:1].upper() + self[1:].lower()
    def swapcase(self): return ''.join(c.lower() if c.isupper() else c.upper() for c in self)
    def casefold(self): return self.lower().replace('ß', 'ss')
    def ljust(self, width, fill=' '): return self + fill * (width - len(self))
    def rjust(self, width, fill=' '): return fill * (width - len(self)) + self
    def center(self, width, fill=' '):
        more = width - len(self)
        if more <= 0: return self
        left = more // 2 + (more & width & 1)
        return fill * left + self + fill * (more - left)
    def zfill(self, width):
        sign = self[:1] if self[:1] in ('-', '+') and self else ''
        return sign + '0' * (width - len(self)) + self[len(sign):]
    def isalnum(self): return len(self) > 0 and all(c.isalpha() or c.isdigit() for c in self)
    def isdecimal(self): return self.isdigit()
    def isascii(self): return all(ord(c) < 128 for c in self)
    def isidentifier(self): return len(self) > 0 and not self[0].isdigit() and all(c == '_' or c.isalpha() or c.isdigit() for c in self)
    def istitle(self): return self == _words(self, True) and any(c.isalpha() for c in self)
    def removeprefix(self, prefix): return self[len(prefix):] if prefix and self.startswith(prefix) else self
    def removesuffix(self, suffix): return self[:len(self) - len(suffix)] if suffix and self.endswith(suffix) else self
    def expandtabs(self, tabsize=8):
        out, column = [], 0
        for c in self:
            if c == '\t':
                more = tabsize - column % tabsize
                out.append(' ' * more)
                column += more
            else:
                out.append(c)
                column = 0 if c == '\n' else column + 1
        return ''.join(out)
    def translate(self, table): return ''.join(c if ord(c) not in table else '' if table[ord(c)] is None else chr(table[ord(c)]) if isinstance(table[ord(c)], int) else table[ord(c)] for c in self)
    def maketrans(x, y=None, z=''):
        if y is None: return {ord(k) if isinstance(k, str) else k: v for k, v in x.items()}
        table = {ord(a): ord(b) for a, b in zip(x, y)}
        for c in z: table[ord(c)] = None
        return table
    maketrans = staticmethod(maketrans)
    def split(self, sep=None, maxsplit=-1):
        if sep == '': raise ValueError('empty separator')
        return _split(self, sep, maxsplit)
    def rsplit(self, sep=None, maxsplit=-1): return _rsplit(self, sep, maxsplit)
    def join(self, items):
        if not hasattr(items, '__iter__') and not hasattr(items, '__getitem__') and not hasattr(items, '__next__') and not isinstance(items, (list, tuple, dict, set, str, bytes)):
            try: items = iter(items)
            except TypeError: raise TypeError('can only join an iterable')
        if not isinstance(items, (list, tuple)): items = list(items)
        try: return _join(self, items)
        except TypeError:
            for i, one in enumerate(items):
                if not isinstance(one, str): raise TypeError('sequence item %d: expected str instance, %s found' % (i, _dk_show.kind_name(type(one))))
            raise
    def format(self, *args, **named): return format_text(self, args, named)
    def format_map(self, mapping): return format_text(self, (), mapping)
class _Dict:
    def __or__(self, other):
        out = dict(self)
        out.update(other)
        return out
class _Int:
    def bit_length(self): return len(bin(abs(self))) - 2 if self else 0
    def bit_count(self): return bin(abs(self)).count('1')
    def conjugate(self): return self
    def is_integer(self): return True
    def as_integer_ratio(self): return (self, 1)
def format_value(value, conversion, spec):
    """A field of a formatted string: `!r`, `!s`, `!a`, and the mini-language of formats."""
    if conversion == 'r': value = _dk_show.show(value)
    elif conversion == 's': value = _dk_show.text(value)
    elif conversion == 'a': value = ascii(value)
    if spec == '' and (isinstance(value, (int, float, str)) or getattr(type(value), '__format__', None) is None): return value if isinstance(value, str) else _dk_show.text(value)
    own = getattr(type(value), '__format__', None) if not isinstance(value, (int, float, str)) else None
    if own is not None: return own(value, spec)
    return _format(value, spec)
def _format(value, spec):
    fill, align, at = ' ', '', 0
    if len(spec) > 1 and spec[1] in '<>=^': fill, align, at = spec[0], spec[1], 2
    elif spec[0] in '<>=^': align, at = spec[0], 1
    sign = '-'
    if spec[at:at + 1] in ('+', '-', ' ') and spec[at:at + 1]: sign, at = spec[at], at + 1
    alternate = spec[at:at + 1] == '#'
    if alternate: at += 1
    if spec[at:at + 1] == '0':
        at += 1
        if not align: fill, align = '0', '='
    start = at
    while spec[at:at + 1].isdigit(): at += 1
    width = int(spec[start:at] or 0)
    group = spec[at:at + 1] if spec[at:at + 1] in (',', '_') and spec[at:at + 1] else ''
    if group: at += 1
    precision = None
    if spec[at:at + 1] == '.':
        start = at = at + 1
        while spec[at:at + 1].isdigit(): at += 1
        precision = int(spec[start:at])
    kind = spec[at:]
    name = type(value).__name__
    if len(kind) > 1: raise ValueError("Invalid format specifier '%s' for object of type '%s'" % (spec, name))
    if isinstance(value, str):
        if kind not in ('', 's'): raise ValueError("Unknown format code '%s' for object of type 'str'" % kind)
        return _pad(value if precision is None else value[:precision], '', fill, align or '<', width)
    if isinstance(value, bool) and kind == '': return _pad(str(value), '', fill, align or '<', width) if not group else _pad(str(int(value)), '', fill, align or '>', width)
    if not isinstance(value, (int, float)):
        raise TypeError('unsupported format string passed to %s.__format__' % name)
    if isinstance(value, float) and kind in ('d', 'x', 'X', 'b', 'o', 'c'): raise ValueError("Unknown format code '%s' for object of type 'float'" % kind)
    if kind == 's' or kind not in ('', 'd', 'x', 'X', 'b', 'o', 'c', 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%'): raise ValueError("Unknown format code '%s' for object of type '%s'" % (kind, name))
    negative = value < 0 or (isinstance(value, float) and str(value)[:1] == '-')
    value = abs(value)
    prefix = ''
    if kind == 'c': return _pad(chr(value), '', fill, align or '<', width)
    if kind in ('x', 'X', 'b', 'o'):
        body = (hex, hex, bin, oct)['xXbo'.index(kind)](value)[2:]
        if kind == 'X': body = body.upper()
        if alternate: prefix = '0' + kind
    elif isinstance(value, int) and kind in ('', 'd', 'n') and precision is None: body = str(value)
    elif kind == '%': body = _digits(value * 100.0, 'f', 6 if precision is None else precision, alternate) + '%'
    elif kind == '' and precision is None: body = str(value)
    else: body = _digits(float(value), 'g' if kind in ('', 'n') else kind, 6 if precision is None else precision, alternate, kind == '')
    if group:
        whole, dot, rest = body.partition('.')
        mark = next((i for i, c in enumerate(whole) if not c.isdigit()), len(whole)) if kind not in ('x', 'X', 'b', 'o') else len(whole)
        digits, tail = whole[:mark], whole[mark:]
        step = 4 if kind in ('x', 'X', 'b', 'o') else 3
        parts = []
        while len(digits) > step:
            parts.insert(0, digits[-step:])
            digits = digits[:-step]
        body = group.join([digits] + parts) + tail + dot + rest
    return _pad(body, ('-' if negative else '' if sign == '-' else sign) + prefix, fill, align or '>', width)
def _digits(value, kind, precision, alternate=False, is_plain=False):
    """A float's digits; without a kind it keeps a digit behind its point."""
    if value != value or value == float('inf'): return ('NAN' if value != value else 'INF') if kind in 'EFG' else 'nan' if value != value else 'inf'
    lower = kind.lower()
    if lower == 'f': out = _host.fixed(value, precision) if value < 1e21 else str(int(value)) + ('.' + '0' * precision if precision else '')
    elif lower == 'e': out = _host.exponent(value, precision)
    else:
        precision = precision or 1
        mantissa, power = _host.exponent(value, precision - 1).split('e')
        power = int(power)
        if -4 <= power < precision - (1 if is_plain else 0): out, tail = _host.fixed(value, precision - 1 - power), ''
        else: out, tail = mantissa, 'e%s%02d' % ('-' if power < 0 else '+', abs(power))
        if '.' in out and not alternate: out = out.rstrip('0').rstrip('.')
        if is_plain and '.' not in out and not tail: out += '.0'
        out += tail
    return out.upper() if kind in 'EG' else out
def _pad(body, sign, fill, align, width):
    more = width - len(body) - len(sign)
    if more <= 0: return sign + body
    if align == '<': return sign + body + fill * more
    if align == '^': return fill * (more // 2) + sign + body + fill * (more - more // 2)
    if align == '=': return sign + fill * more + body
    return fill * more + sign + body
def format_text(text, args, named):
    if '{' not in text and '}' not in text: return text
    out, at, auto = [], 0, 0
    while at < len(text):
        c = text[at]
        if c in '{}' and text[at + 1:at + 2] == c:
            out.append(c)
            at += 2
            continue
        if c == '}': raise ValueError("Single '}' encountered in format string")
        if c != '{':
            end = at
            while end < len(text) and text[end] not in '{}': end += 1
            out.append(text[at:end])
            at = end
            continue
        depth, end = 1, at + 1
        while end < len(text) and depth:
            depth += {'{': 1, '}': -1}.get(text[end], 0)
            end += 1
        if depth: raise ValueError("Single '{' encountered in format string" if end == at + 1 else "expected '}' before end of string")
        name, colon, spec = text[at + 1:end - 1].partition(':')
        name, bang, conversion = name.partition('!')
        at = end
        head, rest = name, ''
        for i, d in enumerate(name):
            if d in '.[':
                head, rest = name[:i], name[i:]
                break
        if head == '' or head.isdigit():
            index = int(head) if head else auto
            if head == '': auto += 1
            if index >= len(args): raise IndexError('Replacement index %d out of range for positional args tuple' % index)
            value = args[index]
        else: value = named[head]
        while rest:
            if rest[0] == '.':
                cut = min([i for i in (rest.find('.', 1), rest.find('[', 1)) if i > 0] or [len(rest)])
                value, rest = getattr(value, rest[1:cut]), rest[cut:]
            else:
                cut = rest.index(']')
                key = rest[1:cut]
                value, rest = value[int(key) if key.isdigit() else key], rest[cut + 1:]
        if '{' in spec:
            wanted = spec.count('{}')
            spec = format_text(spec, args[auto:auto + wanted] if wanted else args, named)
            auto += wanted
        out.append(format_value(value, conversion, spec))
    return ''.join(out)
def _unpacked(parts):
    for is_many, value in parts:
        if is_many:
            try: value = iter(value)
            except TypeError: raise TypeError('Value after * must be an iterable, not ' + _dk_show.kind_name(type(value)))
            for one in value: yield one
        else: yield value
def make_list(*parts): return list(_unpacked(parts))
def make_tuple(*parts): return tuple(_unpacked(parts))
def make_set(*parts): return set(_unpacked(parts))
def _fill(out, other):
    if hasattr(other, 'keys'):
        for key in other.keys(): out[key] = other[key]
        return
    for i, pair in enumerate(other):
        try: pair = list(pair)
        except TypeError: raise TypeError('cannot convert dictionary update sequence element #%d to a sequence' % i)
        if len(pair) != 2: raise ValueError('dictionary update sequence element #%d has length %d; 2 is required' % (i, len(pair)))
        out[pair[0]] = pair[1]
def to_float(*args):
    try: return float(*args)
    except ValueError: raise ValueError('could not convert string to float: %r' % (args[0],))
def mapping(*args, **named):
    out = {}
    if args: _fill(out, args[0])
    out.update(named)
    return out
def make_dict(*parts):
    out = {}
    for part in parts:
        if part[0]:
            if not hasattr(part[1], 'keys'): raise TypeError("'%s' object is not a mapping" % _dk_show.kind_name(type(part[1])))
            _fill(out, part[1])
        else: out[part[1]] = part[2]
    return out
def ascii(value):
    return ''.join(c if ord(c) < 128 else ('\\x%02x' if ord(c) < 256 else '\\u%04x' if ord(c) < 65536 else '\\U%08x') % ord(c) for c in repr(value))
def step(value, start, stop, by):
    if by is None or by == 1: return value[start:stop]
    size = len(value)
    if by == 0: raise ValueError('slice step cannot be zero')
    def at(index, low, high, absent):
        if index is None: return absent
        if index < 0: index += size
        return min(max(index, low), high)
    if by > 0: places = range(at(start, 0, size, 0), at(stop, 0, size, size), by)
    else: places = range(at(start, -1, size - 1, size - 1), at(stop, -1, size - 1, -1), by)
    if isinstance(value, str): return ''.join([value[i] for i in places])
    if isinstance(value, (bytes, bytearray)): return type(value)([value[i] for i in places])
    if isinstance(value, range): return value[start:stop:by]
    return tuple([value[i] for i in places]) if isinstance(value, tuple) else [value[i] for i in places]
_native_sorted = sorted
def sorted(items, *, key=None, reverse=False):
    """Stable, as CPython's is."""
    items = list(items)
    if key is None and items and type(items[0]) in (int, str, float) and all(type(one) is type(items[0]) for one in items):
        return _native_sorted(items, reverse=reverse)
    keys = items if key is None else [key(one) for one in items]
    if not reverse and _is_run(keys): return items
    order = _merged(keys, list(range(len(keys))), reverse)
    return [items[i] for i in order]
def _is_run(keys):
    """Whether they stand in order: compared from the front, as CPython does first (Objects/listobject.c, count_run)."""
    for i in range(1, len(keys)):
        if keys[i] < keys[i - 1]: return False
    return True
def _merged(keys, order, reverse):
    if len(order) < 2: return order
    half = len(order) // 2
    left, right = _merged(keys, order[:half], reverse), _merged(keys, order[half:], reverse)
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        a, b = keys[left[i]], keys[right[j]]
        if (a < b if reverse else b < a):
            out.append(right[j])
            j += 1
        else:
            out.append(left[i])
            i += 1
    return out + left[i:] + right[j:]
class _List:
    def index(self, value, *more):
        try: return _index(self, value, *more)
        except ValueError: raise ValueError(_dk_show.show(value) + ' is not in list')
    def sort(self, *, key=None, reverse=False): self[:] = sorted(self, key=key, reverse=reverse)
class _Math:
    def gcd(*values):
        out = 0
        for b in values:
            a, b = out, abs(b)
            while b: a, b = b, a % b
            out = a
        return out
    def lcm(*values):
        out = 1
        for one in values: out = abs(out * one) // _Math.gcd(out, one) if one else 0
        return out
    def hypot(*values): return sum(x * x for x in values) ** 0.5
    def dist(a, b): return sum((x - y) ** 2 for x, y in zip(a, b)) ** 0.5
    def prod(values, start=1):
        for one in values: start *= one
        return start
    def fsum(values): return _host.sum(json.dumps([float(x) for x in values]))
    def isqrt(n):
        if n < 0: raise ValueError('isqrt() argument must be nonnegative')
        x = n
        while x * x > n: x = (x + n // x) // 2 if x else 0
        return x
    def perm(n, k=None):
        out = 1
        for i in range(n if k is None else k): out *= n - i
        return out
    def comb(n, k):
        if k > n: return 0
        out = 1
        for i in range(min(k, n - k)): out = out * (n - i) // (i + 1)
        return out
    def cbrt(x): return x ** (1 / 3)
def round(value, digits=None):
    if not isinstance(value, float):
        if hasattr(value, '__round__'): return value.__round__(digits) if digits is not None else value.__round__()
        if not isinstance(value, int): raise TypeError("type %s doesn't define __round__ method" % _dk_show.kind_name(type(value)))
        return _native_round(value) if digits is None else _native_round(value, digits)
    if digits is None: return _native_round(value)
    return float(_host.fixed(value, digits)) if 0 <= digits <= 22 else _native_round(value, digits)
def key(value):
    """What stands as a key: it has to have a hash."""
    hash(value)
    return value
_native_zip, _native_reversed = zip, reversed
def zip(*many, strict=False):
    return _strictly(many) if strict else _native_zip(*many)
def _strictly(many):
    its = [iter(one) for one in many]
    while its:
        row = []
        for i, one in enumerate(its):
            try: row.append(next(one))
            except StopIteration:
                if i: raise ValueError('zip() argument %d is shorter than argument%s' % (i + 1, ' 1' if i == 1 else 's 1-%d' % i))
                for j, other in enumerate(its[1:]):
                    try: next(other)
                    except StopIteration: continue
                    raise ValueError('zip() argument %d is longer than argument%s' % (j + 2, ' 1' if j == 0 else 's 1-%d' % (j + 1)))
                return
        yield tuple(row)
def reversed(items):
    if isinstance(items, dict): return _native_reversed(list(items))
    if not hasattr(items, '__reversed__') and not hasattr(items, '__len__') and not isinstance(items, (list, tuple, str, bytes, bytearray, range)): raise TypeError("'%s' object is not reversible" % _dk_show.kind_name(type(items)))
    return _native_reversed(items)
def install(builtins, extend):
    import math
    for kind, more in ((str, _Str), (str, _dk_text.Text), (bytes, _dk_text.Bytes), (bytearray, _dk_text.Bytes), (int, _Int), (list, _List), (math, _Math)): extend(kind, more)
    builtins.UnicodeEncodeError, builtins.UnicodeDecodeError = _dk_text.UnicodeEncodeError, _dk_text.UnicodeDecodeError
    import _dk_percent, _dk_each
    builtins._dk_each = _dk_each.each
    builtins._dk_percent, builtins._dk_key, builtins.zip, builtins.reversed = _dk_percent.percent, key, zip, reversed
    builtins.ascii = ascii
    builtins.format = lambda value, spec='': format_value(value, '', spec)
    builtins._dk_format, builtins._dk_list, builtins._dk_tuple, builtins._dk_set, builtins._dk_dict = format_value, make_list, make_tuple, make_set, make_dict
    builtins.sorted, builtins.round, builtins._dk_step, builtins._dk_mapping, builtins._dk_float = sorted, round, step, mapping, to_float
    def vars(thing=None):
        if not hasattr(thing, '__dict__'): raise TypeError('vars() argument must have __dict__ attribute')
        return dict(thing.__dict__)
    builtins.vars = vars
