import os, _dockyard
class Error(OSError): pass
def disk_usage(path): raise NotImplementedError('dockyard: shutil.disk_usage is not simulated')
class SameFileError(Error): pass
def get_terminal_size(fallback=(80, 24)):
    """By COLUMNS and LINES; what stands on no terminal has the fallback."""
    def one(name, other): return int(os.environ[name]) if os.environ.get(name, '').isdigit() and int(os.environ[name]) > 0 else other
    return os.terminal_size((one('COLUMNS', fallback[0]), one('LINES', fallback[1])))
def copytree(a, b, dirs_exist_ok=False, ignore=None):
    os.makedirs(b, exist_ok=dirs_exist_ok)
    left = ignore(str(a), os.listdir(a)) if ignore else ()
    for e in _dockyard.call('readdir', str(a)):
        if e['name'] in left: continue
        here, there = os.path.join(str(a), e['name']), os.path.join(str(b), e['name'])
        copytree(here, there, dirs_exist_ok, ignore) if e['type'] == 'dir' else copyfile(here, there)
    return b
def ignore_patterns(*patterns):
    import fnmatch
    return lambda folder, names: {name for name in names if any(fnmatch.fnmatch(name, one) for one in patterns)}
def copyfile(a, b): _dockyard.call('copyFile', str(a), str(b), False); return b
def copy(a, b): return copyfile(a, os.path.join(b, os.path.basename(a)) if os.path.isdir(b) else b)
copy2 = copy
def rmtree(p, ignore_errors=False):
    if ignore_errors and not os.path.exists(p): return
    for e in _dockyard.call('readdir', str(p)):
        q = os.path.join(p, e['name'])
        rmtree(q) if e['type'] == 'dir' else os.remove(q)
    os.rmdir(p)
def move(a, b): os.rename(a, os.path.join(b, os.path.basename(a)) if os.path.isdir(b) else b); return b
def which(name):
    for folder in os.environ.get('PATH', '/usr/bin:/bin').split(':'):
        if os.access(folder + '/' + name, os.X_OK): return folder + '/' + name
