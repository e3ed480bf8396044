"""Pools whose work is done when it is handed in: threads here run one after another."""
class TimeoutError(Exception): pass
class CancelledError(Exception): pass
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'
class Future:
    def __init__(self): self._value, self._error, self._done, self._calls = None, None, False, []
    def _settle(self, value=None, error=None):
        self._value, self._error, self._done = value, error, True
        for call in self._calls: call(self)
    def result(self, timeout=None):
        if self._error is not None: raise self._error
        return self._value
    def exception(self, timeout=None): return self._error
    def done(self): return self._done
    def running(self): return False
    def cancel(self): return False
    def cancelled(self): return False
    def set_result(self, value): self._settle(value)
    def set_exception(self, error): self._settle(None, error)
    def add_done_callback(self, call):
        if self._done: call(self)
        else: self._calls.append(call)
class ThreadPoolExecutor:
    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()): self._open = True
    def submit(self, fn, *args, **named):
        if not self._open: raise RuntimeError('cannot schedule new futures after shutdown')
        made = Future()
        try: made._settle(fn(*args, **named))
        except Exception as error: made._settle(None, error)
        return made
    def map(self, fn, *parts, timeout=None, chunksize=1):
        made = [self.submit(fn, *args) for args in zip(*parts)]
        return (one.result() for one in made)
    def shutdown(self, wait=True, cancel_futures=False): self._open = False
    def __enter__(self): return self
    def __exit__(self, *a): self.shutdown()
ProcessPoolExecutor = Executor = ThreadPoolExecutor
def as_completed(futures, timeout=None): return iter(list(futures))
def wait(futures, timeout=None, return_when=ALL_COMPLETED): return set(futures), set()
