import _dockyard
SIG_DFL, SIG_IGN = 0, 1
for _name, _number in _dockyard.numbers.items():
    globals()[_name] = _number
def signal(number, handler):
    name = [k for k, v in _dockyard.numbers.items() if v == number][0]
    old = _dockyard.handlers.get(name, SIG_DFL)
    _dockyard.handlers[name] = handler if callable(handler) else None
    _dockyard.call('signal', name, 'handle' if callable(handler) else 'ignore' if handler == SIG_IGN else 'default')
    return old
def getsignal(number):
    return _dockyard.handlers.get([k for k, v in _dockyard.numbers.items() if v == number][0], SIG_DFL)
def default_int_handler(number, frame):
    raise KeyboardInterrupt
def pause():
    _dockyard.call('sleep', 3600000)
def alarm(seconds):
    raise RuntimeError('dockyard: signal.alarm is not simulated')
