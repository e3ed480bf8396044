class HTTPException(Exception):
    def __init__(self, status_code, detail=None, headers=None):
        from http import _phrases
        super().__init__(status_code, detail)
        self.status_code, self.detail, self.headers = status_code, _phrases.get(status_code, '') if detail is None else detail, headers
    def __str__(self): return '%s: %s' % (self.status_code, self.detail)
class RequestValidationError(ValueError):
    def __init__(self, errors, body=None):
        super().__init__(errors)
        self._errors, self.body = errors, body
    def errors(self): return self._errors
StarletteHTTPException = HTTPException
