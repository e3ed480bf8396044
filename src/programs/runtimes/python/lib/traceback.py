import _dockyard, _dk_errors, sys
def format_exc(*a): return _dockyard.traceback(_dk_errors.current()) if _dk_errors.current() is not None else 'NoneType: None\n'
def print_exc(*a, file=None, **k): (file or sys.stderr).write(format_exc())
def _given(a): return [x for x in a if isinstance(x, BaseException)][0]
def print_exception(*a, **k): sys.stderr.write(_dockyard.traceback(_given(a)))
def format_exception(*a, **k): return [line + '\n' for line in _dockyard.traceback(_given(a)).rstrip('\n').split('\n')]
def format_exception_only(*a): return [_dockyard.describe(_given(a)) + '\n']
def extract_tb(*a): return []
format_tb = extract_tb
def print_stack(*a, **k): pass
