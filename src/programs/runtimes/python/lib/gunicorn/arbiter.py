"""The master and its workers, played by one process: it listens, loads the application, serves, ends on signals."""
import _dk_reload, _dk_web, _dockyard, importlib, os, signal, socket, sys, time
_LEVELS = {'debug': 10, 'info': 20, 'warning': 30, 'error': 40, 'critical': 50}
class AppImportError(Exception): pass
class _Stop(BaseException):
    """A signal that ends the server."""
class Arbiter:
    def __init__(self, given): self.given, self.pid, self.servers, self.booted = given, os.getpid(), [], 0
    def log(self, text, pid=None, level='INFO'):
        if _LEVELS[level.lower()] < _LEVELS.get(self.given.log_level, 20): return
        self.write(self.given.log_file, sys.stderr, '[%s +0000] [%d] [%s] %s\n' % (time.strftime('%Y-%m-%d %H:%M:%S'), pid or self.pid, level, text))
    def write(self, path, stream, text):
        if path in (None, '-'):
            stream.write(text)
            stream.flush()
        else:
            with open(path, 'a') as file: file.write(text)
    def run(self):
        """Serves until a signal comes; the exit status is gunicorn's."""
        again = '_DOCKYARD_RELOADS' in os.environ
        if not again: self.log('Starting gunicorn %s' % __import__('gunicorn').__version__)
        for bind in self.given.bind:
            if not self.listen(bind): return 1
        signal.signal(signal.SIGTERM, lambda number, frame: self.signalled('term'))
        signal.signal(signal.SIGINT, lambda number, frame: self.signalled('int'))
        if not again:
            self.log('Listening at: %s (%d)' % (','.join(shown for _, shown in self.servers), self.pid))
            self.log('Using worker: %s' % self.given.worker_class)
        try:
            self.boot()
            try: application = self.load()
            except AppImportError as error: return self.halt(str(error), 4, 'App failed to load.')
            except SystemExit: raise
            except Exception as error:
                text = _dockyard.traceback(error)
                if not text.startswith('Traceback'): text = 'Traceback (most recent call last):\n' + text
                self.log('Exception in worker process', self.workers[-1], 'ERROR')
                self.write(self.given.log_file, sys.stderr, text)
                if not self.given.reload: return self.halt(None, 3, 'Worker failed to boot.')
                application = self.broken(text)
            self.serve(application)
        except _Stop as stop:
            self.log('Handling signal: %s' % stop.args[0])
            for pid in self.workers: self.log('Worker exiting (pid: %d)' % pid, pid)
            self.log('Shutting down: Master')
        return 0
    def broken(self, text):
        """Under a reloader a program that can't be loaded answers with what is wrong with it."""
        def application(environ, start_response):
            start_response('500 Internal Server Error', [('Content-Type', 'text/plain')])
            return [text.encode()]
        return application
    def signalled(self, name): raise _Stop(name)
    def boot(self):
        """The workers' words; under a reloader they come again with each new process of the program."""
        first = self.pid + 1 + int(os.environ.get('_DOCKYARD_RELOADS', '0')) * self.given.workers
        self.workers = list(range(first, first + self.given.workers))
        for pid in self.workers: self.log('Booting worker with pid: %d' % pid, pid)
    def listen(self, bind):
        if bind[:5] == 'unix:': address, shown, family = bind[5:], bind, socket.AF_UNIX
        else:
            host, _, port = bind.rpartition(':') if ':' in bind else (bind, '', '8000')
            address, family = (host.strip('[]') or '0.0.0.0', int(port)), socket.AF_INET
            shown = 'http://%s:%d' % address
        for attempt in range(5):
            try:
                self.servers.append((socket.create_server(address, family=family), shown))
                return True
            except OSError as error:
                if error.args[0] == 98: self.log('Connection in use: %s' % (address,) if family == socket.AF_UNIX else 'Connection in use: %s' % str(address), level='ERROR')
                elif error.args[0] == 99: self.log('Invalid address: %s' % str(address), level='ERROR')
                self.log('connection to %s failed: %s' % (address, error), level='ERROR')
                time.sleep(1)
        self.log("Can't connect to %s" % str(address), level='ERROR')
        return False
    def load(self):
        """What `module:name` or `module:factory(…)` stands for."""
        module, _, name = self.given.app.partition(':')
        found = importlib.import_module(module)
        name = name or 'application'
        factory = name.split('(')[0]
        if not hasattr(found, factory): raise AppImportError('Failed to find attribute %r in %r.' % (factory, module))
        application = eval(name, dict(found.__dict__)) if '(' in name else getattr(found, factory)
        if application is None: raise AppImportError('Failed to find application object: %r' % name)
        if not callable(application): raise AppImportError('Application object must be callable.')
        return application
    def halt(self, said, code, reason):
        if said: self.write(None, sys.stderr, said + '\n')
        for pid in self.workers[:1]: self.log('Worker exiting (pid: %d)' % pid, pid)
        for pid in self.workers[:1]: self.log('Worker (pid:%d) exited with code %d' % (pid, code), level='ERROR')
        self.log('Shutting down: Master', level='ERROR')
        self.log('Reason: %s' % reason, level='ERROR')
        return code
    def serve(self, application):
        server = self.servers[0][0]
        while True:
            try: connection, address = _dk_reload.accept(server, self.given.reload)
            except _dk_reload.Changed as changed:
                self.log('Worker reloading: %s modified' % changed.args[0], self.workers[0])
                for pid in self.workers: self.log('Worker exiting (pid: %d)' % pid, pid)
                for one, _ in self.servers: one.close()
                _dk_reload.again(_DOCKYARD_RELOADS=str(int(os.environ.get('_DOCKYARD_RELOADS', '0')) + 1))
            try: self.answer(application, connection, address)
            except OSError: pass
            connection.close()
    def answer(self, application, connection, address):
        request = _dk_web.Request.read(connection, address)
        if request is None or not request.method: return
        begun = time.time()
        try: answer = _dk_web.call(application, request)
        except Exception as error:
            self.log('Error handling request %s' % request.target, self.workers[0], 'ERROR')
            self.write(self.given.log_file, sys.stderr, _dockyard.traceback(error))
            answer = _dk_web.failed()
        if not answer.has('Content-Length'): answer.headers.append(('Content-Length', len(answer.body)))
        _dk_web.send(connection, request, answer, [('Server', 'gunicorn'), ('Date', _dk_web.date()), ('Connection', 'close')])
        if self.given.access_logfile is not None: self.write(self.given.access_logfile, sys.stdout, self.access(request, answer, time.time() - begun) + '\n')
    def access(self, request, answer, took):
        """A line of the access log, by its format."""
        path, _, query = request.target.partition('?')
        us = int(took * 1000000)
        values = {'h': request.address[0], 'l': '-', 'u': '-', 't': time.strftime('[%d/%b/%Y:%H:%M:%S +0000]'), 'r': request.line, 's': answer.status, 'st': '%d %s' % (answer.status, answer.reason), 'm': request.method, 'U': path, 'q': query, 'H': request.version, 'b': len(answer.body) if answer.body else '-', 'B': len(answer.body), 'f': request.header('Referer') or '-', 'a': request.header('User-Agent') or '-', 'T': int(took), 'D': us, 'M': us // 1000, 'L': '%d.%06d' % (us // 1000000, us % 1000000), 'p': '<%d>' % self.workers[0]}
        out, rest = '', self.given.access_logformat
        while '%(' in rest:
            before, _, rest = rest.partition('%(')
            name, _, rest = rest.partition(')s')
            value = values.get(name)
            if value is None and name[:1] == '{' and name[-1:] == 'i': value = request.header(name[1:-2]) or '-'
            out += before + str('-' if value is None else value)
        return out + rest
