import sys, time, os, socket, socketserver
from http import _phrases
from urllib.parse import unquote, quote
_types = {'.html': 'text/html', '.htm': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.txt': 'text/plain', '.py': 'text/x-python', '.md': 'text/markdown', '.xml': 'text/xml', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.ico': 'image/vnd.microsoft.icon', '.pdf': 'application/pdf', '.zip': 'application/zip', '.gz': 'application/gzip', '.sh': 'application/x-sh', '.csv': 'text/csv'}
class _Headers:
    def __init__(self): self._list = []
    def _add(self, name, value): self._list.append((name, value))
    def get(self, name, default=None):
        for key, value in self._list:
            if key.lower() == name.lower():
                return value
        return default
    def __getitem__(self, name): return self.get(name)
    def __contains__(self, name): return self.get(name) is not None
    def items(self): return list(self._list)
    def keys(self): return [key for key, _ in self._list]
    def __iter__(self): return iter(self.keys())
    def __str__(self): return ''.join('%s: %s\n' % pair for pair in self._list) + '\n'
class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    protocol_version = 'HTTP/1.0'
    server_version = 'BaseHTTP/0.6'
    default_request_version = 'HTTP/0.9'
    error_content_type = 'text/html;charset=utf-8'
    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()
    def handle_one_request(self):
        line = self.rfile.readline()
        if not line:
            self.close_connection = True
            return
        self.raw_requestline = line
        self.requestline = line.decode().rstrip('\r\n')
        self.command = None
        words = self.requestline.split()
        if len(words) != 3:
            self.request_version = 'HTTP/0.9'
            self.send_error(400, 'Bad request syntax (%r)' % self.requestline)
            return
        self.command, self.path, self.request_version = words
        self.headers = _Headers()
        while True:
            line = self.rfile.readline().decode().rstrip('\r\n')
            if not line:
                break
            name, _, value = line.partition(':')
            self.headers._add(name, value.strip())
        connection = (self.headers.get('Connection') or '').lower()
        self.close_connection = not (self.protocol_version >= 'HTTP/1.1' and self.request_version >= 'HTTP/1.1' and connection != 'close')
        method = getattr(self, 'do_' + self.command, None)
        if method is None:
            self.send_error(501, 'Unsupported method (%r)' % self.command)
            return
        method()
    def send_response_only(self, code, message=None):
        if not hasattr(self, '_buffer'):
            self._buffer = []
        self._buffer.append('%s %d %s\r\n' % (self.protocol_version, code, message if message is not None else _phrases.get(code, '')))
    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())
    def send_header(self, name, value):
        self._buffer.append('%s: %s\r\n' % (name, value))
        if name.lower() == 'connection':
            self.close_connection = str(value).lower() == 'close'
    def end_headers(self):
        self.wfile.write((''.join(self._buffer) + '\r\n').encode())
        self._buffer = []
    def flush_headers(self): pass
    def send_error(self, code, message=None, explain=None):
        message = message or _phrases.get(code, '???')
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        body = '<!DOCTYPE HTML>\n<html lang="en">\n    <head>\n        <meta charset="utf-8">\n        <title>Error response</title>\n    </head>\n    <body>\n        <h1>Error response</h1>\n        <p>Error code: %d</p>\n        <p>Message: %s.</p>\n        <p>Error code explanation: %d - %s.</p>\n    </body>\n</html>\n' % (code, message, code, explain or {404: 'Nothing matches the given URI', 501: 'Server does not support this operation'}.get(code, message))
        self.send_header('Content-Type', self.error_content_type)
        self.send_header('Content-Length', str(len(body.encode())))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body.encode())
    def log_request(self, code='-', size='-'):
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))
    def log_error(self, form, *args): self.log_message(form, *args)
    def log_message(self, form, *args):
        sys.stderr.write('%s - - [%s] %s\n' % (self.address_string(), self.log_date_time_string(), form % args))
    def version_string(self): return self.server_version + ' ' + 'Python/' + sys.version.split()[0]
    def date_time_string(self, at=None): return time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(at))
    def log_date_time_string(self): return time.strftime('%d/%b/%Y %H:%M:%S')
    def address_string(self): return self.client_address[0]
class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = 'SimpleHTTP/0.6'
    directory = None
    def __init__(self, *args, directory=None, **more):
        self.directory = directory or self.directory or os.getcwd()
        super().__init__(*args, **more)
    def translate_path(self, path):
        parts = [part for part in unquote(path.split('?')[0].split('#')[0]).split('/') if part not in ('', '.', '..')]
        return '/'.join([self.directory.rstrip('/')] + parts) or '/'
    def guess_type(self, path): return _types.get(os.path.splitext(path)[1].lower(), 'application/octet-stream')
    def do_HEAD(self): self.do_GET()
    def do_GET(self):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            if not self.path.split('?')[0].endswith('/'):
                self.send_response(301)
                self.send_header('Location', self.path + '/')
                self.send_header('Content-Length', '0')
                self.end_headers()
                return
            for index in ('index.html', 'index.htm'):
                if os.path.isfile(os.path.join(path, index)):
                    path = os.path.join(path, index)
                    break
            else:
                return self.list_directory(path)
        try:
            with open(path, 'rb') as file:
                body = file.read()
        except OSError:
            return self.send_error(404, 'File not found')
        self.send_response(200)
        self.send_header('Content-type', self.guess_type(path))
        self.send_header('Content-Length', str(len(body)))
        self.send_header('Last-Modified', self.date_time_string(os.stat(path).st_mtime))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)
    def list_directory(self, path):
        title = 'Directory listing for ' + unquote(self.path)
        is_old = sys.version_info[0] < 3
        out = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>', '<meta charset="utf-8">', '<title>%s</title>' % title, '</head>', '<body>', '<h1>%s</h1>' % title, '<hr>', '<ul>']
        if is_old: out = ['<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2 Final//EN"><html>', '<title>%s</title>' % title, '<body>', '<h2>%s</h2>' % title, '<hr>', '<ul>']
        for name in sorted(os.listdir(path), key=lambda one: one.lower()):
            shown = name + ('/' if os.path.isdir(os.path.join(path, name)) else '')
            out.append('<li><a href="%s">%s</a>%s' % (quote(shown), shown, '' if is_old else '</li>'))
        out += ['</ul>', '<hr>', '</body>', '</html>', '']
        body = '\n'.join(out).encode()
        self.send_response(200)
        self.send_header('Content-type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)
class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = True
    def server_bind(self):
        super().server_bind()
        self.server_name, self.server_port = self.server_address[0], self.server_address[1]
class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True
def _main(args):
    import _dockyard
    port, host, folder = 8000, None, None
    rest = list(args)
    while rest:
        arg = rest.pop(0)
        if arg in ('-b', '--bind'):
            host = rest.pop(0)
        elif arg in ('-d', '--directory'):
            folder = rest.pop(0)
        else:
            port = int(arg)
    _dockyard.host.label('http.server')
    class Handler(SimpleHTTPRequestHandler):
        directory = os.path.abspath(folder) if folder else None
    try:
        server = ThreadingHTTPServer((host or '0.0.0.0', port), Handler)
    except OSError as error:
        raise
    shown = host or '0.0.0.0'
    print('Serving HTTP on %s port %d ...' % (shown, port) if sys.version_info[0] < 3 else 'Serving HTTP on %s port %d (http://%s:%d/) ...' % (shown, port, shown, port))
    sys.stdout.flush()
    server.serve_forever()
