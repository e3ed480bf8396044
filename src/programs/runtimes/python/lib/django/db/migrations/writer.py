"""Migrations as files."""
import datetime, django
from django.db.models.related import Swappable, _Rule
def _imports_for(value, imports):
    """A value as it is written, and what has to be imported for it."""
    if isinstance(value, Swappable):
        imports.add('from django.conf import settings')
        return 'settings.AUTH_USER_MODEL'
    if isinstance(value, _Rule):
        imports.add('import django.db.models.deletion')
        return 'django.db.models.deletion.' + value.__name__
    if value is None or isinstance(value, (bool, int, float, str, bytes)): return repr(value) if not isinstance(value, str) else repr(str(value))
    if isinstance(value, list): return '[%s]' % ', '.join(_imports_for(one, imports) for one in value)
    if isinstance(value, tuple): return '(%s)' % (', '.join(_imports_for(one, imports) for one in value) + (',' if len(value) == 1 else ''))
    if isinstance(value, set): return '{%s}' % ', '.join(sorted(_imports_for(one, imports) for one in value))
    if isinstance(value, dict): return '{%s}' % ', '.join('%s: %s' % (_imports_for(key, imports), _imports_for(one, imports)) for key, one in value.items())
    if isinstance(value, type) and value.__name__ in ('dict', 'list', 'set', 'str', 'int'): return value.__name__
    if isinstance(value, datetime.datetime) or isinstance(value, datetime.date):
        imports.add('import datetime')
        return repr(value)
    if hasattr(value, 'deconstruct'): return _call(*value.deconstruct(), imports)
    if callable(value):
        module, name = _home(value)
        imports.add('import ' + module)
        return '%s.%s' % (module, name)
    if type(value).__name__ == 'Decimal':
        imports.add('from decimal import Decimal')
        return "Decimal('%s')" % value
    raise ValueError('Cannot serialize: %r\nThere are some values Django cannot serialize into migration files.' % (value,))
def _home(fn):
    """The module that has a function under its own name."""
    import sys
    from django.utils import timezone
    if fn is timezone.now: return 'django.utils.timezone', 'now'
    name = fn.__name__
    for key, module in list(sys.modules.items()):
        if key[:1] != '_' and getattr(module, name, None) is fn: return key, name
    raise ValueError('Cannot serialize function: lambda')
def _call(name, given, imports): return '%s(%s)' % (name, ', '.join('%s=%s' % (key, _imports_for(value, imports)) for key, value in sorted(given.items())))
def _operation(one, imports):
    kind, pad = type(one).__name__, ' ' * 12
    rows = []
    if kind == 'CreateModel':
        rows.append("name='%s'," % one.name)
        rows += ['fields=['] + ['    (%r, %s),' % (name, _call(*field.deconstruct(), imports)) for name, field in one.fields] + ['],']
        if one.options: rows += ['options={'] + ['    %r: %s,' % (key, _imports_for(value, imports)) for key, value in sorted(one.options.items())] + ['},']
    elif kind in ('AddField', 'AlterField'):
        rows += ["model_name='%s'," % one.model_name, "name='%s'," % one.name, 'field=%s,' % _call(*one.field.deconstruct(), imports)]
        if not one.preserve_default: rows.append('preserve_default=False,')
    elif kind == 'RemoveField': rows += ["model_name='%s'," % one.model_name, "name='%s'," % one.name]
    elif kind in ('DeleteModel',): rows.append("name='%s'," % one.name)
    elif kind == 'RenameField': rows += ["model_name='%s'," % one.model_name, "old_name='%s'," % one.old_name, "new_name='%s'," % one.new_name]
    elif kind == 'AlterModelOptions': rows += ["name='%s'," % one.name, 'options=%s,' % _imports_for(one.options, imports)]
    elif kind == 'AlterModelTable': rows += ["name='%s'," % one.name, 'table=%r,' % one.table]
    elif kind == 'AlterUniqueTogether': rows += ["name='%s'," % one.name, 'unique_together=%s,' % _imports_for(one.unique_together, imports)]
    elif kind in ('AddIndex', 'AddConstraint'): rows += ["model_name='%s'," % one.model_name, '%s=%s,' % ('index' if kind == 'AddIndex' else 'constraint', _imports_for(one.made, imports))]
    else: rows += ["model_name='%s'," % one.model_name, "name='%s'," % one.name]
    return '\n'.join(['        migrations.%s(' % kind] + [pad + row for row in rows] + ['        ),'])
def written(name, operations, dependencies, initial):
    """A migration's file."""
    from django.utils import timezone
    imports = set()
    body = [_operation(one, imports) for one in operations]
    needs = []
    for one in dependencies:
        if one == 'user':
            imports.add('from django.conf import settings')
            needs.append('        migrations.swappable_dependency(settings.AUTH_USER_MODEL),')
        else: needs.append('        (%r, %r),' % one)
    imports.add('from django.db import migrations, models' if any('models.' in text.replace('django.db.models.', '') for text in body) else 'from django.db import migrations')
    later = django.VERSION >= (4, 2)
    lines = sorted(imports, key=lambda line: ('1' if line[:4] == 'from' else '0') + line.split()[1] if later else line.split()[1])
    return '# Generated by Django %s on %s\n\n%s\n\n\nclass Migration(migrations.Migration):\n%s\n    dependencies = [\n%s    ]\n\n    operations = [\n%s\n    ]\n' % (django.get_version(), timezone.now().strftime('%Y-%m-%d %H:%M'), '\n'.join(lines), '\n    initial = True\n' if initial else '', ''.join(one + '\n' for one in needs), '\n'.join(body))
def name_of(operations, initial):
    """What a migration is called behind its number."""
    if initial: return 'initial'
    parts = []
    for one in operations:
        kind, low = type(one).__name__, lambda text: text.lower()
        if kind == 'CreateModel': parts.append(low(one.name))
        elif kind == 'DeleteModel': parts.append('delete_' + low(one.name))
        elif kind == 'AddField': parts.append('%s_%s' % (low(one.model_name), low(one.name)))
        elif kind == 'AlterField': parts.append('alter_%s_%s' % (low(one.model_name), low(one.name)))
        elif kind == 'RemoveField': parts.append('remove_%s_%s' % (low(one.model_name), low(one.name)))
        elif kind == 'RenameField': parts.append('rename_%s_%s_%s' % (low(one.old_name), low(one.model_name), low(one.new_name)))
        elif kind == 'AlterModelOptions': parts.append('alter_%s_options' % low(one.name))
        elif kind == 'AlterModelTable': parts.append('alter_%s_table' % low(one.name))
        elif kind == 'AlterUniqueTogether': parts.append('alter_%s_unique_together' % low(one.name))
        elif kind in ('AddIndex', 'AddConstraint'): parts.append('%s_%s' % (low(one.model_name), low(one.made.name)))
        else: parts.append('remove_%s_%s' % (low(one.model_name), low(one.name)))
    if not parts: return 'auto'
    name = parts[0]
    for i, part in enumerate(parts[1:]):
        if len(name + '_' + part) > 52: return name + '_and_more'
        name += '_' + part
    return name
