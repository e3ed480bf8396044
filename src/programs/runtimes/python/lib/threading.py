"""Threads one after another: each runs when the main one sleeps, joins or ends."""
_queue = []
_current = None
# The main thread waits for what another one would have to do meanwhile.
_main_waits = False
class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, daemon=None):
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        import sys
        if name is None:
            Thread._count += 1
            name = 'Thread-%d' % Thread._count
            if target is not None and sys.version_info >= (3, 10): name += ' (%s)' % getattr(target, '__name__', type(target).__name__)
        self.name = name
        self.daemon = bool(daemon)
        Thread._made += 1
        self.ident = self.native_id = 139900000000000 + Thread._made
        self._done = False
        self._started = False
    _count = _made = 0
    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)
    def start(self):
        if self._started:
            raise RuntimeError('threads can only be started once')
        self._started = True
        _queue.append(self)
    def _go(self):
        global _current
        before, _current = _current, self
        try:
            self.run()
        except SystemExit:
            pass
        except Exception as error:
            import _dk_trace, sys
            sys.stderr.write(_dk_trace.in_thread(error, self.name))
        finally:
            self._done = True
            _current = before
    def join(self, timeout=None):
        while _queue and not self._done:
            _queue.pop(0)._go()
    def is_alive(self):
        return self._started and not self._done
    def getName(self):
        return self.name
    def setDaemon(self, on):
        self.daemon = on
_main = Thread(name='MainThread')
_main._started = True
def _pause(seconds):
    import _dockyard, time
    until = time.time() + seconds
    while _queue and _current is None:
        _queue.pop(0)._go()
    left = until - time.time()
    if left > 0:
        _dockyard.call('sleep', left * 1000)
def _finish():
    while _queue:
        _queue.pop(0)._go()
class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        import time
        def later():
            time.sleep(interval)
            if not self._cancelled:
                function(*(args or ()), **(kwargs or {}))
        super().__init__(target=later)
        self._cancelled = False
    def cancel(self):
        self._cancelled = True
class Lock:
    def __init__(self):
        self._held = False
    def acquire(self, blocking=True, timeout=-1):
        self._held = True
        return True
    def release(self):
        self._held = False
    def locked(self):
        return self._held
    def __enter__(self):
        return self.acquire()
    def __exit__(self, *a):
        self.release()
RLock = Lock
class Condition(Lock):
    def wait(self, timeout=None):
        _finish()
        return True
    def notify(self, n=1): pass
    def notify_all(self): pass
class Semaphore(Lock):
    def __init__(self, value=1):
        self._held = False
BoundedSemaphore = Semaphore
class Event:
    def __init__(self):
        self._set = False
    def set(self):
        self._set = True
    def clear(self):
        self._set = False
    def is_set(self):
        return self._set
    def wait(self, timeout=None):
        if not self._set and timeout is not None:
            _pause(timeout)
        elif not self._set:
            _finish()
            while not self._set:
                _pause(3600)
        return self._set
class local:
    pass
current_thread = lambda: _current or _main
main_thread = lambda: _main
active_count = lambda: 1 + len(_queue)
enumerate = lambda: [_main] + list(_queue)
get_ident = lambda: current_thread().ident
