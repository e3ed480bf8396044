import _dockyard, sys
def format_exc(*a): return 'Traceback (most recent call last):\n'
def print_exc(*a, **k): sys.stderr.write(format_exc())
def print_exception(*a, **k): sys.stderr.write(_dockyard.traceback([x for x in a if isinstance(x, BaseException)][0]))
def format_exception(*a, **k): return [_dockyard.traceback([x for x in a if isinstance(x, BaseException)][0])]
