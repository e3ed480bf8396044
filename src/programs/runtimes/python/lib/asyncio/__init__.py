"""asyncio on generators: one loop, timers on the machine's clock; no sockets."""
import time as _time
class CancelledError(BaseException): pass
class InvalidStateError(Exception): pass

TimeoutError = TimeoutError
_ready, _timers, _count = [], [], [0]
class _Wait:
    """What a task yields to sleep until a future is done."""
    def __init__(self, future): self.future = future
class Future:
    def __init__(self): self._value, self._error, self._done, self._calls, self._cancelled = None, None, False, [], False
    def done(self): return self._done
    def cancelled(self): return self._cancelled
    def result(self):
        if not self._done: raise InvalidStateError('Result is not set.')
        if self._error is not None: raise self._error
        return self._value
    def exception(self): return self._error
    def set_result(self, value): self._settle(value, None)
    def set_exception(self, error): self._settle(None, error)
    def _settle(self, value, error):
        if self._done: return
        self._value, self._error, self._done = value, error, True
        for call in self._calls: _ready.append((call, self))
    def add_done_callback(self, call):
        if self._done: _ready.append((call, self))
        else: self._calls.append(call)
    def cancel(self, msg=None):
        if self._done: return False
        self._cancelled = True
        self._settle(None, CancelledError())
        return True
    def __iter__(self):
        if not self._done: yield self
        return self.result()
    __await__ = __iter__
class Task(Future):
    def __init__(self, coro, name=None):
        super().__init__()
        _count[0] += 1
        self._coro, self._name, self._waits = coro, name or 'Task-%d' % _count[0], None
        _ready.append((self._step, None))
    def get_name(self): return self._name
    def set_name(self, name): self._name = name
    def cancel(self, msg=None):
        if self._done: return False
        self._cancelled = True
        _ready.append((self._throw, None))
        return True
    def _throw(self, _):
        if not self._done: self._advance(lambda: self._coro.throw(CancelledError()))
    def _step(self, _):
        if not self._done: self._advance(lambda: self._coro.send(None))
    def _advance(self, go):
        global _current
        before, _current = _current, self
        try: waited = go()
        except StopIteration as end: self._settle(end.value if hasattr(end, 'value') else (end.args[0] if end.args else None), None)
        except CancelledError as error:
            self._cancelled = True
            self._settle(None, error)
        except BaseException as error: self._settle(None, error)
        else:
            if isinstance(waited, Future): waited.add_done_callback(self._step)
            else: _ready.append((self._step, None))
        _current = before
_current = None
def current_task(): return _current
def create_task(coro, name=None): return Task(coro, name)
def ensure_future(thing, loop=None): return thing if isinstance(thing, Future) else Task(thing)
def _later(seconds, call, *args):
    _count[0] += 1
    entry = [_time.monotonic() + seconds, _count[0], call, args]
    _timers.append(entry)
    _timers.sort(key=lambda one: (one[0], one[1]))
    return entry
def sleep(seconds, result=None):
    made = Future()
    if seconds <= 0: _ready.append((lambda _: made.set_result(result), None))
    else: _later(seconds, made.set_result, result)
    return _wait_for(made)
async def _wait_for(future): return await future
def gather(*things, return_exceptions=False):
    tasks = [ensure_future(one) for one in things]
    async def collect():
        out = []
        for task in tasks:
            try: out.append(await task)
            except Exception as error:
                if not return_exceptions: raise error
                out.append(error)
        return out
    return collect() if _current is None else Task(collect())
async def wait_for(thing, timeout):
    task = ensure_future(thing)
    if timeout is None: return await task
    ended = Future()
    task.add_done_callback(lambda _: ended._settle(True, None))
    _later(timeout, ended._settle, False, None)
    if await ended: return task.result()
    task.cancel()
    raise TimeoutError()
async def wait(things, timeout=None, return_when='ALL_COMPLETED'):
    tasks = [ensure_future(one) for one in things]
    for task in tasks:
        try: await task
        except Exception: pass
    return set(tasks), set()
ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION = 'ALL_COMPLETED', 'FIRST_COMPLETED', 'FIRST_EXCEPTION'
def as_completed(things, timeout=None): return iter([ensure_future(one) for one in things])
async def to_thread(fn, *a, **k): return fn(*a, **k)
def shield(thing): return thing
class _TimeoutBlock:
    def __init__(self, seconds): self._seconds = seconds
    async def __aenter__(self): return self
    async def __aexit__(self, *a): return False
def timeout(seconds): return _TimeoutBlock(seconds)
class TaskGroup:
    async def __aenter__(self):
        self._tasks = []
        return self
    def create_task(self, coro, name=None):
        self._tasks.append(Task(coro, name))
        return self._tasks[-1]
    async def __aexit__(self, kind, value, trace):
        for task in self._tasks: await task
        return False
class Lock:
    def __init__(self): self._held, self._queue = False, []
    def locked(self): return self._held
    async def acquire(self):
        while self._held:
            made = Future()
            self._queue.append(made)
            await made
        self._held = True
        return True
    def release(self):
        self._held = False
        if self._queue: self._queue.pop(0).set_result(None)
    async def __aenter__(self): await self.acquire()
    async def __aexit__(self, *a): self.release()
class Semaphore(Lock):
    def __init__(self, value=1): self._value, self._queue = value, []
    def locked(self): return self._value <= 0
    async def acquire(self):
        while self._value <= 0:
            made = Future()
            self._queue.append(made)
            await made
        self._value -= 1
        return True
    def release(self):
        self._value += 1
        if self._queue: self._queue.pop(0).set_result(None)
BoundedSemaphore = Semaphore
class Event:
    def __init__(self): self._set, self._queue = False, []
    def is_set(self): return self._set
    def set(self):
        self._set = True
        while self._queue: self._queue.pop(0).set_result(None)
    def clear(self): self._set = False
    async def wait(self):
        if not self._set:
            made = Future()
            self._queue.append(made)
            await made
        return True
class QueueEmpty(Exception): pass
class QueueFull(Exception): pass
class Queue:
    def __init__(self, maxsize=0): self._max, self._items, self._getters, self._putters, self._open, self._ends = maxsize, [], [], [], 0, []
    def qsize(self): return len(self._items)
    def empty(self): return not self._items
    def full(self): return 0 < self._max <= len(self._items)
    async def put(self, one):
        while self.full():
            made = Future()
            self._putters.append(made)
            await made
        self.put_nowait(one)
    def put_nowait(self, one):
        if self.full(): raise QueueFull()
        self._items.append(one)
        self._open += 1
        if self._getters: self._getters.pop(0).set_result(None)
    async def get(self):
        while not self._items:
            made = Future()
            self._getters.append(made)
            await made
        return self.get_nowait()
    def get_nowait(self):
        if not self._items: raise QueueEmpty()
        one = self._items.pop(0)
        if self._putters: self._putters.pop(0).set_result(None)
        return one
    def task_done(self):
        self._open -= 1
        if self._open == 0:
            while self._ends: self._ends.pop(0).set_result(None)
    async def join(self):
        if self._open:
            made = Future()
            self._ends.append(made)
            await made
class _Loop:
    def create_task(self, coro, name=None): return Task(coro, name)
    def create_future(self): return Future()
    def call_later(self, delay, call, *args): return _later(delay, call, *args)
    def call_soon(self, call, *args): _ready.append((lambda _: call(*args), None))
    def time(self): return _time.monotonic()
    def is_running(self): return _current is not None
    def is_closed(self): return False
    def close(self): pass
    def stop(self): pass
    def add_signal_handler(self, number, call, *args):
        import signal
        signal.signal(number, lambda *a: call(*args))
    async def run_in_executor(self, pool, fn, *args): return fn(*args)
    def run_until_complete(self, thing):
        task = ensure_future(thing)
        while not task._done:
            while _ready:
                call, value = _ready.pop(0)
                call(value)
                if task._done: break
            if task._done: break
            if not _timers: raise RuntimeError('Event loop stopped before Future completed.')
            wait = _timers[0][0] - _time.monotonic()
            if wait > 0: _time.sleep(wait)
            while _timers and _timers[0][0] <= _time.monotonic() + 1e-9:
                _, _, call, args = _timers.pop(0)
                call(*args)
        return task.result()
    def run_forever(self): self.run_until_complete(Future())
_loop = _Loop()
get_event_loop = get_running_loop = new_event_loop = lambda: _loop
set_event_loop = lambda loop: None
def run(coro, debug=None): return _loop.run_until_complete(coro)
def iscoroutine(thing): return hasattr(thing, 'send') and hasattr(thing, 'throw')
def iscoroutinefunction(fn): return False
def open_connection(*a, **k): raise OSError('dockyard: asyncio streams are not simulated')
start_server = open_connection
