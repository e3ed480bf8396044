class TransactionManagementError(Exception): pass
class Atomic:
    """A block that is kept whole or not at all; as a decorator too."""
    def __init__(self, using=None): self._using = using or 'default'
    def _connection(self):
        from django.db import connections
        return connections[self._using]
    def __enter__(self): self._connection().begin()
    def __exit__(self, kind, value, trace):
        self._connection().end(kind is None)
        return False
    def __call__(self, fn):
        from functools import wraps
        def inner(*args, **named):
            with Atomic(self._using): return fn(*args, **named)
        return wraps(fn)(inner)
def atomic(using=None, savepoint=True, durable=False): return Atomic()(using) if callable(using) else Atomic(using)
def on_commit(fn, using=None, robust=False):
    from django.db import connections
    connections[using or 'default'].on_commit(fn)
def set_rollback(value, using=None): pass
