class Empty(Exception): pass
class Full(Exception): pass
class Queue:
    def __init__(self, maxsize=0): self._items = []
    def put(self, item, block=True, timeout=None): self._items.append(item)
    put_nowait = put
    def get(self, block=True, timeout=None):
        import threading
        while not self._items and threading._queue:
            threading._queue.pop(0)._go()
        if not self._items: raise Empty
        return self._items.pop(0)
    get_nowait = get
    def empty(self): return not self._items
    def qsize(self): return len(self._items)
    def task_done(self): pass
    def join(self): pass
class LifoQueue(Queue):
    def get(self, *a, **k):
        if not self._items: raise Empty
        return self._items.pop()
