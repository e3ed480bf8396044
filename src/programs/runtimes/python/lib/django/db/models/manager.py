"""Managers: where a model's queries begin."""
class Manager:
    _kind = None
    def __init__(self): self.model, self.name = None, None
    def copy(self):
        made = type(self)()
        return made
    def get_queryset(self):
        from django.db.models.query import QuerySet
        return (self._kind or QuerySet)(self.model)
    def all(self): return self.get_queryset()
    def __getattr__(self, name):
        if name[:1] == '_': raise AttributeError(name)
        return getattr(self.get_queryset(), name)
    @classmethod
    def from_queryset(cls, kind, class_name=None): return type(class_name or 'ManagerFrom' + kind.__name__, (cls,), {'_kind': kind})
    def __repr__(self): return '%s.%s' % (self.model._meta.label if self.model else '', self.name)
BaseManager = Manager
class RelatedManager(Manager):
    """The objects that lead to one by a foreign key."""
    def __init__(self, thing, field): self.model, self.name, self._thing, self._field = field.model, field.back_name(), thing, field
    def get_queryset(self):
        if self._thing.pk is None: raise ValueError("%r instance needs to have a primary key value before this relationship can be used." % type(self._thing).__name__)
        return self.model._default_manager.get_queryset().filter(**{self._field.name: self._thing})
    def create(self, **given): return self.model._default_manager.create(**dict(given, **{self._field.name: self._thing}))
    def get_or_create(self, defaults=None, **given): return self.model._default_manager.get_or_create(defaults, **dict(given, **{self._field.name: self._thing}))
    def add(self, *things, **more):
        for one in things:
            setattr(one, self._field.name, self._thing)
            one.save()
    def set(self, things, **more): self.add(*things)
    def remove(self, *things):
        for one in things:
            setattr(one, self._field.name, None)
            one.save()
    def clear(self): self.get_queryset().update(**{self._field.name: None})
class ManyManager(Manager):
    """The objects that stand with one in a table between."""
    def __init__(self, thing, field, backwards):
        if thing.pk is None: raise ValueError('"%r" needs to have a value for field "id" before this many-to-many relationship can be used.' % thing)
        self.model, self.name = (field.model if backwards else field.remote), field.name
        self._thing, self._field, self._backwards = thing, field, backwards
    def get_queryset(self):
        from django.db.models.query import QuerySet
        return self.model._default_manager.get_queryset().filter(**{self._field.name if self._backwards else self._field.query_name(): self._thing})
    def _columns(self):
        own, other = self._field.columns()
        return (other, own) if self._backwards else (own, other)
    def _run(self, sql, params):
        from django.db import connections
        own, other = self._columns()
        database = connections['default']
        return database.run(sql % {'table': database.quote(self._field.table()), 'own': database.quote(own), 'other': database.quote(other)}, params)
    def add(self, *things, **more):
        for one in things:
            key = one.pk if hasattr(one, 'pk') else one
            if self._run('SELECT 1 FROM %(table)s WHERE %(own)s = %%s AND %(other)s = %%s', [self._thing.pk, key]).fetchone() is None: self._run('INSERT INTO %(table)s (%(own)s, %(other)s) VALUES (%%s, %%s)', [self._thing.pk, key])
    def remove(self, *things):
        for one in things: self._run('DELETE FROM %(table)s WHERE %(own)s = %%s AND %(other)s = %%s', [self._thing.pk, one.pk if hasattr(one, 'pk') else one])
    def clear(self): self._run('DELETE FROM %(table)s WHERE %(own)s = %%s', [self._thing.pk])
    def set(self, things, **more):
        self.clear()
        self.add(*things)
    def create(self, **given):
        made = self.model._default_manager.create(**given)
        self.add(made)
        return made
