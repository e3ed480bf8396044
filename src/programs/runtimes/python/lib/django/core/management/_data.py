"""flush, dumpdata, loaddata."""
import json, os, sys
from django.apps import apps
from django.core.management.base import CommandError, words
from django.db import connections
def _values(thing):
    out = {}
    for field in thing._meta.fields:
        if field.primary_key: continue
        value = getattr(thing, field.attname)
        out[field.name] = value.isoformat().replace('+00:00', 'Z') if hasattr(value, 'isoformat') else value if isinstance(value, (int, float, str, bool, dict, list)) or value is None else str(value)
    for field in thing._meta.many_to_many: out[field.name] = [one.pk for one in getattr(thing, field.name).all()]
    return out
def dumpdata(args):
    options, labels = words(args, ('--indent', '-o', '--output', '-e', '--exclude', '--format', '--database'))
    models = []
    for model in apps.get_models():
        meta = model._meta
        if not labels or meta.app_label in labels or meta.label in labels or meta.label_lower in labels: models.append(model)
    for one in labels:
        if one.split('.')[0] not in apps.configs: raise CommandError("No installed app with label '%s'." % one)
    rows = [{'model': model._meta.label_lower, 'pk': thing.pk, 'fields': _values(thing)} for model in models for thing in model._default_manager.order_by('pk')]
    indent = options.get('--indent')
    text = '[%s]\n' % ('\n' + ',\n'.join(json.dumps(row, indent=int(indent)) for row in rows) + '\n') if indent else json.dumps(rows)
    target = options.get('-o') or options.get('--output')
    if target:
        with open(target, 'w') as file: file.write(text)
    else: sys.stdout.write(text)
def loaddata(args):
    _, names = words(args, ('--database', '--app', '--format'))
    count = fixtures = 0
    if not names: raise CommandError('No database fixture specified. Please provide the path of at least one fixture in the command line.')
    from django.db.transaction import atomic
    with atomic():
        for name in names:
            at = next((path for path in [name, name + '.json'] + ['%s/fixtures/%s%s' % (config.path, name, end) for config in apps.get_app_configs() for end in ('', '.json')] if os.path.isfile(path)), None)
            if at is None: raise CommandError("No fixture named '%s' found." % name.rpartition('.')[0] if name.endswith('.json') else "No fixture named '%s' found." % name)
            fixtures += 1
            with open(at) as file: rows = json.load(file)
            for row in rows:
                model = apps.get_model(row['model'])
                plain = {model._meta.get_field(key).attname: value for key, value in row['fields'].items() if not model._meta.get_field(key).many}
                thing = model(pk=row['pk'], **plain) if row.get('pk') is not None else model(**plain)
                thing.save()
                for key, value in row['fields'].items():
                    if model._meta.get_field(key).many: getattr(thing, key).set(value)
                count += 1
    print('Installed %d object(s) from %d fixture(s)' % (count, fixtures))
def flush(args):
    options, _ = words(args, ('--database',))
    database = connections['default']
    if '--noinput' not in options and '--no-input' not in options:
        name = database.settings_dict.get('NAME')
        answer = input('You have requested a flush of the database.\nThis will IRREVERSIBLY DESTROY all data currently in the "%s" database,\nand return each table to an empty state.\nAre you sure you want to do this?\n\n    Type \'yes\' to continue, or \'no\' to cancel: ' % name)
        if answer != 'yes':
            print('Flush cancelled.')
            return
    from django.core.management._migrations import _afterwards
    from django.db.transaction import atomic
    have = database.table_names()
    if database.vendor == 'sqlite': database.run('PRAGMA foreign_keys = OFF')
    with atomic():
        for model in reversed(apps.get_models()):
            for table in [field.table() for field in model._meta.many_to_many if not field._through] + [model._meta.db_table]:
                if table in have: database.run('DELETE FROM ' + database.quote(table))
    if database.vendor == 'sqlite': database.run('PRAGMA foreign_keys = ON')
    _afterwards()
