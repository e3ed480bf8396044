"""HTTP at a server's end: a request as it came, an application's answer, and the bytes that go back."""
import sys, time
from http import _phrases
class Answer:
    """What an application answered: status, reason, pairs of headers, bytes."""
    def __init__(self, status, reason, headers, body): self.status, self.reason, self.headers, self.body = status, reason, list(headers), body
    def has(self, name): return any(key.lower() == name.lower() for key, _ in self.headers)
class Request:
    """What a client sent: `line` is its first line, `pairs` its headers; None comes of a client that sent nothing."""
    @staticmethod
    def read(connection, address):
        file = connection.makefile('rb')
        line = file.readline().decode().rstrip('\r\n')
        if not line: return None
        made = Request()
        made.line, made.address, made.pairs, made.body = line, address, [], b''
        words = line.split()
        made.method, made.target, made.version = words if len(words) == 3 else ('', '', '')
        while made.method:
            row = file.readline().decode().rstrip('\r\n')
            if not row: break
            key, _, value = row.partition(':')
            made.pairs.append((key, value.strip()))
        if made.header('Content-Length').isdigit(): made.body = file.read(int(made.header('Content-Length')))
        elif 'chunked' in made.header('Transfer-Encoding'):
            parts = []
            while True:
                size = int(file.readline().decode().split(';')[0] or '0', 16)
                if size == 0: break
                parts.append(file.read(size))
                file.readline()
            made.body = b''.join(parts)
        return made
    def header(self, name):
        for key, value in self.pairs:
            if key.lower() == name.lower(): return value
        return ''
def environ(request, host, port):
    """PEP 3333's environment of a request."""
    from io import BytesIO
    from urllib.parse import unquote
    path, _, query = request.target.partition('?')
    out = {'REQUEST_METHOD': request.method, 'SCRIPT_NAME': '', 'PATH_INFO': unquote(path), 'QUERY_STRING': query, 'RAW_URI': request.target, 'SERVER_NAME': host, 'SERVER_PORT': str(port), 'SERVER_PROTOCOL': request.version, 'REMOTE_ADDR': request.address[0], 'REMOTE_PORT': str(request.address[1]), 'wsgi.version': (1, 0), 'wsgi.url_scheme': 'http', 'wsgi.input': BytesIO(request.body), 'wsgi.errors': sys.stderr, 'wsgi.multithread': False, 'wsgi.multiprocess': False, 'wsgi.run_once': False}
    for key, value in request.pairs:
        name = key.upper().replace('-', '_')
        out[name if name in ('CONTENT_TYPE', 'CONTENT_LENGTH') else 'HTTP_' + name] = value
    return out
def call(application, request, host='127.0.0.1', port=8000):
    """An application's answer: Flask's and Django's by their own doors, any other's by WSGI."""
    if hasattr(application, '_wsgi_answer'): return application._wsgi_answer(request)
    told = []
    def start_response(status, headers, exc_info=None):
        told[:] = [status, headers]
        return lambda data: None
    parts = application(environ(request, host, port), start_response)
    body = b''.join([bytes(one) for one in parts])
    if hasattr(parts, 'close'): parts.close()
    code, _, reason = told[0].partition(' ')
    return Answer(int(code), reason, told[1], body)
def failed():
    """The answer where an application breaks down."""
    return Answer(500, 'Internal Server Error', [('Content-Type', 'text/html')], b'<html>\n  <head>\n    <title>Internal Server Error</title>\n  </head>\n  <body>\n    <h1><p>Internal Server Error</p></h1>\n    \n  </body>\n</html>\n')
def date(): return time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime())
def phrase(code): return _phrases.get(code, 'UNKNOWN')
def send(connection, request, answer, before=(), after=()):
    """Writes an answer: its first line, the server's own headers around the application's, the body."""
    head = 'HTTP/1.1 %d %s\r\n' % (answer.status, answer.reason)
    for key, value in list(before) + answer.headers + list(after): head += '%s: %s\r\n' % (key, value)
    connection.sendall((head + '\r\n').encode() + (b'' if request.method == 'HEAD' else answer.body))
