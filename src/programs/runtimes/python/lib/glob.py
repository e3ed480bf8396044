import os, fnmatch
def _walk(folder, parts, recursive):
    if not parts:
        yield folder
        return
    head, rest = parts[0], parts[1:]
    if head == '**' and recursive:
        yield from _walk(folder, rest, recursive)
        for name in sorted(os.listdir(folder or '.')):
            path = os.path.join(folder, name) if folder else name
            if os.path.isdir(path) and not name.startswith('.'): yield from _walk(path, parts, recursive)
        return
    if not any(c in head for c in '*?['):
        path = os.path.join(folder, head) if folder else head
        if os.path.exists(path): yield from _walk(path, rest, recursive)
        return
    if not os.path.isdir(folder or '.'): return
    for name in os.listdir(folder or '.'):
        if fnmatch.fnmatch(name, head) and (not name.startswith('.') or head.startswith('.')):
            yield from _walk(os.path.join(folder, name) if folder else name, rest, recursive)
def iglob(pattern, *, root_dir=None, recursive=False):
    pattern = str(pattern)
    return _walk('/' if pattern.startswith('/') else '', [p for p in pattern.split('/') if p], recursive)
def glob(pattern, **more): return list(iglob(pattern, **more))
escape = lambda text: text
