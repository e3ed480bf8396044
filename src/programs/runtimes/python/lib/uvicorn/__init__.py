"""uvicorn: an application of FastAPI's served, with its log."""
import asyncio, importlib, os, signal, socket, sys, time
import _dk_reload, _dk_web, _dockyard
__version__ = _dockyard.setup['versions'].get('uvicorn', '0.37.0')
class _Stop(BaseException):
    """A signal that ends the server."""
def _say(text, level='INFO'): sys.stderr.write('%s%s\n' % ((level + ':').ljust(10), text))
class _Settings:
    """What the command line, or `uvicorn.run`, asks for."""
    def __init__(self, app, host='127.0.0.1', port=8000, reload=False, workers=None, log_level='info', access_log=True, factory=False, root_path='', **more):
        self.app, self.host, self.port, self.reload, self.factory = app, host, int(port), reload, factory
        self.quiet, self.access = log_level in ('warning', 'error', 'critical'), access_log and log_level not in ('warning', 'error', 'critical')
class _Failed(Exception): pass
def _load(settings):
    if not isinstance(settings.app, str): return settings.app
    module, sign, name = settings.app.partition(':')
    if not sign or not name: raise _Failed('Import string "%s" must be in format "<module>:<attribute>".' % settings.app)
    try: found = importlib.import_module(module)
    except ImportError as error:
        if str(error) != 'No module named %r' % module and not str(error).startswith("No module named '%s" % module.split('.')[0]): raise
        raise _Failed('Could not import module "%s".' % module)
    for part in name.split('.'):
        if not hasattr(found, part): raise _Failed('Attribute "%s" not found in module "%s".' % (name, module))
        found = getattr(found, part)
    return found() if settings.factory else found
def _serve(settings):
    pid = os.getpid()
    quiet = settings.quiet
    def say(text, level='INFO'):
        if not quiet or level != 'INFO': _say(text, level)
    again = '_DOCKYARD_RELOADS' in os.environ
    try: server = socket.create_server((settings.host, settings.port))
    except OSError as error:
        _say('[Errno %s] error while attempting to bind on address (%r, %d): %s' % (error.args[0], settings.host, settings.port, {98: 'address already in use', 99: 'cannot assign requested address'}.get(error.args[0], str(error.args[1]).lower())), 'ERROR')
        return 1
    shown = 'Uvicorn running on http://%s:%d (Press CTRL+C to quit)' % (settings.host, settings.port)
    if settings.reload:
        if not again: say("Will watch for changes in these directories: [%r]\nINFO:     %s\nINFO:     Started reloader process [%d] using %s" % (os.getcwd(), shown, pid, 'WatchFiles' if 'watchfiles' in _dockyard.setup['versions'] else 'StatReload'))
        pid += 7 + int(os.environ.get('_DOCKYARD_RELOADS', '0'))
    try: app = _load(settings)
    except _Failed as error:
        _say('Error loading ASGI app. %s' % error, 'ERROR')
        if not settings.reload: return 1
        app = None
    except Exception as error:
        if not settings.reload: raise
        sys.stderr.write(_dockyard.traceback(error))
        app = None
    if app is not None:
        if not hasattr(app, 'answer'):
            sys.stderr.write('dockyard: uvicorn over an application that is not FastAPI is not simulated\n')
            return 1
        say('Started server process [%d]' % pid)
        say('Waiting for application startup.')
        try: asyncio.run(app.startup())
        except Exception as error:
            _say(_dockyard.traceback(error), 'ERROR')
            _say('Application startup failed. Exiting.', 'ERROR')
            return 3
        say('Application startup complete.')
        if not settings.reload: say(shown)
    def stop(number, frame): raise _Stop()
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        while True:
            try: connection, address = _dk_reload.accept(server, settings.reload)
            except _dk_reload.Changed as changed:
                server.close()
                _say("StatReload detected changes in '%s'. Reloading..." % os.path.relpath(changed.args[0]), 'WARNING')
                if app is not None: _ended(app, say, pid)
                _dk_reload.again(_DOCKYARD_RELOADS=str(int(os.environ.get('_DOCKYARD_RELOADS', '0')) + 1))
            try: _one(app, connection, address, settings)
            except OSError: pass
            connection.close()
    except _Stop:
        server.close()
        if app is not None: _ended(app, say, pid)
        if settings.reload: say('Stopping reloader process [%d]' % os.getpid())
    return 0
def _ended(app, say, pid):
    say('Shutting down')
    say('Waiting for application shutdown.')
    asyncio.run(app.shutdown())
    say('Application shutdown complete.')
    say('Finished server process [%d]' % pid)
def _one(app, connection, address, settings):
    request = _dk_web.Request.read(connection, address)
    if request is None: return
    if not request.method:
        _say('Invalid HTTP request received.', 'WARNING')
        connection.sendall(b'HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\nInvalid HTTP request received.')
        return
    failure = None
    from fastapi.requests import Request
    from fastapi.responses import PlainTextResponse
    try: made = asyncio.run(app.answer(Request(app, request.method, request.target, request.pairs, request.body, address)))
    except Exception as error:
        failure = _dockyard.traceback(error)
        made = PlainTextResponse('Internal Server Error', 500)
    phrase = {422: 'Unprocessable Entity'}.get(made.status_code, _dk_web.phrase(made.status_code))
    _dk_web.send(connection, request, _dk_web.Answer(made.status_code, phrase, made.finished(), made.body), [('date', _dk_web.date()), ('server', 'uvicorn')])
    if settings.access:
        sys.stdout.write('INFO:     %s:%d - "%s %s %s" %d %s\n' % (address[0], address[1], request.method, request.target, request.version, made.status_code, phrase))
        sys.stdout.flush()
    if failure: _say('Exception in ASGI application\n' + failure.rstrip('\n'), 'ERROR')
def run(app, **options):
    code = _serve(_Settings(app, **options))
    if code: sys.exit(code)
def _main(args):
    """The command `uvicorn`."""
    import argparse
    options, app, args = {}, None, list(args)
    flags = {'--reload': 'reload', '--factory': 'factory', '--no-access-log': 'access_log'}
    valued = {'--host': 'host', '--port': 'port', '--workers': 'workers', '--log-level': 'log_level', '--root-path': 'root_path'}
    skipped = ('--app-dir', '--env-file', '--reload-dir', '--forwarded-allow-ips', '--timeout-keep-alive', '--loop', '--http', '--log-config', '--limit-concurrency')
    while args:
        one, sign, value = args.pop(0).partition('=')
        if one == '--version':
            print('Running uvicorn %s with CPython %s on Linux' % (__version__, sys.version.split()[0]))
            return 0
        if one in flags: options[flags[one]] = one != '--no-access-log'
        elif one in valued: options[valued[one]] = value if sign else args.pop(0)
        elif one in skipped:
            given = value if sign else args.pop(0)
            if one == '--app-dir': sys.path.insert(0, given)
        elif one in ('--proxy-headers', '--no-proxy-headers', '--use-colors', '--no-use-colors', '--access-log', '--no-server-header', '--no-date-header'): pass
        elif one[:1] == '-':
            sys.stderr.write("Usage: uvicorn [OPTIONS] APP\nTry 'uvicorn --help' for help.\n\nError: No such option: %s\n" % one)
            return 2
        else: app = one + sign + value
    if app is None:
        sys.stderr.write("Usage: uvicorn [OPTIONS] APP\nTry 'uvicorn --help' for help.\n\nError: Missing argument 'APP'.\n")
        return 2
    if not str(options.get('port', 8000)).isdigit():
        sys.stderr.write("Usage: uvicorn [OPTIONS] APP\nTry 'uvicorn --help' for help.\n\nError: Invalid value for '--port': '%s' is not a valid integer.\n" % options['port'])
        return 2
    sys.path.insert(0, os.getcwd())
    return _serve(_Settings(app, **options))
