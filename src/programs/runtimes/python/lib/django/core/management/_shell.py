"""shell: statements given, piped in, or typed."""
import sys
from django.core.management.base import words
def shell(args):
    import django, _dockyard
    from django.apps import apps
    options, _ = words(args, ('-c', '--command', '-i', '--interface', '-v', '--verbosity'))
    scope = {'__name__': '__main__', '__builtins__': __import__('builtins')}
    if django.VERSION >= (5, 2) and '--no-imports' not in options:
        models = apps.get_models()
        for model in models: scope.setdefault(model.__name__, model)
        if options.get('-v') != '0': print('%d object%s imported automatically (use -v 2 for details).\n' % (len(models), '' if len(models) == 1 else 's'))
    source = options.get('-c') or options.get('--command')
    if source is None and not sys.stdin.isatty(): source = sys.stdin.read()
    if source is not None:
        exec(_dockyard.translated(source, '<string>'), scope)
        return
    sys.stdout.write('Python %s on linux\nType "help", "copyright", "credits" or "license" for more information.\n(InteractiveConsole)\n' % sys.version)
    _dockyard.converse(scope)
