import sys
def warn(message, category=None, stacklevel=1, **more):
    sys.stderr.write('%s: %s\n' % (getattr(category, '__name__', 'UserWarning') if category else type(message).__name__ if isinstance(message, Exception) else 'UserWarning', message))
def filterwarnings(*a, **k): pass
simplefilter = resetwarnings = filterwarnings
class catch_warnings:
    def __init__(self, *a, **k): pass
    def __enter__(self): return []
    def __exit__(self, *a): pass
