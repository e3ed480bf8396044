"""The steps that migrations are made of: each changes what is known, then the tables."""
from django.db.migrations.state import ModelState
class Operation:
    sign, reversible = '+', True
    def forward(self, schema, label, before, after): pass
    def backward(self, schema, label, before, after): raise NotImplementedError('dockyard: Django takes back only the migrations that create, add or remove')
class CreateModel(Operation):
    def __init__(self, name, fields, options=None, bases=None, managers=None): self.name, self.fields, self.options, self.bases = name, fields, options or {}, bases
    def state(self, label, state): state.models[(label, self.name.lower())] = ModelState(label, self.name, self.fields, self.options)
    def forward(self, schema, label, before, after):
        if not self.options.get('proxy') and self.options.get('managed', True): schema.create(after.model(label, self.name))
    def backward(self, schema, label, before, after): schema.drop(after.model(label, self.name))
    def describe(self): return 'Create model %s' % self.name
class DeleteModel(Operation):
    sign = '-'
    def __init__(self, name): self.name = name
    def state(self, label, state): del state.models[(label, self.name.lower())]
    def forward(self, schema, label, before, after): schema.drop(before.model(label, self.name))
    def backward(self, schema, label, before, after): schema.create(before.model(label, self.name))
    def describe(self): return 'Delete model %s' % self.name
class RenameModel(Operation):
    sign = '~'
    def __init__(self, old_name, new_name): self.old_name, self.new_name = old_name, new_name
    def state(self, label, state):
        model = state.models.pop((label, self.old_name.lower()))
        model.name = self.new_name
        state.models[(label, self.new_name.lower())] = model
    def forward(self, schema, label, before, after): schema.rename_table(before.model(label, self.old_name).table, after.model(label, self.new_name).table)
    def describe(self): return 'Rename model %s to %s' % (self.old_name, self.new_name)
class _OfField(Operation):
    def __init__(self, model_name, name, field=None, preserve_default=True): self.model_name, self.name, self.field, self.preserve_default = model_name, name, field, preserve_default
class AddField(_OfField):
    def state(self, label, state): state.model(label, self.model_name).fields[self.name] = self.field
    def forward(self, schema, label, before, after): schema.add_field(before.model(label, self.model_name), self.name, self.field)
    def backward(self, schema, label, before, after): schema.remove_field(after.model(label, self.model_name), self.name, self.field)
    def describe(self): return 'Add field %s to %s' % (self.name, self.model_name)
class RemoveField(_OfField):
    sign = '-'
    def state(self, label, state): del state.model(label, self.model_name).fields[self.name]
    def forward(self, schema, label, before, after):
        model = before.model(label, self.model_name)
        schema.remove_field(model, self.name, model.fields[self.name])
    def backward(self, schema, label, before, after): schema.add_field(after.model(label, self.model_name), self.name, before.model(label, self.model_name).fields[self.name])
    def describe(self): return 'Remove field %s from %s' % (self.name, self.model_name)
class AlterField(_OfField):
    sign = '~'
    def state(self, label, state): state.model(label, self.model_name).fields[self.name] = self.field
    def forward(self, schema, label, before, after):
        model = before.model(label, self.model_name)
        schema.alter_field(model, self.name, model.fields[self.name], self.field)
    def backward(self, schema, label, before, after): schema.alter_field(after.model(label, self.model_name), self.name, self.field, before.model(label, self.model_name).fields[self.name])
    def describe(self): return 'Alter field %s on %s' % (self.name, self.model_name)
class RenameField(Operation):
    sign = '~'
    def __init__(self, model_name, old_name, new_name): self.model_name, self.old_name, self.new_name = model_name, old_name, new_name
    def state(self, label, state):
        model = state.model(label, self.model_name)
        model.fields = {self.new_name if name == self.old_name else name: field for name, field in model.fields.items()}
    def forward(self, schema, label, before, after): schema.rename_field(before.model(label, self.model_name), self.old_name, self.new_name, after.model(label, self.model_name).fields[self.new_name])
    def backward(self, schema, label, before, after): schema.rename_field(after.model(label, self.model_name), self.new_name, self.old_name, before.model(label, self.model_name).fields[self.old_name])
    def describe(self): return 'Rename field %s on %s to %s' % (self.old_name, self.model_name, self.new_name)
class AlterModelOptions(Operation):
    sign = '~'
    def __init__(self, name, options): self.name, self.options = name, options
    KEYS = ('ordering', 'verbose_name', 'verbose_name_plural', 'get_latest_by', 'permissions', 'default_permissions', 'managed', 'default_related_name')
    def state(self, label, state):
        model = state.model(label, self.name)
        model.options = {key: value for key, value in model.options.items() if key not in self.KEYS}
        model.options.update(self.options)
    def backward(self, schema, label, before, after): pass
    def describe(self): return 'Change Meta options on %s' % self.name
class AlterModelManagers(AlterModelOptions):
    def __init__(self, name, managers): self.name, self.options = name, {}
    def state(self, label, state): pass
    def describe(self): return 'Change managers on %s' % self.name
class AlterModelTable(Operation):
    sign = '~'
    def __init__(self, name, table): self.name, self.table = name, table
    def state(self, label, state): state.model(label, self.name).options['db_table'] = self.table
    def forward(self, schema, label, before, after): schema.rename_table(before.model(label, self.name).table, after.model(label, self.name).table)
    def describe(self): return 'Rename table for %s to %s' % (self.name, self.table or '(default)')
class AlterUniqueTogether(Operation):
    sign = '~'
    def __init__(self, name, unique_together): self.name, self.unique_together = name, set(tuple(one) for one in unique_together)
    def state(self, label, state): state.model(label, self.name).options['unique_together'] = self.unique_together
    def forward(self, schema, label, before, after): schema.unique_together(after.model(label, self.name), before.model(label, self.name).options.get('unique_together', ()), self.unique_together)
    def describe(self): return 'Alter unique_together for %s (%d constraint(s))' % (self.name, len(self.unique_together))
class _OfMeta(Operation):
    key = 'indexes'
    def __init__(self, model_name, index=None, constraint=None): self.model_name, self.made = model_name, index or constraint
    def state(self, label, state):
        model = state.model(label, self.model_name)
        model.options[self.key] = list(model.options.get(self.key, ())) + [self.made]
    def backward(self, schema, label, before, after): schema.drop_index(after.model(label, self.model_name), self.made.name)
class AddIndex(_OfMeta):
    def forward(self, schema, label, before, after): schema.add_index(after.model(label, self.model_name), self.made)
    def describe(self): return 'Create index %s on field(s) %s of model %s' % (self.made.name, ', '.join(self.made.fields), self.model_name)
class AddConstraint(_OfMeta):
    key = 'constraints'
    def forward(self, schema, label, before, after): schema.add_constraint(after.model(label, self.model_name), self.made)
    def describe(self): return 'Create constraint %s on model %s' % (self.made.name, self.model_name)
class RemoveIndex(Operation):
    sign, key, word = '-', 'indexes', 'index'
    def __init__(self, model_name, name): self.model_name, self.name = model_name, name
    def state(self, label, state):
        model = state.model(label, self.model_name)
        model.options[self.key] = [one for one in model.options.get(self.key, ()) if one.name != self.name]
    def forward(self, schema, label, before, after): schema.drop_index(before.model(label, self.model_name), self.name)
    def describe(self): return 'Remove %s %s from %s' % (self.word, self.name, self.model_name)
class RemoveConstraint(RemoveIndex):
    key, word = 'constraints', 'constraint'
    def describe(self): return 'Remove constraint %s from model %s' % (self.name, self.model_name)
class RunPython(Operation):
    sign = 'p'
    @staticmethod
    def noop(apps, schema_editor): pass
    def __init__(self, code, reverse_code=None, atomic=None, hints=None, elidable=False): self.code, self.reverse_code = code, reverse_code
    def state(self, label, state): pass
    def forward(self, schema, label, before, after): self._do(self.code, schema)
    def _do(self, code, schema):
        from django.apps import apps
        schema.finish()
        if not schema.collect: code(apps, schema)
    def backward(self, schema, label, before, after):
        if self.reverse_code is None: raise NotImplementedError('You cannot reverse this operation')
        self._do(self.reverse_code, schema)
    def describe(self): return 'Raw Python operation'
class RunSQL(Operation):
    sign, noop = 's', ''
    def __init__(self, sql, reverse_sql=None, state_operations=None, hints=None, elidable=False): self.sql, self.reverse_sql = sql, reverse_sql
    def state(self, label, state): pass
    def _do(self, sql, schema):
        for one in sql if isinstance(sql, (list, tuple)) else [part.strip() for part in sql.split(';')]:
            if isinstance(one, (list, tuple)): schema.run(one[0], one[1] or ())
            elif one: schema.run(one.rstrip(';'))
    def forward(self, schema, label, before, after): self._do(self.sql, schema)
    def backward(self, schema, label, before, after): self._do(self.reverse_sql or '', schema)
    def describe(self): return 'Raw SQL operation'
class SeparateDatabaseAndState(Operation):
    sign = '?'
    def __init__(self, database_operations=None, state_operations=None): self.database_operations, self.state_operations = database_operations or [], state_operations or []
    def state(self, label, state):
        for one in self.state_operations: one.state(label, state)
    def forward(self, schema, label, before, after):
        for one in self.database_operations: one.forward(schema, label, before, after)
    def describe(self): return 'Custom state/database change combination'
