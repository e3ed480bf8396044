"""test: the project's tests over a database of their own."""
import importlib, os, sys
from django.core.management.base import words
def test(args):
    import unittest
    from django.db import connections
    from django.test import TransactionTestCase
    options, labels = words(args, ('-v', '--verbosity', '-k', '--settings', '--parallel', '--pattern', '-p', '--tag'))
    sys.path.insert(0, os.getcwd())
    found = []
    for label in labels or ['.']: found += _gathered(unittest, label)
    if found or True: print('Found %d test(s).' % len(found))
    sys.stdout.flush()
    database = connections['default'] if any(isinstance(one, TransactionTestCase) for one in found) else None
    verbosity = int(options.get('-v') or options.get('--verbosity') or 1)
    if database is not None: _begin(database)
    print('System check identified no issues (0 silenced).')
    sys.stdout.flush()
    try: good = unittest.TextTestRunner(verbosity=verbosity, failfast='--failfast' in options).run(found).wasSuccessful()
    finally:
        if database is not None: _end(database)
    return 0 if good else 1
def _gathered(unittest, label):
    """The tests of a folder, a module, a class or one test's own name."""
    folder = label if os.path.isdir(label) else label.replace('.', '/')
    if os.path.isdir(folder):
        out = []
        for at, folders, files in os.walk(folder):
            folders.sort()
            for file in sorted(files):
                if file.startswith('test') and file.endswith('.py'):
                    path = os.path.relpath(at + '/' + file)
                    out += _of_module(unittest, importlib.import_module(path[:-3].replace('/', '.')))
        return out
    parts, rest = label.split('.'), []
    while parts:
        if os.path.isfile('/'.join(parts) + '.py'):
            module = importlib.import_module('.'.join(parts))
            return [one for one in _of_module(unittest, module) if (not rest or type(one).__name__ == rest[0]) and (len(rest) < 2 or one._name == rest[1])]
        rest.insert(0, parts.pop())
    return []
def _of_module(unittest, module):
    return [kind(name) for kind in unittest._cases(module.__dict__) for name in unittest._names(kind)]
def _begin(database):
    sys.stderr.write("Creating test database for alias '%s'...\n" % database.alias)
    settings = database.settings_dict
    database._before = dict(settings)
    database.close()
    if database.vendor == 'sqlite': settings['NAME'] = ':memory:'
    else:
        name = 'test_' + str(settings['NAME'])
        if database.vendor == 'postgresql': settings['NAME'] = 'postgres'
        else: settings['NAME'] = None
        database.run('CREATE DATABASE ' + database.quote(name))
        database.close()
        settings['NAME'] = name
    from django.core.management._migrations import migrate
    migrate(['-v', '0', '--run-syncdb'])
def _end(database):
    sys.stderr.write("Destroying test database for alias '%s'...\n" % database.alias)
    settings, name = database.settings_dict, database.settings_dict['NAME']
    database.close()
    if database.vendor != 'sqlite':
        settings['NAME'] = 'postgres' if database.vendor == 'postgresql' else None
        database.run('DROP DATABASE ' + database.quote(name))
        database.close()
    settings.update(database._before)
