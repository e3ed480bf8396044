"""What has changed between the migrations and the models, as operations by app."""
import sys
from django.apps import apps
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, AlterField, AlterModelOptions, AlterModelTable, AlterUniqueTogether, CreateModel, DeleteModel, RemoveConstraint, RemoveField, RemoveIndex, RenameField
from django.db.migrations.state import label_in, state_of
from django.db.models.fields import NOT_PROVIDED
class Asked(Exception):
    """A question that was answered by giving up."""
def _same(a, b, label):
    first, second = a.deconstruct(), b.deconstruct()
    if first[0] != second[0]: return False
    one, other = first[1], second[1]
    if set(one) != set(other): return False
    return all(label_in(one[key], label) == label_in(other[key], label) if key == 'to' else _plain(one[key]) == _plain(other[key]) for key in one)
def _plain(value):
    if isinstance(value, (list, tuple)): return [_plain(one) for one in value]
    return value
def _relations(model):
    return [label_in(field.given['to'], model.app_label) for field in model.fields.values() if field.is_relation]
def _in_order(models):
    """By name, each behind those that its fields lead to."""
    todo, out = sorted(models, key=lambda one: one.name.lower()), []
    while todo:
        names = ['%s.%s' % (one.app_label, one.name.lower()) for one in todo]
        ready = [one for one in todo if not any(need in names and need != '%s.%s' % (one.app_label, one.name.lower()) for need in _relations(one))]
        first = [one for one in todo if one in ready] or todo
        out.append(first[0])
        todo = [one for one in todo if one is not first[0]]
    return out
def _created(model):
    """A model as an operation: the fields that lead elsewhere come last, by name."""
    plain = [(name, field) for name, field in model.fields.items() if not field.is_relation]
    related = sorted([(name, field) for name, field in model.fields.items() if field.is_relation], key=lambda one: one[0])
    return CreateModel(model.name, plain + related, {key: value for key, value in model.options.items()})
def _default_for(model, name, what, interactive):
    """Asks for the value that rows get which are there already."""
    if not interactive:
        sys.stderr.write("Field '%s' on model '%s' not migrated: it is impossible to %s without specifying a default.\n" % (name, model.name.lower(), what))
        raise Asked()
    from django.db.models.fields import NOT_PROVIDED
    print("It is impossible to add a non-nullable field '%s' to %s without specifying a default. This is because the database needs something to populate existing rows.\nPlease select a fix:\n 1) Provide a one-off default now (will be set on all existing rows with a null value for this column)\n 2) Quit and manually define a default value in models.py." % (name, model.name.lower()))
    while True:
        answer = input('Select an option: ').strip()
        if answer == '2': raise Asked()
        if answer == '1': break
        print('Please select a valid option: ', end='')
    print("Please enter the default value as valid Python.\nThe datetime and django.utils.timezone modules are available, so it is possible to provide e.g. timezone.now as a value.\nType 'exit' to exit this prompt")
    while True:
        text = input('>>> ').strip()
        if text == 'exit': raise Asked()
        import datetime
        from django.utils import timezone
        try: return eval(text, {'datetime': datetime, 'timezone': timezone})
        except Exception as error: print('Invalid input: %s' % error)
def changes(before, interactive=True, only=None):
    """Operations by app, with the labels that they lead to; `before` is the state that the migrations come to."""
    out = {}
    for label, config in apps.configs.items():
        if config.name.startswith('django.') or (only and label not in only): continue
        now = {model._meta.model_name: state_of(model) for model in apps.get_models() if model._meta.app_label == label}
        then = {name: model for (app, name), model in before.models.items() if app == label}
        operations, needs = [], set()
        for model in _in_order([model for name, model in now.items() if name not in then]):
            operations.append(_created(model))
            needs.update(_relations(model))
        gone = [DeleteModel(model.name) for name, model in sorted(then.items()) if name not in now]
        for name in sorted(now):
            if name in then: _compare(then[name], now[name], operations, needs, interactive)
        operations += gone
        if operations: out[label] = (operations, needs)
    return out
def _compare(old, new, operations, needs, interactive):
    low, label = new.name.lower(), new.app_label
    added = [name for name in new.fields if name not in old.fields]
    removed = [name for name in old.fields if name not in new.fields]
    for name in sorted(added):
        twin = next((one for one in sorted(removed) if _same(old.fields[one], new.fields[name], label)), None)
        if twin is None or not interactive: continue
        answer = input('Was %s.%s renamed to %s.%s (a %s)? [y/N] ' % (low, twin, low, name, type(new.fields[name]).__name__))
        if answer[:1].lower() == 'y':
            operations.append(RenameField(low, twin, name))
            removed.remove(twin)
            added.remove(name)
    for name in sorted(removed): operations.append(RemoveField(low, name))
    for key in ('indexes', 'constraints'):
        had, has = list(old.options.get(key, ())), list(new.options.get(key, ()))
        for one in had:
            if one not in has: operations.append((RemoveIndex if key == 'indexes' else RemoveConstraint)(low, one.name))
    for name in sorted(added):
        field, keep = new.fields[name], True
        if not field.null and not field.many and field.default is NOT_PROVIDED and not (field.blank and field.empty_is_text) and not getattr(field, 'auto_now', False):
            given = dict(field.given)
            given['default'] = _default_for(new, name, "add a non-nullable field", interactive)
            field, keep = type(field)(**given), False
        if field.is_relation: needs.add(label_in(field.given['to'], label))
        operations.append(AddField(low, name, field, keep))
    for name in sorted(new.fields):
        if name in old.fields and not _same(old.fields[name], new.fields[name], label):
            operations.append(AlterField(low, name, new.fields[name]))
            if new.fields[name].is_relation: needs.add(label_in(new.fields[name].given['to'], label))
    for key, kind in (('indexes', AddIndex), ('constraints', AddConstraint)):
        for one in new.options.get(key, ()):
            if one not in list(old.options.get(key, ())): operations.append(kind(low, one) if key == 'indexes' else kind(low, constraint=one))
    if set(old.options.get('unique_together', ())) != set(new.options.get('unique_together', ())): operations.append(AlterUniqueTogether(low, new.options.get('unique_together', ())))
    if old.options.get('db_table') != new.options.get('db_table'): operations.append(AlterModelTable(low, new.options.get('db_table')))
    was, is_now = [{key: value for key, value in one.options.items() if key in AlterModelOptions.KEYS} for one in (old, new)]
    if {key: _plain(value) for key, value in was.items()} != {key: _plain(value) for key, value in is_now.items()}: operations.append(AlterModelOptions(low, is_now))
