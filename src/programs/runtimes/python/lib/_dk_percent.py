"""`'…' % values`, as CPython formats and in its words."""
import sys
import _dk_show, _dk_types
_NUMBER = 'a real number' if sys.version_info >= (3, 10) else 'a number'
_FLAGS = '-+ #0'
def percent(template, given):
    """What `%` gives between a string and what stands behind it; bytes are left to the interpreter."""
    if not isinstance(template, str): return template % given
    values = given if isinstance(given, tuple) else (given,)
    named = not isinstance(given, tuple) and hasattr(given, 'keys')
    out, at, used = [], 0, 0
    def following():
        nonlocal used
        if used >= len(values): raise TypeError('not enough arguments for format string')
        used += 1
        return values[used - 1]
    while True:
        mark = template.find('%', at)
        if mark < 0:
            out.append(template[at:])
            break
        out.append(template[at:mark])
        at, key = mark + 1, None
        if template[at:at + 1] == '(':
            end = template.find(')', at)
            if end < 0: raise ValueError('incomplete format key')
            if not named: raise TypeError('format requires a mapping')
            key, at = template[at + 1:end], end + 1
        flags = ''
        while template[at:at + 1] and template[at] in _FLAGS: flags, at = flags + template[at], at + 1
        width, at = _number(template, at, following)
        precision = None
        if template[at:at + 1] == '.':
            precision, at = _number(template, at + 1, following)
            precision = precision or 0
        while template[at:at + 1] and template[at] in 'hlL': at += 1
        kind = template[at:at + 1]
        if kind == '': raise ValueError('incomplete format')
        at += 1
        if kind == '%':
            out.append('%')
            continue
        value = given[key] if key is not None else following()
        out.append(_field(value, flags, width, precision, kind, at - 1))
    if used < len(values) and not named: raise TypeError('not all arguments converted during string formatting')
    return ''.join(out)
def _number(template, at, following):
    if template[at:at + 1] == '*': return following(), at + 1
    start = at
    while template[at:at + 1].isdigit(): at += 1
    return (int(template[start:at]) if at > start else None), at
def _field(value, flags, width, precision, kind, at):
    sign = '+' if '+' in flags else ' ' if ' ' in flags else '-'
    if kind in 'sra':
        text = _dk_show.text(value) if kind == 's' else _dk_show.show(value) if kind == 'r' else _dk_types.ascii(value)
        return _padded(text if precision is None else text[:precision], '', flags.replace('0', ''), width)
    if kind == 'c':
        if isinstance(value, str) and len(value) == 1: return _padded(value, '', flags.replace('0', ''), width)
        if not isinstance(value, int): raise TypeError('%c requires int or char')
        return _padded(chr(value), '', flags.replace('0', ''), width)
    if kind in 'diuxXo':
        if not isinstance(value, (int, float)) and not hasattr(value, '__int__') or isinstance(value, str): raise TypeError('%%%s format: %s is required, not %s' % (kind, _NUMBER if kind in 'diu' else 'an integer', type(value).__name__))
        if kind in 'xXo' and not isinstance(value, int): raise TypeError('%%%s format: an integer is required, not %s' % (kind, type(value).__name__))
        value = int(value)
        body = _dk_types.format_value(abs(value), '', 'd' if kind in 'diu' else kind)
        if precision: body = '0' * (precision - len(body)) + body
        prefix = '0' + kind if '#' in flags and kind in 'xXo' else ''
        return _padded(body, ('-' if value < 0 else '' if sign == '-' else sign) + prefix, flags, width)
    if kind in 'eEfFgG':
        if isinstance(value, str) or not (isinstance(value, (int, float)) or hasattr(value, '__float__')): raise TypeError('must be real number, not ' + type(value).__name__)
        body = _dk_types.format_value(float(value), '', '.%d%s' % (6 if precision is None else precision, kind))
        negative = body[:1] == '-'
        return _padded(body[1:] if negative else body, '-' if negative else '' if sign == '-' else sign, flags if body.strip('-')[:1].isdigit() else flags.replace('0', ''), width)
    raise ValueError("unsupported format character '%s' (0x%x) at index %d" % (kind, ord(kind), at))
def _padded(body, sign, flags, width):
    more = (width or 0) - len(body) - len(sign)
    if more <= 0: return sign + body
    if '-' in flags: return sign + body + ' ' * more
    if '0' in flags: return sign + '0' * more + body
    return ' ' * more + sign + body
