import _dk_errors
import sys, time
CRITICAL, FATAL, ERROR, WARNING, WARN, INFO, DEBUG, NOTSET = 50, 50, 40, 30, 30, 20, 10, 0
_names = {50: 'CRITICAL', 40: 'ERROR', 30: 'WARNING', 20: 'INFO', 10: 'DEBUG', 0: 'NOTSET'}
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'
def getLevelName(level):
    return _names.get(level, 'Level %s' % level)
def _level(level):
    if isinstance(level, str):
        for number, name in _names.items():
            if name == level.upper():
                return number
        raise ValueError('Unknown level: %r' % level)
    return level
class LogRecord:
    def __init__(self, name, level, message, exc=None):
        self.name, self.levelno, self.levelname, self.message, self.msg = name, level, getLevelName(level), message, message
        self.created = time.time()
        self.exc = exc
    def getMessage(self):
        return self.message
class Formatter:
    def __init__(self, fmt=None, datefmt=None, style='%'):
        self.fmt, self.datefmt = fmt or '%(message)s', datefmt
    def format(self, record):
        stamp = time.strftime(self.datefmt, time.localtime(record.created)) if self.datefmt else time.strftime('%Y-%m-%d %H:%M:%S', time.localtime(record.created)) + ',%03d' % (record.created * 1000 % 1000)
        import os
        out = self.fmt
        for key, value in {'asctime': stamp, 'levelname': record.levelname, 'name': record.name, 'message': record.message, 'process': str(os.getpid()), 'threadName': 'MainThread', 'filename': 'main.py', 'module': 'main', 'lineno': '1', 'funcName': '<module>'}.items():
            at = out.find('%(' + key + ')')
            while at != -1:
                end = at + len(key) + 3
                while out[end] not in 'sd':
                    end += 1
                width = out[at + len(key) + 3:end]
                text = ('%' + width + 's') % value
                out = out[:at] + text + out[end + 1:]
                at = out.find('%(' + key + ')', at + len(text))
        return out
class Handler:
    def __init__(self, level=NOTSET):
        self.level, self.formatter = level, None
    def setLevel(self, level):
        self.level = _level(level)
    def setFormatter(self, formatter):
        self.formatter = formatter
    def addFilter(self, f):
        pass
    def handle(self, record):
        if record.levelno >= self.level:
            text = (self.formatter or Formatter()).format(record)
            if record.exc:
                import _dockyard
                text += '\n' + _dockyard.traceback(record.exc).rstrip('\n')
            self.emit_text(text)
class StreamHandler(Handler):
    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream
    def emit_text(self, text):
        (self.stream or sys.stderr).write(text + '\n')
class FileHandler(Handler):
    def __init__(self, filename, mode='a', encoding=None):
        super().__init__()
        self.filename = filename
    def emit_text(self, text):
        with open(self.filename, 'a') as f:
            f.write(text + '\n')
class NullHandler(Handler):
    def emit_text(self, text):
        pass
class Logger:
    def __init__(self, name, parent=None):
        self.name, self.parent, self.level, self.handlers, self.propagate, self.disabled = name, parent, NOTSET, [], True, False
    def setLevel(self, level):
        self.level = _level(level)
    def getEffectiveLevel(self):
        at = self
        while at:
            if at.level:
                return at.level
            at = at.parent
        return WARNING
    def isEnabledFor(self, level):
        return level >= self.getEffectiveLevel()
    def addHandler(self, handler):
        self.handlers.append(handler)
    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)
    def hasHandlers(self):
        return bool(self.handlers)
    def log(self, level, message, *args, exc_info=None, **more):
        if self.disabled or not self.isEnabledFor(level):
            return
        text = str(message)
        if args:
            text = text % (args[0] if len(args) == 1 and isinstance(args[0], dict) else args)
        record = LogRecord(self.name, level, text, exc_info if isinstance(exc_info, BaseException) else _dk_errors.current() if exc_info else None)
        at, found = self, False
        while at:
            for handler in at.handlers:
                found = True
                handler.handle(record)
            at = at.parent if at.propagate else None
        if not found and level >= WARNING:
            sys.stderr.write(text + '\n')
    def debug(self, m, *a, **k): self.log(DEBUG, m, *a, **k)
    def info(self, m, *a, **k): self.log(INFO, m, *a, **k)
    def warning(self, m, *a, **k): self.log(WARNING, m, *a, **k)
    warn = warning
    def error(self, m, *a, **k): self.log(ERROR, m, *a, **k)
    def exception(self, m, *a, **k): self.log(ERROR, m, *a, exc_info=True)
    def critical(self, m, *a, **k): self.log(CRITICAL, m, *a, **k)
    fatal = critical
root = Logger('root')
root.level = WARNING
_loggers = {}
def getLogger(name=None):
    if not name or name == 'root':
        return root
    if name not in _loggers:
        _loggers[name] = Logger(name, getLogger(name[:name.rfind('.')]) if '.' in name else root)
    return _loggers[name]
def basicConfig(level=None, format=None, datefmt=None, filename=None, filemode='a', stream=None, handlers=None, force=False, encoding=None, style='%'):
    if root.handlers and not force:
        return
    root.handlers = []
    for handler in handlers or [FileHandler(filename, filemode) if filename else StreamHandler(stream)]:
        if handler.formatter is None:
            handler.formatter = Formatter(format or BASIC_FORMAT, datefmt)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)
def _top(name):
    def log(message, *args, **more):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(message, *args, **more)
    return log
debug, info, warning, error, critical, exception = [_top(n) for n in ('debug', 'info', 'warning', 'error', 'critical', 'exception')]
warn = warning
def disable(level=CRITICAL):
    root.disabled = True
def captureWarnings(on):
    pass
