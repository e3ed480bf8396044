"""What assertions compared, in pytest's words."""
import _dk_show
_last, verbose, _ROWS = [''], [0], 8
def _short(value):
    text = _dk_show.show(value)
    return text if len(text) <= 240 else text[:118] + '...' + text[-119:]
def _holds(how, left, right):
    if how == '==': return left == right
    if how == '!=': return left != right
    if how == '<': return left < right
    if how == '>': return left > right
    if how == '<=': return left <= right
    if how == '>=': return left >= right
    if how == 'in': return left in right
    if how == 'not in': return left not in right
    if how == 'is': return left is right
    if how == 'is not': return left is not right
    return not left if how == 'not' else left
def check(how, left, right, text, other, names):
    """Whether an assertion holds; where it doesn't, its explanation is kept."""
    if _holds(how, left, right): return True
    if how in ('', 'not'): rows = ['assert %s%s' % ('not ' if how else '', _short(left))]
    else: rows = ['assert %s %s %s' % (_short(left), how, _short(right))]
    rows += _where(left, text, names, ' ')
    if other: rows += _where(right, other, names, ' ')
    if how == '==': rows += ['  ' + one for one in _difference(left, right)]
    if len(rows) > _ROWS + 2 and verbose[0] < 2:
        hidden = len(rows) - _ROWS
        rows = rows[:_ROWS - 1] + [rows[_ROWS - 1] + '...', '  ', "  ...Full output truncated (%d lines hidden), use '-vv' to show" % hidden]
    _last[0] = '\n'.join(rows)
    return False
def said(*message):
    """The message of an assertion that doesn't hold."""
    text, _last[0] = _last[0], ''
    return '%s\n%s' % (message[0], text) if message and message[0] is not None else text
def _args(text, names):
    """A call's arguments with the names' values in their place."""
    out, at, word = '', 0, ''
    quote = ''
    for i, c in enumerate(text + ' '):
        if quote:
            out += c
            quote = '' if c == quote else quote
        elif c.isalpha() or c == '_' or (word and c.isdigit()): word += c
        else:
            if word:
                before = out.rstrip()[-1:]
                known = word in names and before != '.' and c not in '(.=' and not (c == '=' and text[i + 1:i + 2] != '=')
                out += _short(names[word]) if known else word
                word = ''
            out += c
            if c in '"\'': quote = c
    return out[:-1]
def _closing(text):
    """Where the bracket opens that a text ends with."""
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        if text[i] in ')]}': depth += 1
        elif text[i] in '([{':
            depth -= 1
            if depth == 0: return i
    return -1
def _where(value, text, names, pad):
    """Where a value came from: a call, or an attribute of a name."""
    text = text.strip()
    if text[-1:] == ')':
        at = _closing(text)
        head = text[:at]
        if at < 1 or not head.replace('.', '').replace('_', '').isalpha() and not head.replace('.', '').replace('_', 'a').isalnum(): return []
        parts = head.split('.')
        called = '%s(%s)' % (parts[-1], _args(text[at + 1:-1], names))
        rows = ['%s+  where %s = %s' % (pad, _short(value), called)]
        if len(parts) == 2 and parts[0] in names: rows.append('%s+    where %s = %s.%s' % (pad, parts[1], _named(names[parts[0]], parts[0]), parts[1]))
        return rows
    parts = text.split('.')
    if len(parts) == 2 and parts[0] in names and parts[1].replace('_', 'a').isalnum(): return ['%s+  where %s = %s.%s' % (pad, _short(value), _named(names[parts[0]], parts[0]), parts[1])]
    return []
def _named(value, name): return name if type(value).__name__ == 'module' else _short(value)
def hints(left, right):
    """Two lines as ndiff has them, with marks under what differs where they are much alike."""
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]: start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]: end += 1
    alike = 2 * (start + end) / max(1, len(left) + len(right))
    rows = ['- ' + right]
    old, new = len(right) - start - end, len(left) - start - end
    if alike > 0.75:
        if old: rows.append('? ' + ' ' * start + ('^' * min(old, new) + '-' * (old - new) if new else '-' * old))
        rows.append('+ ' + left)
        if new: rows.append('? ' + ' ' * start + ('^' * min(old, new) + '+' * (new - old) if old else '+' * new))
        return rows
    return rows + ['+ ' + left]
def _difference(left, right):
    if isinstance(left, str) and isinstance(right, str):
        a, b = left.split('\n'), right.split('\n')
        rows = ['']
        for i in range(max(len(a), len(b))):
            if i < len(a) and i < len(b) and a[i] == b[i]: rows.append('  ' + a[i])
            elif i < len(a) and i < len(b): rows += hints(a[i], b[i])
            else: rows.append('+ ' + a[i] if i < len(a) else '- ' + b[i])
        return rows
    if type(left) is not type(right): return []
    if isinstance(left, (list, tuple)): rows = _sequences(left, right)
    elif isinstance(left, dict): rows = _dicts(left, right)
    elif isinstance(left, set): rows = [row for many, side in ((left - right, 'left'), (right - left, 'right')) if many for row in ['Extra items in the %s set:' % side] + [_short(one) for one in many]]
    else: return []
    if verbose[0] < 1: return [''] + rows + ['Use -v to get more diff']
    return [''] + rows + ['', 'Full diff:'] + _full(left, right)
def _sequences(left, right):
    for i in range(min(len(left), len(right))):
        if left[i] != right[i]: return ['At index %d diff: %s != %s' % (i, _short(left[i]), _short(right[i]))] + _longer(left, right)
    return _longer(left, right)
def _longer(left, right):
    if len(left) == len(right): return []
    more, side = (left, 'Left') if len(left) > len(right) else (right, 'Right')
    count = abs(len(left) - len(right))
    first = _short(more[min(len(left), len(right))])
    return ['%s contains one more item: %s' % (side, first)] if count == 1 else ['%s contains %d more items, first extra item: %s' % (side, count, first)]
def _dicts(left, right):
    same = [key for key in left if key in right and left[key] == right[key]]
    rows = ['Omitting %d identical items, use -vv to show' % len(same)] if same else []
    apart = [key for key in left if key in right and left[key] != right[key]]
    if apart: rows += ['Differing items:'] + ['{%s: %s} != {%s: %s}' % (_short(key), _short(left[key]), _short(key), _short(right[key])) for key in apart]
    for one, other, side in ((left, right, 'Left'), (right, left, 'Right')):
        extra = {key: one[key] for key in one if key not in other}
        if extra: rows += ['%s contains %d more item%s:' % (side, len(extra), '' if len(extra) == 1 else 's'), _short(extra)]
    return rows
def _full(left, right):
    """Both sides element by element."""
    marks = '[]' if isinstance(left, list) else '()' if isinstance(left, tuple) else '{}'
    def parts(value):
        if isinstance(value, dict): return ['    %s: %s,' % (_dk_show.show(key), _dk_show.show(value[key])) for key in sorted(value, key=str)]
        return ['    %s,' % _dk_show.show(one) for one in (sorted(value, key=str) if isinstance(value, set) else value)]
    a, b, rows, i, j = parts(left), parts(right), ['  ' + marks[0]], 0, 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]: rows, i, j = rows + ['  ' + a[i]], i + 1, j + 1
        elif i < len(a) and a[i] in b[j:]: rows, j = rows + ['- ' + b[j]], j + 1
        elif j < len(b) and b[j] in a[i:]: rows, i = rows + ['+ ' + a[i]], i + 1
        elif i < len(a) and j < len(b): rows, i, j = rows + hints(a[i], b[j]), i + 1, j + 1
        elif j < len(b): rows, j = rows + ['- ' + b[j]], j + 1
        else: rows, i = rows + ['+ ' + a[i]], i + 1
    return rows + ['  ' + marks[1]]
