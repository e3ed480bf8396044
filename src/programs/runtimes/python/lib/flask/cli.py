"""The `flask` command."""
import _dk_reload, _dockyard, os, sys
from flask import Flask, __version__
from flask.serving import reloaded, serve
_MISSING = "Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory."
_HELP = """Usage: flask [OPTIONS] COMMAND [ARGS]...

  A general utility script for Flask applications.

  An application to load must be given with the '--app' option, 'FLASK_APP'
  environment variable, or with a 'wsgi.py' or 'app.py' file in the current
  directory.

Options:
  -e, --env-file FILE   Load environment variables from this file, taking
                        precedence over those set by '.env' and '.flaskenv'.
                        Variables set directly in the environment take highest
                        precedence. python-dotenv must be installed.
  -A, --app IMPORT      The Flask application or factory function to load, in
                        the form 'module:name'. Module can be a dotted import
                        or file path. Name is not required if it is 'app',
                        'application', 'create_app', or 'make_app', and can be
                        'name(args)' to pass arguments.
  --debug / --no-debug  Set debug mode.
  --version             Show the Flask version.
  --help                Show this message and exit.

Commands:
"""
class NoApp(Exception): pass
class Commands:
    """`app.cli`: an application's own commands, by their names."""
    def __init__(self): self.commands = {}
    def command(self, name=None, **more):
        def wrap(fn, name=None if callable(name) else name):
            self.commands[name or fn.__name__.replace('_', '-')] = fn
            return fn
        return wrap(name) if callable(name) else wrap
def _module(name):
    """The module that a name or a path of a file stands for."""
    if name.endswith('.py'): name = name[:-3]
    name = name.lstrip('./').replace('/', '.') if '/' in name else name
    path = name.replace('.', '/')
    if not os.path.exists(path + '.py') and not os.path.isdir(path): raise NoApp('Could not import %r.' % name)
    try: found = __import__(name)
    except ImportError as error: raise NoApp('While importing %r, an ImportError was raised:\n\n%s' % (name, _dockyard.traceback(error)))
    for part in name.split('.')[1:]: found = getattr(found, part)
    return name, found
def _of_name(module, found, text):
    factory, paren, rest = text.partition('(')
    if not hasattr(found, factory): raise NoApp('Failed to find attribute %r in %r.' % (factory, module))
    thing = getattr(found, factory)
    if paren or (callable(thing) and not isinstance(thing, Flask)):
        try: thing = eval(text, dict(found.__dict__)) if paren else thing()
        except TypeError: raise NoApp('The factory %r in module %r could not be called with the specified arguments.' % (text, module))
    if isinstance(thing, Flask): return thing
    raise NoApp("A valid Flask application was not obtained from '%s:%s'." % (module, text))
def _best(module, found):
    for key in ('app', 'application'):
        if isinstance(getattr(found, key, None), Flask): return getattr(found, key)
    apps = [one for one in found.__dict__.values() if isinstance(one, Flask)]
    if len(apps) == 1: return apps[0]
    if apps: raise NoApp("Detected multiple Flask applications in module %r. Use '%s:name' to specify the correct one." % (module, module))
    for key in ('create_app', 'make_app'):
        if not callable(getattr(found, key, None)): continue
        try: made = getattr(found, key)()
        except TypeError: raise NoApp("Detected factory %r in module %r, but could not call it without arguments. Use '%s:%s(args)' to specify arguments." % (key, module, module, key))
        if isinstance(made, Flask): return made
    raise NoApp("Failed to find Flask application or factory in module %r. Use '%s:name' to specify one." % (module, module))
def find(name):
    """The application that --app or FLASK_APP names; without them that of wsgi.py or app.py."""
    path, _, attribute = (name or '').partition(':')
    for one in [path] if path else ['wsgi.py', 'app.py']:
        if not path and not os.path.exists(one): continue
        module, found = _module(one)
        return _of_name(module, found, attribute) if attribute else _best(module, found)
    raise NoApp(_MISSING)
def _usage(verb, text):
    at = 'flask' + (' ' + verb if verb else '')
    sys.stderr.write("Usage: %s %s\nTry '%s --help' for help.\n\nError: %s\n" % (at, '[OPTIONS]' if verb else '[OPTIONS] COMMAND [ARGS]...', at, text))
    return 2
def _routes(app):
    rows = [('Endpoint', 'Methods', 'Rule')] + sorted((r.endpoint, ', '.join(sorted(m for m in r.methods if m not in ('HEAD', 'OPTIONS'))), r.rule) for r in app._rules)
    wide = [max(len(row[i]) for row in rows) for i in range(3)]
    rows.insert(1, tuple('-' * w for w in wide))
    for row in rows: print('  '.join(cell + ' ' * (w - len(cell)) for cell, w in zip(row, wide)))
    return 0
def _help(name):
    own = {}
    try: own = {key: (fn.__doc__ or '').strip().split('\n')[0] for key, fn in find(name).cli.commands.items()}
    except NoApp as error: sys.stderr.write('Error: %s\n\n' % error)
    rows = dict(own)
    rows.update({'routes': 'Show the routes for the app.', 'run': 'Run a development server.', 'shell': 'Run a shell in the app context.'})
    wide = max(len(key) for key in rows)
    return _HELP + ''.join(('  %s%s  %s' % (key, ' ' * (wide - len(key)), rows[key])).rstrip() + '\n' for key in sorted(rows))
def main(args):
    """Runs the command; gives its exit status."""
    name, debug, verb, rest = os.environ.get('FLASK_APP'), os.environ.get('FLASK_DEBUG', '').lower() not in ('', '0', 'false', 'no'), None, list(args)
    host, port, reloader = os.environ.get('FLASK_RUN_HOST'), os.environ.get('FLASK_RUN_PORT'), None
    while rest and verb in (None, 'run', 'routes', 'shell'):
        arg = rest.pop(0)
        key, sign, value = arg.partition('=')
        if key in ('--app', '-A', '--env-file', '-e') or verb == 'run' and key in ('--host', '-h', '--port', '-p', '--cert', '--key', '--exclude-patterns', '--extra-files'):
            if not sign and not rest: return _usage(verb, "Option '%s' requires an argument." % key)
            value = value if sign else rest.pop(0)
            if key in ('--app', '-A'): name = value
            elif key in ('--host', '-h'): host = value
            elif key in ('--port', '-p'): port = value
            else:
                sys.stderr.write('dockyard: flask %s is not simulated\n' % key)
                return 1
        elif key in ('--debug', '--no-debug'): debug = key == '--debug'
        elif verb == 'run' and key in ('--reload', '--no-reload'): reloader = key == '--reload'
        elif verb == 'run' and key in ('--debugger', '--no-debugger', '--with-threads', '--without-threads'): pass
        elif key == '--version':
            print('Python %s\nFlask %s\nWerkzeug %s' % (sys.version.split()[0], __version__, _dockyard.setup['versions'].get('werkzeug', '3.1.3')))
            return 0
        elif key == '--help' and verb is None:
            print(_help(name), end='')
            return 0
        elif key[:1] == '-': return _usage(verb, "No such option '%s'." % key)
        else: verb = arg
    if verb is None:
        sys.stderr.write(_help(name))
        return 2
    if verb == 'shell':
        sys.stderr.write('dockyard: flask shell is not simulated\n')
        return 1
    if port is not None and not str(port).isdigit(): return _usage('run', "Invalid value for '--port' / '-p': %r is not a valid integer." % port)
    os.environ['FLASK_RUN_FROM_CLI'] = 'true'
    os.environ['FLASK_DEBUG'] = '1' if debug else '0'
    reloader = debug if reloader is None else reloader
    try: app = find(name)
    except NoApp as error:
        if verb not in ('run', 'routes'):
            sys.stderr.write('Error: %s\n\n' % error)
            return _usage(None, 'No such command %r.' % verb)
        return _usage(verb, str(error))
    except Exception as error:
        if verb != 'run' or not (reloader and reloaded()): raise
        sys.stderr.write(_dockyard.traceback(error))
        app = _Broken(error)
    if verb == 'routes': return _routes(app)
    if verb == 'run':
        if debug: app.debug = True
        return serve(app, host, port, debug, reloader, (name or 'app').split(':')[0])
    if verb not in app.cli.commands: return _usage(None, 'No such command %r.' % verb)
    if rest:
        sys.stderr.write('dockyard: arguments of flask commands are not simulated\n')
        return 1
    from flask import _apps
    _apps.append(app)
    app.cli.commands[verb]()
    return 0
class _Broken:
    """Under the reloader a program that can't be loaded answers with what is wrong with it."""
    def __init__(self, error): self.error = error
    def _wsgi_answer(self, request): raise self.error
