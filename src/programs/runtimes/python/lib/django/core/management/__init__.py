"""manage.py and django-admin."""
import os, sys
from django.core.management.base import BaseCommand, CommandError
_MODULES = {
    'check': '_serve', 'runserver': '_serve', 'startproject': '_project', 'startapp': '_project', 'collectstatic': '_project', 'test': '_testing', 'shell': '_shell',
    'makemigrations': '_migrations', 'migrate': '_migrations', 'showmigrations': '_migrations', 'sqlmigrate': '_migrations', 'flush': '_data', 'dumpdata': '_data', 'loaddata': '_data',
    'createsuperuser': '_users', 'changepassword': '_users',
}
_ABSENT = 'dbshell inspectdb makemessages compilemessages sqlflush squashmigrations clearsessions createcachetable findstatic diffsettings optimizemigration remove_stale_contenttypes sendtestemail sqlsequencereset testserver'.split()
_WITHOUT_MODELS = ('startproject', 'runserver')
def _custom(name):
    from django.apps import apps
    import importlib
    for config in apps.get_app_configs():
        if not config.name.startswith('django.') and os.path.isfile(config.path + '/management/commands/%s.py' % name): return importlib.import_module('%s.management.commands.%s' % (config.name, name)).Command()
def _names():
    """The commands that an app of the project brings, and those that come with Django."""
    return sorted(list(_MODULES) + _ABSENT)
def _help(program): print("\nType '%s help <subcommand>' for help on a specific subcommand.\n\nAvailable subcommands:\n\n[django]\n%s" % (program, '\n'.join('    ' + name for name in sorted(_MODULES))))
def _run(argv):
    name, args = argv[1] if len(argv) > 1 else 'help', argv[2:]
    program = os.path.basename(argv[0])
    if name in ('--version', 'version'): print(__import__('django').get_version())
    elif name in ('help', '--help', '-h'): _help(program)
    elif name in _ABSENT: raise CommandError('dockyard: %s %s is not simulated' % (program, name))
    elif name in _MODULES:
        module = __import__('django.core.management.' + _MODULES[name], None, None, ('x',))
        if name not in _WITHOUT_MODELS:
            import django
            django.setup()
        return getattr(module, name)(args) or 0
    else: return _own(program, name, args)
    return 0
def _own(program, name, args):
    import django
    if os.environ.get('DJANGO_SETTINGS_MODULE'): django.setup()
    made = _custom(name)
    if made is None:
        near = [one for one in _names() if one[:3] == name[:3] and abs(len(one) - len(name)) < 3]
        if not os.environ.get('DJANGO_SETTINGS_MODULE'): sys.stderr.write('No Django settings specified.\n')
        sys.stderr.write("Unknown command: '%s'%s\nType '%s help' for usage.\n" % (name, '. Did you mean %s?' % near[0] if near else '', program))
        return 1
    import argparse
    parser = argparse.ArgumentParser(prog='%s %s' % (program, name), description=made.help or None)
    made.add_arguments(parser)
    said = made.handle(**dict(parser.parse_args(args).__dict__, verbosity=1))
    if said: print(said)
    return 0
def execute_from_command_line(argv=None):
    from django.db.utils import Error
    from django.core.exceptions import ImproperlyConfigured
    try: code = _run(list(argv or sys.argv))
    except (CommandError, NotImplementedError) as error:
        text = str(error)
        if isinstance(error, NotImplementedError) and not text.startswith('dockyard: '): raise
        sys.stderr.write((text if text.startswith('dockyard: ') else 'CommandError: ' + text) + '\n')
        code = getattr(error, 'returncode', 1)
    if code: sys.exit(code)
def call_command(name, *args, **options):
    words = [str(one) for one in args]
    for key, value in options.items():
        if value is True: words.append('--' + key.replace('_', '-'))
        elif value is False and key == 'interactive': words.append('--noinput')
        elif value not in (None, False) and key not in ('verbosity', 'stdout', 'stderr'): words += ['--' + key.replace('_', '-'), str(value)]
    _run(['manage.py', name] + words)
