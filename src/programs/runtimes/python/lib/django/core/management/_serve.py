"""check and runserver."""
import importlib, os, sys
from django.core.management.base import CommandError
def check(args): print(_check())
def _check():
    from django.conf import settings
    from django.apps import apps
    apps.populate()
    if settings.ROOT_URLCONF:
        import importlib
        importlib.import_module(settings.ROOT_URLCONF)
    return 'System check identified no issues (0 silenced).'
def runserver(args):
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
    try: _warn_of_migrations()
    except Exception as error:
        if not watch: raise
        _wait_for_mending(error)
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
def _warn_of_migrations():
    from django.conf import settings
    from django.core.management._migrations import left
    if not settings.DATABASES.get('default'): return
    found = left()
    if not found: return
    import django
    if django.VERSION < (1, 10): print("\nYou have unapplied migrations; your app may not work properly until they are applied.\nRun 'python manage.py migrate' to apply them.\n")
    else: print("\nYou have %d unapplied migration(s). Your project may not work properly until you apply the migrations for app(s): %s.\nRun 'python manage.py migrate' to apply them." % (len(found), ', '.join(sorted(set([app for app, _ in found])))))
