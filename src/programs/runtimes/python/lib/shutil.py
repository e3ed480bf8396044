import os, _dockyard
def copyfile(a, b): _dockyard.call('copyFile', str(a), str(b), False); return b
def copy(a, b): return copyfile(a, os.path.join(b, os.path.basename(a)) if os.path.isdir(b) else b)
copy2 = copy
def rmtree(p, ignore_errors=False):
    for e in _dockyard.call('readdir', str(p)):
        q = os.path.join(p, e['name'])
        rmtree(q) if e['type'] == 'dir' else os.remove(q)
    os.rmdir(p)
def move(a, b): os.rename(a, os.path.join(b, os.path.basename(a)) if os.path.isdir(b) else b); return b
def which(name):
    for folder in os.environ.get('PATH', '/usr/bin:/bin').split(':'):
        if os.access(folder + '/' + name, os.X_OK): return folder + '/' + name
