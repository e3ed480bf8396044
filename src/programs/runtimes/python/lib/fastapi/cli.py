"""The command `fastapi`: `run` and `dev`, over uvicorn."""
import importlib, os, sys
import _dockyard
_USAGE = "Usage: fastapi %s [OPTIONS] [PATH]\nTry 'fastapi %s --help' for help.\n\nError: %s\n"
def _found(path):
    """The module that a path stands for, by the packages around it, and the folder that it is imported from."""
    if path is None:
        for one in ('main.py', 'app.py', 'api.py', 'app/main.py', 'app/app.py', 'app/api.py'):
            if os.path.isfile(one): path = one
            if path: break
        if path is None: raise LookupError('Could not find a default file to run, please provide an explicit path')
    if not os.path.exists(path): raise LookupError('Path does not exist %s' % path)
    full = os.path.abspath(path)
    if os.path.isdir(full): parts, folder = [os.path.basename(full)], os.path.dirname(full)
    else: parts, folder = [os.path.basename(full)[:-3]], os.path.dirname(full)
    while os.path.isfile(folder + '/__init__.py'): folder, parts = os.path.dirname(folder), [os.path.basename(folder)] + parts
    return '.'.join(parts), folder
def _main(args):
    verb, args = args[0] if args else None, list(args[1:])
    if verb == '--version':
        import fastapi
        print('FastAPI CLI version: 0.0.14')
        return 0
    if verb not in ('run', 'dev'):
        sys.stderr.write("Usage: fastapi [OPTIONS] COMMAND [ARGS]...\nTry 'fastapi --help' for help.\n\nError: %s\n" % ("No such command '%s'." % verb if verb else 'Missing command.'))
        return 2
    if 'uvicorn' not in _dockyard.setup['versions']:
        sys.stderr.write('To use the fastapi command, please install "fastapi[standard]":\n\n\tpip install "fastapi[standard]"\n\n')
        return 1
    options, path, app = {'host': '0.0.0.0' if verb == 'run' else '127.0.0.1', 'reload': verb == 'dev'}, None, None
    while args:
        one, sign, value = args.pop(0).partition('=')
        if one in ('--port', '--host', '--workers', '--root-path'): options[one[2:].replace('-', '_')] = value if sign else args.pop(0)
        elif one == '--app': app = value if sign else args.pop(0)
        elif one in ('--reload', '--no-reload'): options['reload'] = one == '--reload'
        elif one in ('--proxy-headers', '--no-proxy-headers'): pass
        elif one[:1] == '-':
            sys.stderr.write(_USAGE % (verb, verb, 'No such option: ' + one))
            return 2
        else: path = one + sign + value
    from uvicorn import _Settings, _serve
    try:
        module, folder = _found(path)
        sys.path.insert(0, folder)
        name = app or _name(importlib.import_module(module))
    except LookupError as error:
        sys.stderr.write('%s\n' % error)
        return 1
    if '_DOCKYARD_RELOADS' not in os.environ:
        at = 'http://%s:%s' % (options['host'], options.get('port', 8000))
        print('\n ⚡️ Starting FastAPI in %s mode\n \n 🐍 Using import string: %s:%s\n \n 🌐 Server started at %s\n    Documentation at %s/docs\n \n  Logs:\n ' % ('production' if verb == 'run' else 'development', module, name, at, at))
        sys.stdout.flush()
    return _serve(_Settings('%s:%s' % (module, name), **options))
def _name(module):
    from fastapi import FastAPI
    for name in ['app', 'api'] + sorted(dir(module)):
        if isinstance(getattr(module, name, None), FastAPI): return name
    raise LookupError('Could not find FastAPI app in module, try using --app')
