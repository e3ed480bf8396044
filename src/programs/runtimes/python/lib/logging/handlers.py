"""Handlers that keep files small (Lib/logging/handlers.py)."""
import os
from logging import FileHandler
class RotatingFileHandler(FileHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        FileHandler.__init__(self, filename, 'a' if maxBytes > 0 else mode, encoding, delay)
        self.maxBytes, self.backupCount = maxBytes, backupCount
    def emit(self, record):
        if self.maxBytes > 0 and os.path.exists(self.baseFilename) and os.path.getsize(self.baseFilename) + len((self.format(record) + '\n').encode()) >= self.maxBytes: self.doRollover()
        FileHandler.emit(self, record)
    def doRollover(self):
        self.close()
        for i in range(self.backupCount - 1, 0, -1):
            if os.path.exists('%s.%d' % (self.baseFilename, i)): os.rename('%s.%d' % (self.baseFilename, i), '%s.%d' % (self.baseFilename, i + 1))
        if self.backupCount > 0 and os.path.exists(self.baseFilename): os.rename(self.baseFilename, self.baseFilename + '.1')
        self.mode = 'a' if self.backupCount > 0 else 'w'
        self.stream = self._open()
class TimedRotatingFileHandler(FileHandler):
    """Writes; nothing here runs as long as its files would have to be rotated."""
    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None): FileHandler.__init__(self, filename, 'a', encoding, delay)
def __getattr__(name):
    raise NotImplementedError('dockyard: logging.handlers.%s is not simulated' % name)
