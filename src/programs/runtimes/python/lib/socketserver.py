import os, socket, sys
class BaseServer:
    address_family, socket_type, request_queue_size, allow_reuse_address, timeout = socket.AF_INET, socket.SOCK_STREAM, 5, False, None
    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        self.server_address, self.RequestHandlerClass, self._stop = server_address, RequestHandlerClass, False
        self.socket = socket.socket(self.address_family, self.socket_type)
        if bind_and_activate:
            self.server_bind()
            self.server_activate()
    def server_bind(self):
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
    def server_activate(self): pass
    def serve_forever(self, poll_interval=0.5):
        import threading
        if threading._main_waits:
            sys.stderr.write('dockyard: a server in a thread of a program that does something else is not simulated\n')
            sys.stdout.flush()
            os._exit(1)
        while not self._stop:
            self.handle_request()
    def handle_request(self):
        request, address = self.socket.accept()
        try:
            self.finish_request(request, address)
        except Exception as error:
            self.handle_error(request, address, error)
        request.close()
    def handle_error(self, request, address, error):
        import _dockyard
        sys.stderr.write('-' * 40 + '\nException occurred during processing of request from %s\n%s' % (address, _dockyard.traceback(error)) + '-' * 40 + '\n')
    def finish_request(self, request, address):
        self.RequestHandlerClass(request, address, self)
    def shutdown(self): self._stop = True
    def server_close(self): self.socket.close()
    def fileno(self): return self.socket.fileno()
    def __enter__(self): return self
    def __exit__(self, *a): self.server_close()
TCPServer = BaseServer
class ThreadingMixIn:
    daemon_threads = False
class ThreadingTCPServer(ThreadingMixIn, TCPServer): pass
class BaseRequestHandler:
    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()
    def setup(self): pass
    def handle(self): pass
    def finish(self): pass
class StreamRequestHandler(BaseRequestHandler):
    def setup(self):
        self.connection = self.request
        self.rfile, self.wfile = self.request.makefile('rb'), self.request.makefile('wb')
