class _Manager:
    def __init__(self, gen): self._gen = gen
    def __enter__(self): return next(self._gen)
    def __exit__(self, kind, value, trace):
        if kind is None:
            try:
                next(self._gen)
            except StopIteration:
                pass
            return False
        try:
            self._gen.throw(value if value is not None else kind)
        except StopIteration:
            return True
        return False
def contextmanager(fn): return lambda *a, **k: _Manager(fn(*a, **k))
class suppress:
    def __init__(self, *kinds): self._kinds = kinds
    def __enter__(self): return self
    def __exit__(self, kind, value, trace): return kind is not None and issubclass(kind, self._kinds)
class closing:
    def __init__(self, thing): self._thing = thing
    def __enter__(self): return self._thing
    def __exit__(self, *a): self._thing.close()
