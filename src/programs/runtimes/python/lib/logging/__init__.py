"""logging, as Lib/logging/__init__.py has it: loggers in a tree, handlers, formatters, filters."""
import os, sys, time
import _dk_errors, _dk_percent, _dk_place
CRITICAL, FATAL, ERROR, WARNING, WARN, INFO, DEBUG, NOTSET = 50, 50, 40, 30, 30, 20, 10, 0
_names = {50: 'CRITICAL', 40: 'ERROR', 30: 'WARNING', 20: 'INFO', 10: 'DEBUG', 0: 'NOTSET'}
_numbers = {'CRITICAL': 50, 'FATAL': 50, 'ERROR': 40, 'WARN': 30, 'WARNING': 30, 'INFO': 20, 'DEBUG': 10, 'NOTSET': 0}
BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'
raiseExceptions = True
def getLevelName(level): return _names.get(level, _numbers.get(level, 'Level %s' % level))
def addLevelName(level, name): _names[level], _numbers[name] = name, level
def getLevelNamesMapping(): return dict(_numbers)
def _level(level):
    if isinstance(level, int): return level
    if not isinstance(level, str): raise TypeError('Level not an integer or a valid string: %r' % (level,))
    if level not in _numbers: raise ValueError('Unknown level: %r' % level)
    return _numbers[level]
class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **more):
        self.name, self.levelno, self.levelname, self.msg = name, level, getLevelName(level), msg
        self.args = args[0] if len(args) == 1 and isinstance(args[0], dict) and args[0] else args
        self.pathname, self.filename = pathname, os.path.basename(pathname)
        self.module = os.path.splitext(self.filename)[0]
        self.lineno, self.funcName, self.exc_info, self.exc_text, self.stack_info = lineno, func, exc_info, None, sinfo
        self.created = time.time()
        self.msecs = int((self.created - int(self.created)) * 1000) + 0.0
        self.relativeCreated = (self.created - _started) * 1000
        threads = sys.modules.get('threading')
        self.threadName = threads.current_thread().name if threads else 'MainThread'
        self.thread, self.process, self.processName, self.taskName = 140000000000000, os.getpid(), 'MainProcess', None
    def getMessage(self):
        text = str(self.msg)
        return _dk_percent.percent(text, self.args) if self.args else text
    def __repr__(self): return '<LogRecord: %s, %s, %s, %s, "%s">' % (self.name, self.levelno, self.pathname, self.lineno, self.msg)
_started = time.time()
class Formatter:
    default_time_format, default_msec_format, converter = '%Y-%m-%d %H:%M:%S', '%s,%03d', time.localtime
    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, defaults=None):
        if style not in ('%', '{', '$'): raise ValueError('Style must be one of: %,{,$')
        self._fmt = fmt or {'%': '%(message)s', '{': '{message}', '$': '${message}'}[style]
        self.datefmt, self._style, self._defaults = datefmt, style, defaults or {}
        if validate and style == '%' and '%(' not in self._fmt: raise ValueError("Invalid format '%s' for '%%' style" % self._fmt)
    def usesTime(self): return 'asctime' in self._fmt
    def formatTime(self, record, datefmt=None):
        when = time.localtime(record.created)
        return time.strftime(datefmt, when) if datefmt else '%s,%03d' % (time.strftime(self.default_time_format, when), record.msecs)
    def formatException(self, info):
        import _dockyard
        return _dockyard.traceback(info[1]).rstrip('\n') if info[1] is not None else 'NoneType: None'
    def formatMessage(self, record):
        values = dict(self._defaults)
        values.update(record.__dict__)
        try:
            if self._style == '%': return _dk_percent.percent(self._fmt, values)
            if self._style == '{': return self._fmt.format(**values)
            from string import Template
            return Template(self._fmt).substitute(values)
        except KeyError as error: raise ValueError('Formatting field not found in record: %s' % error)
    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime(): record.asctime = self.formatTime(record, self.datefmt)
        out = self.formatMessage(record)
        if record.exc_info and not record.exc_text: record.exc_text = self.formatException(record.exc_info)
        return out + ('' if out[-1:] == '\n' else '\n') + record.exc_text if record.exc_text else out
class Filter:
    def __init__(self, name=''): self.name = name
    def filter(self, record): return not self.name or record.name == self.name or record.name.startswith(self.name + '.')
class Filterer:
    def __init__(self): self.filters = []
    def addFilter(self, one):
        if one not in self.filters: self.filters.append(one)
    def removeFilter(self, one):
        if one in self.filters: self.filters.remove(one)
    def filter(self, record):
        for one in self.filters:
            if not (one.filter(record) if hasattr(one, 'filter') else one(record)): return False
        return True
class Handler(Filterer):
    def __init__(self, level=NOTSET):
        Filterer.__init__(self)
        self.level, self.formatter, self.name = _level(level), None, None
    def setLevel(self, level): self.level = _level(level)
    def setFormatter(self, formatter): self.formatter = formatter
    def format(self, record): return (self.formatter or _default).format(record)
    def handle(self, record):
        if record.levelno < self.level or not self.filter(record): return False
        try: self.emit(record)
        except Exception as error: self.handleError(record, error)
        return True
    def handleError(self, record, error=None):
        import _dockyard
        sys.stderr.write('--- Logging error ---\n%sMessage: %r\nArguments: %r\n' % (_dockyard.traceback(error) if error else '', record.msg, record.args))
    def emit(self, record): raise NotImplementedError('emit must be implemented by Handler subclasses')
    def flush(self): pass
    def close(self): pass
    def __repr__(self): return '<%s (%s)>' % (type(self).__name__, getLevelName(self.level))
class StreamHandler(Handler):
    terminator = '\n'
    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = stream or sys.stderr
    def setStream(self, stream): self.stream = stream
    def emit(self, record):
        self.stream.write(self.format(record) + self.terminator)
        self.flush()
    def flush(self): self.stream.flush()
    def __repr__(self):
        name = {1: '<stdout>', 2: '<stderr>'}.get(getattr(self.stream, 'fd', None), '')
        return '<%s %s(%s)>' % (type(self).__name__, name + ' ' if name else '', getLevelName(self.level))
class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        Handler.__init__(self)
        self.baseFilename, self.mode, self.encoding, self.stream = os.path.abspath(str(filename)), mode, encoding, None
        if not delay: self.stream = self._open()
    def _open(self): return open(self.baseFilename, self.mode, encoding=self.encoding)
    def emit(self, record):
        if self.stream is None: self.stream = self._open()
        StreamHandler.emit(self, record)
    def flush(self):
        if self.stream: self.stream.flush()
    def close(self):
        if self.stream: self.stream.close()
        self.stream = None
    def __repr__(self): return '<%s %s (%s)>' % (type(self).__name__, self.baseFilename, getLevelName(self.level))
class NullHandler(Handler):
    def handle(self, record): return True
    def emit(self, record): pass
class Logger(Filterer):
    def __init__(self, name, level=NOTSET, parent=None):
        Filterer.__init__(self)
        self.name, self.parent, self.level, self.handlers, self.propagate, self.disabled = name, parent, level, [], True, False
    def setLevel(self, level): self.level = _level(level)
    def getEffectiveLevel(self):
        at = self
        while at:
            if at.level: return at.level
            at = at.parent
        return NOTSET
    def isEnabledFor(self, level): return not self.disabled and level > _disabled[0] and level >= self.getEffectiveLevel()
    def getChild(self, suffix): return getLogger(suffix if self is root else self.name + '.' + suffix)
    def addHandler(self, handler):
        if handler not in self.handlers: self.handlers.append(handler)
    def removeHandler(self, handler):
        if handler in self.handlers: self.handlers.remove(handler)
    def hasHandlers(self): return bool(self.handlers) or bool(self.propagate and self.parent and self.parent.hasHandlers())
    def log(self, level, msg, *args, **more):
        if not isinstance(level, int): raise TypeError('level must be an integer')
        if self.isEnabledFor(level): self._log(level, msg, args, **more)
    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if isinstance(exc_info, BaseException): exc_info = (type(exc_info), exc_info, None)
        elif exc_info and not isinstance(exc_info, tuple): exc_info = sys.exc_info()
        path, line, function = _dk_place.taken() or ('', 0, '(unknown function)')
        record = LogRecord(self.name, level, path, line, msg, args, exc_info or None, function)
        for key, value in (extra or {}).items():
            if key in ('message', 'asctime') or key in record.__dict__: raise KeyError('Attempt to overwrite %r in LogRecord' % key)
            setattr(record, key, value)
        self.handle(record)
    def handle(self, record):
        if self.disabled or not self.filter(record): return
        at, found = self, 0
        while at:
            for handler in at.handlers:
                found += 1
                handler.handle(record)
            at = at.parent if at.propagate else None
        if not found and lastResort: lastResort.handle(record)
    def debug(self, msg, *args, **more): self.log(DEBUG, msg, *args, **more)
    def info(self, msg, *args, **more): self.log(INFO, msg, *args, **more)
    def warning(self, msg, *args, **more): self.log(WARNING, msg, *args, **more)
    warn = warning
    def error(self, msg, *args, **more): self.log(ERROR, msg, *args, **more)
    def exception(self, msg, *args, exc_info=True, **more): self.log(ERROR, msg, *args, exc_info=exc_info, **more)
    def critical(self, msg, *args, **more): self.log(CRITICAL, msg, *args, **more)
    fatal = critical
    def __repr__(self): return '<%s %s (%s)>' % (type(self).__name__, self.name, getLevelName(self.getEffectiveLevel()))
class RootLogger(Logger): pass
class LoggerAdapter:
    def __init__(self, logger, extra=None): self.logger, self.extra = logger, extra
    def process(self, msg, more):
        more['extra'] = self.extra
        return msg, more
    def log(self, level, msg, *args, **more):
        msg, more = self.process(msg, more)
        self.logger.log(level, msg, *args, **more)
    def debug(self, msg, *args, **more): self.log(DEBUG, msg, *args, **more)
    def info(self, msg, *args, **more): self.log(INFO, msg, *args, **more)
    def warning(self, msg, *args, **more): self.log(WARNING, msg, *args, **more)
    def error(self, msg, *args, **more): self.log(ERROR, msg, *args, **more)
    def critical(self, msg, *args, **more): self.log(CRITICAL, msg, *args, **more)
_default, _disabled = Formatter(), [0]
lastResort = StreamHandler()
lastResort.setLevel(WARNING)
root = RootLogger('root', WARNING)
Logger.root = root
_loggers = {}
def getLogger(name=None):
    if not name or name == 'root': return root
    if not isinstance(name, str): raise TypeError('A logger name must be a string')
    if name not in _loggers: _loggers[name] = Logger(name, NOTSET, getLogger(name[:name.rfind('.')]) if '.' in name else root)
    return _loggers[name]
def getLoggerClass(): return Logger
def basicConfig(level=None, format=None, datefmt=None, filename=None, filemode='a', stream=None, handlers=None, force=False, encoding=None, errors=None, style='%'):
    if root.handlers and not force: return
    if filename and stream: raise ValueError("'stream' and 'filename' should not be specified together")
    root.handlers = []
    for handler in handlers or [FileHandler(filename, filemode, encoding) if filename else StreamHandler(stream)]:
        if handler.formatter is None: handler.formatter = Formatter(format or {'%': BASIC_FORMAT, '{': '{levelname}:{name}:{message}', '$': '${levelname}:${name}:${message}'}[style], datefmt, style)
        root.addHandler(handler)
    if level is not None: root.setLevel(level)
def _top(name):
    def told(msg, *args, **more):
        if not root.handlers: basicConfig()
        getattr(root, name)(msg, *args, **more)
    return told
debug, info, warning, error, critical, exception, log = [_top(n) for n in ('debug', 'info', 'warning', 'error', 'critical', 'exception', 'log')]
warn, fatal = warning, critical
def disable(level=CRITICAL): _disabled[0] = level
def captureWarnings(on): pass
def shutdown(): pass
