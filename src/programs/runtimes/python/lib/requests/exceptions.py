class RequestException(IOError): pass
class ConnectionError(RequestException): pass
class HTTPError(RequestException): pass
class Timeout(RequestException): pass
class MissingSchema(RequestException): pass
