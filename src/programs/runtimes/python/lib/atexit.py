import _dockyard
def register(fn, *args, **more):
    _dockyard.at_exit.append(lambda: fn(*args, **more))
    return fn
