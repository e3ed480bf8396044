import sys
class AbstractContextManager:
    def __enter__(self): return self
    def __exit__(self, *a): return None
class ContextDecorator:
    def __call__(self, fn):
        def inner(*a, **k):
            with self: return fn(*a, **k)
        return inner
class _Manager(ContextDecorator):
    def __init__(self, make, a, k): self._make, self._a, self._k, self._gen = make, a, k, None
    def __enter__(self):
        self._gen = self._make(*self._a, **self._k)
        try: return next(self._gen)
        except StopIteration: raise RuntimeError("generator didn't yield")
    def __exit__(self, kind, value, trace):
        if kind is None:
            try: next(self._gen)
            except StopIteration: return False
            raise RuntimeError("generator didn't stop")
        thrown = value if value is not None else kind
        try: self._gen.throw(thrown)
        except StopIteration: return True
        except BaseException as error:
            if error is thrown: return False
            raise
        raise RuntimeError("generator didn't stop after throw()")
def contextmanager(fn): return lambda *a, **k: _Manager(fn, a, k)
class _AsyncManager:
    def __init__(self, gen): self._gen = gen
    def __aenter__(self):
        """The value that the function yields; futures on the way there are waited for."""
        from asyncio import Future
        value = self._gen.send(None)
        while isinstance(value, Future):
            yield value
            value = self._gen.send(None)
        return value
    def __aexit__(self, kind, thrown, trace):
        from asyncio import Future
        try:
            value = self._gen.send(None) if kind is None else self._gen.throw(thrown)
            while isinstance(value, Future):
                yield value
                value = self._gen.send(None)
        except StopIteration: return kind is not None
        except BaseException as error:
            if error is not thrown: raise
        return False
def asynccontextmanager(fn): return lambda *a, **k: _AsyncManager(fn(*a, **k))
class suppress(AbstractContextManager):
    def __init__(self, *kinds): self._kinds = kinds
    def __exit__(self, kind, value, trace): return kind is not None and issubclass(kind, self._kinds)
class closing(AbstractContextManager):
    def __init__(self, thing): self.thing = thing
    def __enter__(self): return self.thing
    def __exit__(self, *a): self.thing.close()
class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None): self.enter_result = enter_result
    def __enter__(self): return self.enter_result
class redirect_stdout(AbstractContextManager):
    _name = 'stdout'
    def __init__(self, target): self._target, self._before = target, []
    def __enter__(self):
        self._before.append(getattr(sys, self._name))
        setattr(sys, self._name, self._target)
        return self._target
    def __exit__(self, *a): setattr(sys, self._name, self._before.pop())
class redirect_stderr(redirect_stdout): _name = 'stderr'
class ExitStack(AbstractContextManager):
    def __init__(self): self._exits = []
    def enter_context(self, manager):
        value = manager.__enter__()
        self._exits.append(manager.__exit__)
        return value
    def push(self, thing):
        self._exits.append(thing.__exit__ if hasattr(thing, '__exit__') else thing)
        return thing
    def callback(self, fn, *a, **k):
        self._exits.append(lambda *e: fn(*a, **k) and None)
        return fn
    def pop_all(self):
        other = ExitStack()
        other._exits, self._exits = self._exits, []
        return other
    def close(self): self.__exit__(None, None, None)
    def __exit__(self, kind, value, trace):
        handled = False
        while self._exits:
            if self._exits.pop()(kind, value, trace): kind, value, trace, handled = None, None, None, True
        return handled
