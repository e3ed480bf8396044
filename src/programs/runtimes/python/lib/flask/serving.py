"""The development server: its words, its reloader, its log."""
import _dk_reload, _dk_web, _dockyard, os, socket, sys, time
_STYLES = {'1': '\x1b[1m', '3': '\x1b[32m', '4': '\x1b[31m\x1b[1m', '5': '\x1b[35m\x1b[1m', '304': '\x1b[36m', '404': '\x1b[33m'}
_WARNING = 'WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.'
def styled(text, code):
    """A line of the log in the colours that its status has, which are there without a terminal, too."""
    style = '' if code == '200' else _STYLES.get(code) or _STYLES.get(code[0], '')
    return style + text + '\x1b[0m' if style else text
def reloaded(): return os.environ.get('WERKZEUG_RUN_MAIN') == 'true'
def _own_address():
    try: return socket.gethostbyname(socket.gethostname())
    except OSError: return '127.0.0.1'
def _listen(host, port):
    try: return socket.create_server((host, port))
    except OSError as error:
        if error.args[0] == 98:
            sys.stderr.write('Address already in use\nPort %d is in use by another program. Either identify and stop that program, or start the server with a different port.\n' % port)
            sys.exit(1)
        if error.args[0] == 99:
            sys.stderr.write('Cannot assign requested address\n')
            sys.exit(1)
        raise
def serve(app, host, port, debug, reloader, name):
    """Serves until the process ends; with a reloader the program starts anew when one of its files changes."""
    host, port = host or '127.0.0.1', int(port if port is not None else 5000)
    if not reloaded():
        print(" * Serving Flask app '%s'\n * Debug mode: %s" % (name, 'on' if debug else 'off'))
        sys.stdout.flush()
    server = _listen(host, port)
    port = server.getsockname()[1]
    if not reloaded():
        lines = ['\x1b[31m\x1b[1m%s\x1b[0m' % _WARNING]
        if host in ('0.0.0.0', '::'): lines += [' * Running on all addresses (%s)' % host, ' * Running on http://127.0.0.1:%d' % port, ' * Running on http://%s:%d' % (_own_address(), port)]
        else: lines += [' * Running on http://%s:%d' % (host, port)]
        sys.stderr.write('\n'.join(lines) + '\n\x1b[33mPress CTRL+C to quit\x1b[0m\n')
        if reloader:
            server.close()
            sys.stderr.write(' * Restarting with stat\n')
            _dk_reload.again(WERKZEUG_RUN_MAIN='true')
    if debug: sys.stderr.write(' * Debugger is active!\n * Debugger PIN: 142-893-201\n')
    _dockyard.host.label('flask')
    while True:
        try: connection, address = _dk_reload.accept(server, reloader)
        except _dk_reload.Changed as changed:
            server.close()
            sys.stderr.write(" * Detected change in '%s', reloading\n * Restarting with stat\n" % changed.args[0])
            _dk_reload.again(WERKZEUG_RUN_MAIN='true')
        try: _one(app, connection, address, debug)
        except OSError: pass
        connection.close()
def _log(address, line, code): sys.stderr.write('%s - - [%s] "%s" %d -\n' % (address[0], time.strftime('%d/%b/%Y %H:%M:%S'), styled(line, str(code)), code))
def _one(app, connection, address, debug):
    request = _dk_web.Request.read(connection, address)
    if request is None: return
    server = ('Server', 'Werkzeug/%s Python/%s' % (_dockyard.setup['versions'].get('werkzeug', '3.1.3'), sys.version.split()[0]))
    if not request.method:
        connection.sendall(b'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
        return
    failure = None
    try: answer = _dk_web.call(app, request)
    except Exception as error:
        from flask.debugger import page
        failure = _dockyard.traceback(error)
        answer = _dk_web.Answer(500, 'INTERNAL SERVER ERROR', [('Content-Type', 'text/html; charset=utf-8')], page(error, failure))
    if answer.status not in (204, 304) and not answer.has('Content-Length'): answer.headers.append(('Content-Length', len(answer.body)))
    _dk_web.send(connection, request, answer, [server, ('Date', _dk_web.date())], [('Connection', 'close')])
    _log(address, request.line, answer.status)
    if failure: sys.stderr.write(failure)
