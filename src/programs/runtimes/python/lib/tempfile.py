import os, random
_letters = 'abcdefghijklmnopqrstuvwxyz0123456789_'
def gettempdir(): return os.environ.get('TMPDIR', '/tmp')
def _name(prefix, suffix, dir): return os.path.join(dir or gettempdir(), (prefix or 'tmp') + ''.join(random.choice(_letters) for _ in range(8)) + (suffix or ''))
def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _name(prefix, suffix, dir)
    os.mkdir(path)
    return path
def mktemp(suffix='', prefix='tmp', dir=None): return _name(prefix, suffix, dir)
class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, **more): self.name = mkdtemp(suffix, prefix, dir)
    def cleanup(self):
        import shutil
        shutil.rmtree(self.name)
    def __enter__(self): return self.name
    def __exit__(self, *a): self.cleanup()
class NamedTemporaryFile:
    def __init__(self, mode='w+b', suffix=None, prefix=None, dir=None, delete=True, **more):
        self.name, self._delete = _name(prefix, suffix, dir), delete
        self._file = open(self.name, mode.replace('+', ''))
    def __getattr__(self, name): return getattr(self._file, name)
    def __enter__(self): return self
    def close(self):
        self._file.close()
        if self._delete and os.path.exists(self.name): os.remove(self.name)
    def __exit__(self, *a): self.close()
TemporaryFile = NamedTemporaryFile
