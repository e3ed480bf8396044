class URLError(OSError):
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason
    def __str__(self):
        return '<urlopen error %s>' % ('[Errno %s] %s' % self.reason.args if isinstance(self.reason, OSError) and len(self.reason.args) == 2 else self.reason)
class HTTPError(URLError):
    def __init__(self, url, code, msg, headers, body):
        super().__init__(msg)
        self.url, self.code, self.status, self.msg, self.headers, self._body = url, code, code, msg, headers, body
    def read(self):
        return self._body
    def __str__(self):
        return 'HTTP Error %s: %s' % (self.code, self.msg)
