"""gunicorn's command: one worker serves, its words are those of a master with workers."""
import importlib, os, socket, sys, time
def _log(text, pid=None, level='INFO'):
    sys.stderr.write('[%s +0000] [%d] [%s] %s\n' % (time.strftime('%Y-%m-%d %H:%M:%S'), pid or os.getpid(), level, text))
def _main(args):
    import _dockyard, argparse
    parser = argparse.ArgumentParser(prog='gunicorn')
    parser.add_argument('-b', '--bind', action='append')
    parser.add_argument('-w', '--workers', type=int, default=1)
    parser.add_argument('--chdir')
    parser.add_argument('--access-logfile')
    for name in ('--threads', '--timeout', '--log-level', '--error-logfile', '--worker-class', '--name', '--config', '--graceful-timeout', '--keep-alive', '--worker-tmp-dir', '--max-requests'): parser.add_argument(name)
    parser.add_argument('-k'); parser.add_argument('-c')
    parser.add_argument('--reload', action='store_true'); parser.add_argument('--preload', action='store_true')
    parser.add_argument('app', nargs='?')
    given = parser.parse_args(args)
    if given.app is None:
        parser.print_usage(sys.stderr)
        sys.stderr.write('gunicorn: error: No application module specified.\n')
        return 1
    if given.chdir: os.chdir(given.chdir)
    host, _, port = ((given.bind or ['127.0.0.1:%s' % os.environ.get('PORT', '8000')])[0]).rpartition(':')
    host = host or '0.0.0.0'
    _log('Starting gunicorn %s' % _dockyard.setup['versions'].get('gunicorn', '23.0.0'))
    try: server = socket.create_server((host, int(port)))
    except OSError as error:
        for _ in range(5):
            _log('Connection in use: %r' % ((host, int(port)),), level='ERROR')
            _log('Retrying in 1 second.', level='ERROR')
            time.sleep(1)
        _log("Can't connect to %r" % ((host, int(port)),), level='ERROR')
        return 1
    _log('Listening at: http://%s:%s (%d)' % (host, port, os.getpid()))
    _log('Using worker: %s' % (given.k or given.worker_class or ('gthread' if given.threads else 'sync')))
    for i in range(given.workers): _log('Booting worker with pid: %d' % (os.getpid() + 1 + i), os.getpid() + 1 + i)
    module, _, name = given.app.partition(':')
    try:
        found = importlib.import_module(module)
        application = eval(name, found.__dict__) if '(' in name else getattr(found, name or 'application')
    except Exception as error:
        pid = os.getpid() + 1
        _log('Exception in worker process', pid, 'ERROR')
        sys.stderr.write(_dockyard.traceback(error))
        _log('Worker exiting (pid: %d)' % pid, pid)
        _log('Worker (pid:%d) exited with code 3' % pid, level='ERROR')
        _log('Shutting down: Master', level='ERROR')
        _log('Reason: Worker failed to boot.', level='ERROR')
        return 3
    _dockyard.host.label('flask')
    if hasattr(application, '_handle'):
        from flask import _serve
        return _serve(application, server, 'gunicorn', given.access_logfile is not None)
    from django._server import _one
    while True:
        connection, address = server.accept()
        try: _one(application, connection, address, given.access_logfile is not None)
        except OSError: pass
        connection.close()
