"""startproject, startapp, collectstatic."""
import os, sys
from django.core.management.base import CommandError
def startproject(args):
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
def startapp(args):
    if not args: raise CommandError('You must provide an application name.')
    name = args[0]
    if os.path.exists(name): raise CommandError("'%s' already exists" % os.path.abspath(name))
    os.makedirs(name + '/migrations')
    from django.core.management._layout import APP
    import django
    for path, text in APP.items():
        if path == 'apps.py' and django.VERSION < (1, 9): continue
        with open(os.path.join(name, path), 'w') as file: file.write(text.replace('CAMEL', ''.join(p.capitalize() for p in name.split('_'))).replace('APP', name))
def collectstatic(args):
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
