"""manage.py and django-admin."""
import json, os, sys
_APPS = {'contenttypes': ['0001_initial', '0002_remove_content_type_name'], 'auth': ['0001_initial', '0002_alter_permission_name_max_length', '0003_alter_user_email_max_length', '0004_alter_user_username_opts', '0005_alter_user_last_login_null', '0006_require_contenttypes_0002', '0007_alter_validators_add_error_messages', '0008_alter_user_username_max_length', '0009_alter_user_last_name_max_length', '0010_alter_group_name_max_length', '0011_update_proxy_permissions', '0012_alter_user_first_name_max_length'], 'admin': ['0001_initial', '0002_logentry_remove_auto_add', '0003_logentry_add_action_flag_choices'], 'sessions': ['0001_initial']}
_ORDER = [('contenttypes', 0), ('auth', 0), ('admin', 0), ('admin', 1), ('admin', 2), ('contenttypes', 1)] + [('auth', i) for i in range(1, 12)] + [('sessions', 0)]
def _migrations_of_version():
    """The migrations of Django's own apps that this version brings."""
    import django
    for least, app, name in (((3, 1), 'auth', '0012_alter_user_first_name_max_length'), ((2, 2), 'auth', '0011_update_proxy_permissions'), ((2, 2), 'auth', '0010_alter_group_name_max_length'), ((2, 1), 'admin', '0003_logentry_add_action_flag_choices'), ((2, 0), 'auth', '0009_alter_user_last_name_max_length'), ((1, 10), 'auth', '0008_alter_user_username_max_length'), ((1, 9), 'auth', '0007_alter_validators_add_error_messages'), ((1, 9), 'admin', '0002_logentry_remove_auto_add')):
        if django.VERSION < least and name in _APPS[app]: _APPS[app].remove(name)
    _ORDER[:] = [(app, i) for app, i in _ORDER if i < len(_APPS[app])]
_migrations_of_version()
class CommandError(Exception): pass
class BaseCommand:
    help = ''
    def add_arguments(self, parser): pass
    def handle(self, *args, **options): raise NotImplementedError('subclasses of BaseCommand must provide a handle() method')
    class _Out:
        def __init__(self, file): self._file = file
        def write(self, text): self._file.write(str(text) + ('' if str(text).endswith('\n') else '\n'))
    class _Style:
        SUCCESS = ERROR = WARNING = NOTICE = staticmethod(lambda text: text)
    def __init__(self): self.stdout, self.stderr, self.style = self._Out(sys.stdout), self._Out(sys.stderr), self._Style()
def _database():
    from django.conf import settings
    one = settings.DATABASES.get('default', {})
    engine = one.get('ENGINE', '')
    if engine and not engine.endswith('sqlite3'): raise CommandError('dockyard: Django over %s is not simulated' % engine)
    return str(one['NAME']) if engine else None
def _migrate(args):
    from django.conf import settings
    _populate()
    path = _database()
    if path is None: raise CommandError('settings.DATABASES is improperly configured. Please supply the ENGINE value. Check settings documentation for more details.')
    done = json.loads(open(path).read())['migrations'] if os.path.exists(path) and os.path.getsize(path) else []
    apps = [app for app in _APPS if 'django.contrib.' + app in settings.INSTALLED_APPS]
    import django
    if django.VERSION < (1, 9): print('Operations to perform:\n  Synchronize unmigrated apps: %s\n  Apply all migrations: %s\nSynchronizing apps without migrations:\n  Creating tables...\n    Running deferred SQL...\n  Installing custom SQL...\nRunning migrations:' % (', '.join(reversed(sorted(one.split('.')[-1] for one in settings.INSTALLED_APPS if one.startswith('django.contrib.') and one.split('.')[-1] not in _APPS))), ', '.join(sorted(apps))))
    else: print('Operations to perform:\n  Apply all migrations: %s\nRunning migrations:' % ', '.join(sorted(apps)))
    left = [(app, _APPS[app][i]) for app, i in _ORDER if app in apps and app + '.' + _APPS[app][i] not in done]
    if left and django.VERSION < (1, 9): print('  Rendering model states... DONE')
    for app, name in left: print('  Applying %s.%s... OK' % (app, name))
    if not left: print('  No migrations to apply.')
    with open(path, 'w') as file: file.write(json.dumps({'migrations': done + [app + '.' + name for app, name in left]}))
def _warn_of_migrations():
    from django.conf import settings
    try: path = _database()
    except CommandError: return
    if path is None: return
    done = json.loads(open(path).read())['migrations'] if os.path.exists(path) and os.path.getsize(path) else []
    if not os.path.exists(path): open(path, 'w').close()
    apps = [app for app in _APPS if 'django.contrib.' + app in settings.INSTALLED_APPS]
    left = [app for app in apps for name in _APPS[app] if app + '.' + name not in done]
    if not left: return
    import django
    if django.VERSION < (1, 10): print("\nYou have unapplied migrations; your app may not work properly until they are applied.\nRun 'python manage.py migrate' to apply them.\n")
    else: print("\nYou have %d unapplied migration(s). Your project may not work properly until you apply the migrations for app(s): %s.\nRun 'python manage.py migrate' to apply them." % (len(left), ', '.join(sorted(set(left)))))
def _populate():
    """Imports the installed apps and their models, as every command does before its own work."""
    from django.conf import settings
    import importlib
    for app in settings.INSTALLED_APPS:
        if app.startswith('django.'): continue
        top = app.split('.apps.')[0]
        importlib.import_module(top)
        if os.path.isfile(top.replace('.', '/') + '/models.py'): importlib.import_module(top + '.models')
def _check():
    from django.conf import settings
    _populate()
    if settings.ROOT_URLCONF:
        import importlib
        importlib.import_module(settings.ROOT_URLCONF)
    return 'System check identified no issues (0 silenced).'
def _runserver(args):
    place = [a for a in args if not a.startswith('-')]
    host, _, port = (place[0] if place else '8000').rpartition(':')
    host = {'': '127.0.0.1', '0': '0.0.0.0'}.get(host, host)
    if not port.isdigit(): raise CommandError('"%s" is not a valid port number or address:port pair.' % place[0])
    from django.conf import settings
    if not settings.DEBUG and not settings.ALLOWED_HOSTS: raise CommandError('You must set settings.ALLOWED_HOSTS if DEBUG is False.')
    import django
    if '--noreload' not in args and django.VERSION >= (2, 2): sys.stderr.write('Watching for file changes with StatReloader\n')
    print('Performing system checks...\n')
    watch = '--noreload' not in args
    try: print(_check())
    except Exception as error:
        if not watch: raise
        _wait_for_mending(error)
    _warn_of_migrations()
    from django._server import serve
    serve(host, int(port), watch)
def _wait_for_mending(error):
    """Under the reloader a project that can't be loaded says why, and is tried again when a file has changed."""
    import _dk_reload, _dockyard
    text = _dockyard.traceback(error)
    if str(error).startswith('dockyard: '): raise CommandError(str(error))
    sys.stderr.write('Exception in thread django-main-thread:\n' + text)
    found = [at + '/' + name for at, _, names in os.walk(os.getcwd()) for name in names if name.endswith('.py')]
    try: _dk_reload.wait(found)
    except _dk_reload.Changed as changed:
        sys.stderr.write('%s changed, reloading.\n' % changed.args[0])
        _dk_reload.again()
def _makemigrations(args):
    from django.conf import settings
    _populate()
    labels = [app.split('.apps.')[0].split('.')[-1] for app in settings.INSTALLED_APPS]
    for name in args:
        if name[:1] != '-' and name not in labels:
            sys.stderr.write("No installed app with label '%s'.\n" % name)
            return 2
    wanted = [name for name in args if name[:1] != '-']
    print("No changes detected in app%s %s" % ('' if len(wanted) == 1 else 's', ', '.join("'%s'" % name for name in wanted)) if wanted else 'No changes detected')
    return 0
def _startproject(args):
    names = [a for a in args if not a.startswith('-')]
    if not names: raise CommandError('You must provide a project name.')
    name, target = names[0], names[1] if len(names) > 1 else names[0]
    if not name.isidentifier(): raise CommandError("'%s' is not a valid project name. Please make sure the name is a valid identifier." % name)
    if len(names) < 2 and os.path.exists(target): raise CommandError("'%s' already exists" % os.path.abspath(target))
    if len(names) > 1 and os.path.exists(os.path.join(target, 'manage.py')): raise CommandError('%s already exists. Overlaying a project into an existing directory won\'t replace conflicting files.' % os.path.abspath(os.path.join(target, 'manage.py')))
    inner = os.path.join(target, name)
    os.makedirs(inner, exist_ok=True)
    from django.core.management._layout import project
    for path, text in project(name).items():
        with open(os.path.join(target if path == 'manage.py' else inner, path), 'w') as file: file.write(text)
    os.chmod(os.path.join(target, 'manage.py'), 0o755)
def _startapp(args):
    if not args: raise CommandError('You must provide an application name.')
    name = args[0]
    if os.path.exists(name): raise CommandError("'%s' already exists" % os.path.abspath(name))
    os.makedirs(name + '/migrations')
    from django.core.management._layout import APP
    import django
    for path, text in APP.items():
        if path == 'apps.py' and django.VERSION < (1, 9): continue
        with open(os.path.join(name, path), 'w') as file: file.write(text.replace('CAMEL', ''.join(p.capitalize() for p in name.split('_'))).replace('APP', name))
def _test(args):
    import unittest, importlib
    found = []
    for folder, folders, files in os.walk('.'):
        for file in sorted(files):
            if file.startswith('test') and file.endswith('.py'):
                module = importlib.import_module((folder[2:] + '/' if folder != '.' else '').replace('/', '.') + file[:-3])
                found.extend(kind(name) for kind in unittest._cases(module.__dict__) for name in unittest._names(kind))
    print('Found %d test(s).\nSystem check identified no issues (0 silenced).' % len(found))
    sys.stdout.flush()
    return 0 if unittest.TextTestRunner().run(found).wasSuccessful() else 1
def _collectstatic(args):
    from django.conf import settings
    import shutil
    root = getattr(settings, 'STATIC_ROOT', None)
    if not root: raise CommandError("You're using the staticfiles app without having set the STATIC_ROOT setting to a filesystem path.")
    count = 0
    for folder in [str(f) for f in settings.STATICFILES_DIRS] + [app.split('.')[0] + '/static' for app in settings.INSTALLED_APPS if not app.startswith('django.')]:
        if not os.path.isdir(folder): continue
        for at, _, files in os.walk(folder):
            for file in files:
                target = str(root) + at[len(folder):] + '/' + file
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copyfile(at + '/' + file, target)
                count += 1
    print("\n%d static file%s copied to '%s'." % (count, '' if count == 1 else 's', root))
_ABSENT = 'changepassword createsuperuser dbshell dumpdata flush inspectdb loaddata makemessages compilemessages shell showmigrations sqlflush sqlmigrate squashmigrations clearsessions createcachetable findstatic diffsettings'.split()
def _custom(name):
    from django.conf import settings
    import importlib
    for app in settings.INSTALLED_APPS:
        if not app.startswith('django.') and os.path.isfile(app.split('.')[0] + '/management/commands/%s.py' % name): return importlib.import_module(app.split('.')[0] + '.management.commands.' + name).Command()
def _run(argv):
    name, args = argv[1] if len(argv) > 1 else 'help', argv[2:]
    program = os.path.basename(argv[0])
    if name in ('--version', 'version'): print(__import__('django').get_version())
    elif name in ('help', '--help', '-h'): print("\nType '%s help <subcommand>' for help on a specific subcommand.\n\nAvailable subcommands:\n\n[django]\n    check\n    migrate\n    runserver\n    startapp\n    startproject\n    test" % program)
    elif name == 'runserver': _runserver(args)
    elif name == 'migrate': _migrate(args)
    elif name == 'makemigrations': return _makemigrations(args)
    elif name == 'check': print(_check())
    elif name == 'startproject': _startproject(args)
    elif name == 'startapp': _startapp(args)
    elif name == 'test': return _test(args)
    elif name == 'collectstatic': _collectstatic(args)
    elif name in _ABSENT: raise CommandError('dockyard: %s %s is not simulated' % (program, name))
    else:
        made = _custom(name)
        if made is None:
            sys.stderr.write("Unknown command: '%s'\nType '%s help' for usage.\n" % (name, program))
            return 1
        import argparse
        parser = argparse.ArgumentParser(prog='%s %s' % (program, name), description=made.help)
        made.add_arguments(parser)
        made.handle(**parser.parse_args(args).__dict__)
    return 0
def execute_from_command_line(argv=None):
    try: code = _run(list(argv or sys.argv))
    except (CommandError, NotImplementedError) as error:
        text = str(error)
        if isinstance(error, NotImplementedError) and not text.startswith('dockyard: '): raise
        sys.stderr.write((text if text.startswith('dockyard: ') else 'CommandError: ' + text) + '\n')
        code = 1
    if code: sys.exit(code)
def call_command(name, *args, **options): execute_from_command_line(['manage.py', name] + [str(a) for a in args])
