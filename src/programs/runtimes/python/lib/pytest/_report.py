"""What failed, with the lines around it."""
import _dockyard, os
WIDTH = 80
def line(sign, title=''):
    """A line of signs, a title in its middle."""
    if not title:
        out = sign * (WIDTH // len(sign))
        return out if len(out) + len(sign.rstrip()) > WIDTH else out + sign.rstrip()
    fill = sign * max((WIDTH - len(title) - 2) // (2 * len(sign)), 1)
    out = '%s %s %s' % (fill, title, fill)
    return out + sign.rstrip() if len(out) + len(sign.rstrip()) <= WIDTH else out
def entries(error):
    """The program's own frames of an error: path, line, function."""
    host, out = _dockyard.host, []
    for path, number, where in _dockyard.frames(error):
        if path.startswith(('/.dockyard', '/usr/lib/', '<', '/usr/local/lib/')): continue
        out.append((path, int(host.place(path, number)), where))
    return out
def shown_path(path):
    full = path if path[:1] == '/' else os.getcwd() + '/' + path
    return os.path.relpath(full) if full.startswith(os.getcwd() + '/') else full
def _function(lines, number):
    """Where the function begins that a line stands in, its decorators with it; where the statement of the line ends."""
    indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    start = number - 1
    while start > 0:
        text = lines[start]
        own = len(text) - len(text.lstrip())
        if text.strip() and (own < indent or start == number - 1) and text.lstrip().startswith(('def ', 'async def ')): break
        start -= 1
    while start > 0 and lines[start - 1].lstrip().startswith('@'): start -= 1
    depth, end = 0, number - 1
    while end < len(lines):
        depth += sum(1 for c in lines[end] if c in '([{') - sum(1 for c in lines[end] if c in ')]}')
        if depth <= 0: break
        end += 1
    return start, min(end, len(lines) - 1)
def _arguments(pairs):
    """A test's arguments and their values, as many on a line as there is room for."""
    import _dk_show
    out, row = [], ''
    for name, value in pairs:
        text = '%s = %s' % (name, _dk_show.show(value))
        if row and len(row) + 2 + len(text) > WIDTH - 1:
            out.append(row)
            row = ''
        row = row + ', ' + text if row else text
    return out + [row] if row else out
def summary_of(error):
    """An error in one text, an assertion's without its name where that says nothing."""
    name = _dockyard.describe(error)
    if type(error).__name__ == 'Failed': return 'Failed: ' + str(error)
    if isinstance(error, AssertionError):
        text = str(error)
        if text.startswith('assert ') and not ("'" in text and '"' not in text): return text
        return 'AssertionError: ' + text if text else 'AssertionError'
    return name
def failure(item, error, style):
    """The rows of a failure."""
    found, rows = entries(error), []
    if style == 'no' : return []
    if type(error).__name__ == 'Failed' and str(error).startswith('DID NOT RAISE') and found: found = found[:1]
    if style == 'line' and found: return ['%s:%d: %s' % (os.path.abspath(found[-1][0]), found[-1][1], summary_of(error).split('\n')[0])]
    for i, (path, number, where) in enumerate(found):
        source = _dockyard.source(path).split('\n')
        number = _with_line(source, number) if str(error).startswith('DID NOT RAISE') else number
        start, end = _function(source, number)
        cut = len(source[start]) - len(source[start].lstrip())
        if i > 0: rows.append(line('_ '))
        last = i == len(found) - 1
        pairs = getattr(item, 'shown', []) if i == 0 else []
        said = _arguments(pairs)
        if style == 'short':
            if i > 0: rows.pop()
            rows.append('%s:%d: in %s' % (shown_path(path), number, where or '<module>'))
            rows.append('    ' + source[number - 1].strip())
            if last: rows += ['E   ' + one for one in summary_of(error).split('\n')]
            continue
        rows += ([''] + said if said else []) + ['']
        for at in range(start, end + 1):
            text = source[at][cut:]
            rows.append((('>   ' if at == number - 1 else '    ') + text).rstrip())
            if at == number - 1: pad = ' ' * (len(text) - len(text.lstrip()))
        if last: rows += ['E   ' + pad + one for one in summary_of(error).split('\n')]
        rows += ['', '%s:%d: %s' % (shown_path(path), number, type(error).__name__ if last else '')]
    return rows
def _with_line(source, number):
    """The head of the `with` that a line stands in."""
    at = number - 1
    while at > 0 and 'pytest.raises' not in source[at] and 'raises(' not in source[at]: at -= 1
    return at + 1 if at > 0 else number
