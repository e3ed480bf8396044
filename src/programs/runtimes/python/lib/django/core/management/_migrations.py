"""makemigrations, migrate, showmigrations, sqlmigrate."""
import os, sys
from django.apps import apps
from django.core.management.base import CommandError, words
from django.db import connections
from django.db.migrations.autodetector import Asked, changes
from django.db.migrations.loader import Loader, record, recorded
from django.db.migrations.schema import Schema
def _state(loader): return loader.state(loader.plan([loader.leaf(label) for label in sorted(apps.configs) if loader.leaf(label)]))
def _known(labels):
    unknown = [one for one in labels if one not in apps.configs]
    for one in unknown: sys.stderr.write("No installed app with label '%s'.\n" % one)
    return not unknown
def makemigrations(args):
    import django
    from django.db.migrations.writer import name_of, written
    from django.conf import settings
    options, labels = words(args, ('-n', '--name', '-v', '--verbosity'))
    if not _known(labels): return 2
    loader = Loader()
    interactive = '--noinput' not in options and '--no-input' not in options
    only = labels or [label for label in apps.configs if label not in loader.unmigrated]
    empty = '--empty' in options
    try: found = changes(_state(loader), interactive, only)
    except Asked: return 3
    if empty: found = {label: ([], set()) for label in labels}
    if not found:
        print('No changes detected in app%s %s' % ('' if len(labels) == 1 else 's', ', '.join("'%s'" % one for one in labels)) if labels else 'No changes detected')
        return 0
    made_first = {label: '0001_initial' for label in found if loader.leaf(label) is None}
    for label, (operations, needs) in found.items():
        leaf = loader.leaf(label)
        number = int(leaf[1][:4]) + 1 if leaf and leaf[1][:4].isdigit() else 1
        name = '%04d_%s' % (number, options.get('-n') or options.get('--name') or name_of(operations, leaf is None))
        depends = [leaf] if leaf else []
        for need in sorted(needs):
            other = need.split('.')[0]
            if need == settings.AUTH_USER_MODEL.lower() and other != label: depends.append('user')
            elif other != label:
                last = loader.leaf(other)
                depends.append((other, last[1] if last else made_first.get(other, '__first__')))
        depends = sorted(set(one for one in depends if one != 'user')) + (['user'] if 'user' in depends else [])
        folder = apps.configs[label].path + '/migrations'
        path = '%s/%s.py' % (folder, name)
        if '--check' not in options and '--dry-run' not in options:
            os.makedirs(folder, exist_ok=True)
            if not os.path.exists(folder + '/__init__.py'): open(folder + '/__init__.py', 'w').close()
            with open(path, 'w') as file: file.write(written(name, operations, depends, leaf is None))
        shown = os.path.relpath(path) if os.path.abspath(path).startswith(os.getcwd() + '/') else path
        print("Migrations for '%s':\n  %s" % (label, shown))
        for one in operations: print('    %s %s' % (one.sign if django.VERSION >= (5, 1) else '-', one.describe()))
    return 1 if '--check' in options else 0
def _plan(loader, labels, done):
    targets = [loader.leaf(label) for label in sorted(labels) if loader.leaf(label)]
    return [key for key in loader.plan(targets) if key not in done]
def migrate(args):
    import django
    early = django.VERSION < (1, 9)
    options, rest = words(args, ('--database', '-v', '--verbosity', '--settings'))
    database = connections[options.get('--database', 'default')]
    database.load()
    database.ensure_connection()
    if rest and rest[0] not in apps.configs: raise CommandError("No installed app with label '%s'." % rest[0])
    quiet = options.get('-v') == '0' or options.get('--verbosity') == '0'
    say = (lambda *a, **k: None) if quiet else print
    loader, done = Loader(), recorded(database)
    labels = [label for label in apps.configs if loader.leaf(label)]
    if rest:
        if rest[0] not in labels: raise CommandError("App '%s' does not have migrations." % rest[0])
        labels = [rest[0]]
    if '--plan' in options: return _show_plan(loader, _plan(loader, labels, done))
    loose = [label for label in loader.unmigrated if any(one._meta.app_label == label for one in apps.get_models())]
    target = None
    if len(rest) > 1:
        target = 'zero' if rest[1] == 'zero' else _named(loader, rest[0], rest[1])
        say('Operations to perform:\n  %s' % ('Unapply all migrations: %s' % rest[0] if target == 'zero' else 'Target specific migration: %s, from %s' % (target[1], rest[0])))
    else:
        say('Operations to perform:')
        if early: say('  Synchronize unmigrated apps: %s' % ', '.join(reversed(sorted(label for label, one in apps.configs.items() if one.name.startswith('django.contrib.') and not loader.leaf(label)))))
        if loose and '--run-syncdb' in options: say('  Synchronize unmigrated apps: %s' % ', '.join(sorted(loose)))
        say('  Apply all migrations: %s' % (', '.join(sorted(labels)) or '(none)'))
        if loose and '--run-syncdb' in options: _synchronize(database, loose, say)
    if early: say('Synchronizing apps without migrations:\n  Creating tables...\n    Running deferred SQL...\n  Installing custom SQL...')
    say('Running migrations:')
    if target is not None:
        keep = loader.plan([target]) if target != 'zero' else []
        back = [key for key in reversed(loader.plan([loader.leaf(rest[0])])) if key[0] == rest[0] and key in done and key not in keep]
        if back: return _unapply(loader, database, back, done, say)
        plan = [key for key in keep if key not in done]
    else: plan = _plan(loader, labels, done)
    if not plan:
        say('  No migrations to apply.')
        try: left = changes(_state(loader), False)
        except Asked: left = {}
        if left: say("  Your models in app(s): %s have changes that are not yet reflected in a migration, and so won't be applied.\n  Run 'manage.py makemigrations' to make new migrations, and then re-run 'manage.py migrate' to apply them." % ', '.join(repr(one) for one in sorted(left)))
    elif early: say('  Rendering model states... DONE')
    state = loader.state(done)
    record(database, None)
    for key in plan:
        say('  Applying %s.%s...' % key, end='')
        sys.stdout.flush()
        fake = '--fake' in options
        with _block(database):
            state = _apply(loader, database, key, state, fake)
            record(database, key)
        say(' FAKED' if fake else ' OK')
    _afterwards()
def _block(database):
    from django.db.transaction import Atomic
    if database.vendor == 'mysql':
        class Nothing:
            def __enter__(self): pass
            def __exit__(self, *a): return False
        return Nothing()
    return Atomic(database.alias)
def _apply(loader, database, key, state, fake=False, schema=None):
    migration = loader.migrations[key]
    own = schema or Schema(database, key[0], state)
    for operation in migration.operations:
        after = state.copy()
        operation.state(key[0], after)
        own.state = after
        if own.collect: own.sql.append('--\n-- %s\n--' % operation.describe())
        if not fake: operation.forward(own, key[0], state, after)
        state = after
    own.finish()
    return state
def _unapply(loader, database, keys, done, say):
    say('  Rendering model states... DONE')
    for key in keys:
        say('  Unapplying %s.%s...' % key, end='')
        done = [one for one in done if one != key]
        states = [loader.state([one for one in loader.plan([loader.leaf(label) for label in sorted(apps.configs) if loader.leaf(label)]) if one in done])]
        for operation in loader.migrations[key].operations:
            states.append(states[-1].copy())
            operation.state(key[0], states[-1])
        with _block(database):
            schema = Schema(database, key[0], states[-1])
            for i in range(len(states) - 1, 0, -1):
                schema.state = states[i - 1]
                loader.migrations[key].operations[i - 1].backward(schema, key[0], states[i - 1], states[i])
            schema.finish()
            record(database, key, False)
        say(' OK')
def _synchronize(database, labels, say):
    from django.db.migrations.state import ProjectState, state_of
    say('Synchronizing apps without migrations:\n  Creating tables...')
    have = database.table_names()
    schema = Schema(database, None, ProjectState())
    for model in apps.get_models():
        if model._meta.app_label in labels and model._meta.db_table not in have:
            say('    Creating table %s' % model._meta.db_table)
            schema.create(state_of(model))
    say('    Running deferred SQL...')
    schema.finish()
def _named(loader, label, prefix):
    found = [key for key in loader.of(label) if key[1] == prefix] or [key for key in loader.of(label) if key[1].startswith(prefix)]
    if not found: raise CommandError("Cannot find a migration matching '%s' from app '%s'." % (prefix, label))
    if len(found) > 1: raise CommandError("More than one migration matches '%s' in app '%s'. Please be more specific." % (prefix, label))
    return found[0]
def _afterwards():
    """Content types and permissions for the models that are there now."""
    if not apps.is_installed('django.contrib.contenttypes') or 'django_content_type' not in connections['default'].table_names(): return
    from django.contrib.contenttypes.models import ContentType
    from django.db.transaction import atomic
    with atomic():
        have = {(one.app_label, one.model): one for one in ContentType.objects.all()}
        new = [ContentType(app_label=model._meta.app_label, model=model._meta.model_name) for model in apps.get_models() if (model._meta.app_label, model._meta.model_name) not in have]
        for one in new: one.save()
        if not apps.is_installed('django.contrib.auth') or 'auth_permission' not in connections['default'].table_names(): return
        from django.contrib.auth.models import Permission
        for kind in new:
            model = apps.get_model(kind.app_label, kind.model)
            for action in model._meta.given.get('default_permissions', ('add', 'change', 'delete', 'view')): Permission.objects.create(content_type=kind, codename='%s_%s' % (action, kind.model), name='Can %s %s' % (action, model._meta.verbose_name))
def _show_plan(loader, plan):
    print('Planned operations:')
    if not plan: print('  No planned migration operations.')
    for key in plan:
        print('%s.%s' % key)
        for one in loader.migrations[key].operations: print('    ' + one.describe())
def showmigrations(args):
    options, labels = words(args, ('--database',))
    if not _known(labels): return 2
    loader, done = Loader(), recorded(connections['default'])
    for label in sorted(labels or apps.configs):
        own = loader.of(label)
        if not own and label not in loader.unmigrated and not apps.configs[label].name.startswith('django.') or own or label in labels: print(label)
        elif not own: continue
        for key in own: print(' [%s] %s' % ('X' if key in done else ' ', key[1]))
        if not own: print(' (no migrations)')
def sqlmigrate(args):
    _, rest = words(args, ('--database',))
    if len(rest) < 2: raise CommandError('Error: the following arguments are required: app_label, migration_name')
    loader = Loader()
    if rest[0] not in apps.configs: raise CommandError("No installed app with label '%s'." % rest[0])
    key = _named(loader, rest[0], rest[1])
    if apps.configs[rest[0]].name.startswith('django.'): raise NotImplementedError("dockyard: sqlmigrate of Django's own migrations is not simulated")
    database = connections['default']
    schema = Schema(database, rest[0], None, True)
    _apply(loader, database, key, loader.state([one for one in loader.plan([key]) if one != key]), schema=schema)
    print('\n'.join(['BEGIN;'] + schema.sql + ['COMMIT;']) if database.vendor != 'mysql' else '\n'.join(schema.sql))
def left():
    """The migrations that the database hasn't had."""
    loader = Loader()
    done = recorded(connections['default'])
    return _plan(loader, [label for label in apps.configs if loader.leaf(label)], done)
