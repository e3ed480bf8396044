"""gunicorn's settings: of its command line, GUNICORN_CMD_ARGS and its configuration file."""
import argparse, os, sys
class _Parser(argparse.ArgumentParser):
    def format_usage(self): return 'usage: gunicorn [OPTIONS] [APP_MODULE]\n'
_TAKING = {
    '--bind': '-b', '--workers': '-w', '--worker-class': '-k', '--threads': None, '--timeout': '-t', '--config': '-c', '--name': '-n', '--user': '-u', '--group': '-g', '--umask': '-m', '--pid': '-p', '--chdir': None, '--env': '-e', '--access-logfile': None, '--access-logformat': None, '--error-logfile': None, '--log-file': None, '--log-level': None,
    '--graceful-timeout': None, '--keep-alive': None, '--backlog': None, '--worker-connections': None, '--max-requests': None, '--max-requests-jitter': None, '--worker-tmp-dir': None, '--forwarded-allow-ips': None, '--pythonpath': None, '--limit-request-line': None, '--limit-request-fields': None, '--log-config': None, '--reload-engine': None, '--reload-extra-file': None, '--certfile': None, '--keyfile': None, '--statsd-host': None,
}
_PLAIN = ('--reload', '--preload', '--daemon', '--capture-output', '--check-config', '--print-config', '--spew', '--no-sendfile', '--reuse-port', '--disable-redirect-access-to-syslog', '--enable-stdio-inheritance')
_ABSENT = {'daemon': '--daemon', 'spew': '--spew', 'certfile': '--certfile', 'keyfile': '--keyfile', 'print_config': '--print-config', 'log_config': '--log-config', 'statsd_host': '--statsd-host'}
_FORMAT = '%(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s"'
_NAMES = {'bind': 'bind', 'workers': 'workers', 'worker_class': 'worker_class', 'threads': 'threads', 'accesslog': 'access_logfile', 'access_log_format': 'access_logformat', 'errorlog': 'log_file', 'loglevel': 'log_level', 'reload': 'reload', 'chdir': 'chdir', 'wsgi_app': 'app', 'preload_app': 'preload'}
def _parser():
    parser = _Parser(prog='gunicorn')
    for name, short in _TAKING.items():
        parser.add_argument(*([short, name] if short else [name]), action='append' if name in ('--bind', '--env', '--reload-extra-file') else 'store', dest='log_file' if name == '--error-logfile' else None)
    for name in _PLAIN: parser.add_argument(name, action='store_true')
    parser.add_argument('-R', action='store_true')
    parser.add_argument('-v', '--version', action='version', version='gunicorn (version %s)' % __import__('gunicorn').__version__)
    parser.add_argument('app', nargs='?')
    return parser
def read(args):
    """The settings that hold; a number is what the command exits with instead of serving."""
    from_env = os.environ.get('GUNICORN_CMD_ARGS', '').split()
    given = _parser().parse_args(from_env + list(args))
    if given.chdir:
        os.chdir(given.chdir)
        sys.path.insert(0, os.getcwd())
    for pair in given.env or []:
        key, _, value = pair.partition('=')
        os.environ[key] = value
    path = (given.config or 'gunicorn.conf.py')
    path = path[5:] if path[:5] == 'file:' else path
    if os.path.isfile(path): _from_file(given, path)
    elif given.config:
        sys.stderr.write('\nError: %r doesn\'t exist\n' % path)
        return 1
    for name, option in _ABSENT.items():
        if getattr(given, name): return _absent('gunicorn %s' % option)
    if given.app is None:
        sys.stderr.write('\nError: No application module specified.\n')
        return 1
    for name, least in (('workers', 1), ('threads', 1)):
        value = getattr(given, name)
        if value is not None and not str(value).isdigit():
            sys.stderr.write("\nError: argument %s: invalid int value: %r\n" % (name, value))
            return 1
        setattr(given, name, int(value) if value is not None else int(os.environ.get('WEB_CONCURRENCY', 1)) if name == 'workers' else least)
    given.worker_class = given.worker_class or 'sync'
    if given.worker_class == 'sync' and given.threads > 1: given.worker_class = 'gthread'
    if given.worker_class not in ('sync', 'gthread'): return _absent("gunicorn's worker class %s" % given.worker_class)
    given.bind = given.bind or ['0.0.0.0:' + os.environ['PORT'] if 'PORT' in os.environ else '127.0.0.1:8000']
    given.access_logformat = given.access_logformat or _FORMAT
    given.log_level = (given.log_level or 'info').lower()
    return given
def _absent(what):
    sys.stderr.write('dockyard: %s is not simulated\n' % what)
    return 1
def _from_file(given, path):
    """A configuration file is a Python program: the names that it binds are settings, unless the command line has them."""
    scope = {'__file__': os.path.abspath(path), '__name__': 'gunicorn_conf'}
    with open(path) as file: exec(file.read(), scope)
    for name, ours in _NAMES.items():
        if name not in scope or getattr(given, ours): continue
        value = scope[name]
        setattr(given, ours, [value] if name == 'bind' and isinstance(value, str) else value)
