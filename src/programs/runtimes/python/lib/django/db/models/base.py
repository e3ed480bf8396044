"""Models: classes whose fields are columns, and whose objects are rows."""
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, MultipleObjectsReturned, ObjectDoesNotExist, ValidationError
from django.db.models import related
from django.db.models.fields import AutoField, BigAutoField, Field
from django.db.models.manager import Manager
class Options:
    _KNOWN = ('abstract', 'app_label', 'db_table', 'ordering', 'verbose_name', 'verbose_name_plural', 'unique_together', 'managed', 'proxy', 'get_latest_by', 'indexes', 'constraints', 'permissions', 'default_permissions', 'swappable', 'index_together', 'default_related_name', 'default_manager_name', 'base_manager_name', 'order_with_respect_to', 'db_table_comment', 'select_on_save', 'required_db_vendor', 'default_related_name')
    def __init__(self, meta, name, label):
        self.given = {key: value for key, value in (meta.__dict__.items() if meta else ()) if key[:2] != '__'}
        for key in self.given:
            if key not in self._KNOWN: raise TypeError("'class Meta' got invalid attribute(s): %s" % key)
        own = self.given.get
        self.object_name, self.model_name, self.app_label = name, name.lower(), own('app_label', label)
        self.abstract, self.proxy, self.managed = own('abstract', False), own('proxy', False), own('managed', True)
        words = ''.join(' ' + c.lower() if c.isupper() and i and not name[i - 1].isupper() else c.lower() for i, c in enumerate(name))
        self.verbose_name = own('verbose_name', words)
        self.verbose_name_plural = own('verbose_name_plural', str(self.verbose_name) + 's')
        self.db_table, self.ordering = own('db_table', '%s_%s' % (self.app_label, self.model_name)), list(own('ordering', ()))
        together = own('unique_together', ())
        self.unique_together = [tuple(together)] if together and isinstance(together[0], str) else [tuple(one) for one in together]
        self.constraints, self.indexes, self.get_latest_by, self.swappable = list(own('constraints', ())), list(own('indexes', ())), own('get_latest_by', None), own('swappable', None)
        self.fields, self.many_to_many, self.backwards, self.pk = [], [], [], None
    @property
    def label(self): return '%s.%s' % (self.app_label, self.object_name)
    @property
    def label_lower(self): return '%s.%s' % (self.app_label, self.model_name)
    def field(self, name):
        if name == 'pk': return self.pk
        for one in self.fields + self.many_to_many:
            if one.name == name or one.attname == name: return one
        return None
    def get_field(self, name):
        found = self.field(name)
        if found is None: raise FieldDoesNotExist("%s has no field named '%s'" % (self.object_name, name))
        return found
    def get_fields(self): return self.fields + self.many_to_many
    concrete_fields = property(lambda self: self.fields)
_waiting = []
def _link(field):
    """Puts the way back on the other side, once that is there."""
    try: remote = field.remote
    except LookupError:
        _waiting.append(field)
        return
    name = field.back_name()
    remote._meta.backwards.append(field)
    if not name.endswith('+') and remote is not None: setattr(remote, name, related.between(field, True) if field.many else related.back(field))
class Model:
    def __init_subclass__(cls, **more):
        own = dict(cls.__dict__)
        module = cls.__module__
        meta = own.get('Meta')
        bases = [one for one in cls.__bases__ if isinstance(one, type) and issubclass(one, Model) and one is not Model]
        parents = [one for one in bases if hasattr(one, '_meta')]
        if 'Meta' not in own and parents and parents[0]._meta.abstract:
            kept = {key: value for key, value in parents[0]._meta.given.items() if key not in ('abstract', 'db_table')}
            meta = type('Meta', (), kept) if kept else None
        label = apps.label_of(module)
        options = Options(meta, cls.__name__, label or module.split('.')[-2] if '.' in module else label)
        cls._meta = options
        if not options.abstract and options.app_label is None: raise RuntimeError("Model class %s.%s doesn't declare an explicit app_label and isn't in an application in INSTALLED_APPS." % (module, cls.__name__))
        fields = [(name, value) for name, value in own.items() if isinstance(value, Field)]
        for base in parents:
            if base._meta.proxy or options.proxy:
                options.db_table, options.fields, options.many_to_many, options.pk = base._meta.db_table, base._meta.fields, base._meta.many_to_many, base._meta.pk
            elif base._meta.abstract: fields = [(one.name, one.copy()) for one in base._meta.fields + base._meta.many_to_many if one.name not in own] + fields
            else: raise NotImplementedError("dockyard: Django's multi-table inheritance is not simulated")
        if not options.abstract and not options.proxy and not any(one.primary_key for _, one in fields):
            fields.insert(0, ('id', _key(options.app_label)))
        for name, field in fields:
            if name in own: delattr(cls, name)
            field.attach(cls, name)
            (options.many_to_many if field.many else options.fields).append(field)
            if field.primary_key: options.pk = field
            if field.many: setattr(cls, name, related.between(field, False))
            elif field.is_relation: setattr(cls, name, related.to_one(field))
            if field.choices: setattr(cls, 'get_%s_display' % name, _display(field))
        if options.abstract: return
        full = '%s.%s' % (module, cls.__name__)
        cls.DoesNotExist = type('DoesNotExist', (ObjectDoesNotExist,), {'__module__': full})
        cls.MultipleObjectsReturned = type('MultipleObjectsReturned', (MultipleObjectsReturned,), {'__module__': full})
        managers = [(name, value) for name, value in own.items() if isinstance(value, Manager)]
        for base in parents: managers = managers or [(name, value) for name, value in base.__dict__.items() if isinstance(value, Manager) and base._meta.abstract]
        for name, manager in managers or [('objects', Manager())]:
            if manager.model is not None: manager = manager.copy()
            manager.model, manager.name = cls, name
            setattr(cls, name, manager)
            if '_default_manager' not in cls.__dict__: cls._default_manager = cls._base_manager = manager
        apps.register(cls)
        for field in options.fields + options.many_to_many:
            if field.is_relation: _link(field)
        for field in list(_waiting):
            if isinstance(field.to, str) and related.label_of(field.to, field.model).lower() == options.label_lower:
                _waiting.remove(field)
                _link(field)
    def __init__(self, *args, **given):
        meta = self._meta
        if len(args) > len(meta.fields): raise IndexError('Number of args exceeds number of fields')
        for field, value in zip(meta.fields, args): setattr(self, field.attname, value)
        for field in meta.fields[len(args):]:
            if field.name in given and field.is_relation: setattr(self, field.name, given.pop(field.name))
            elif field.attname in given: setattr(self, field.attname, given.pop(field.attname))
            else: setattr(self, field.attname, field.get_default())
        if 'pk' in given: self.pk = given.pop('pk')
        for key in list(given):
            if isinstance(getattr(type(self), key, None), property): setattr(self, key, given.pop(key))
        if given: raise TypeError('%s() got unexpected keyword arguments: %s' % (type(self).__name__, ', '.join("'%s'" % key for key in given)))
        self._added, self._saved_in = False, None
    def _get_pk(self): return getattr(self, self._meta.pk.attname)
    def _set_pk(self, value): setattr(self, self._meta.pk.attname, value)
    pk = property(_get_pk, _set_pk)
    def __str__(self): return '%s object (%s)' % (type(self).__name__, self.pk)
    def __repr__(self): return '<%s: %s>' % (type(self).__name__, str(self))
    def __eq__(self, other): return isinstance(other, Model) and type(other) is type(self) and (self.pk == other.pk if self.pk is not None else self is other)
    def __hash__(self):
        if self.pk is None: raise TypeError('Model instances without primary key value are unhashable')
        return hash(self.pk)
    def save(self, force_insert=False, force_update=False, using=None, update_fields=None):
        from django.db.models import signals, writing
        for field in self._meta.fields:
            held = self.__dict__.get('_held_' + field.name) if field.is_relation else None
            if held is not None and getattr(self, field.attname) is None:
                if held.pk is None: raise ValueError("save() prohibited to prevent data loss due to unsaved related object '%s'." % field.name)
                setattr(self, field.attname, held.pk)
        adding = not self._added
        signals.pre_save.send(type(self), instance=self, raw=False)
        writing.save(self, force_insert, update_fields)
        self._added = True
        signals.post_save.send(type(self), instance=self, created=adding, raw=False)
    def delete(self, using=None):
        from django.db.models import writing
        if self.pk is None: raise ValueError("%s object can't be deleted because its id attribute is set to None." % type(self).__name__)
        done = writing.delete([self])
        self.pk = None
        return done
    def refresh_from_db(self, using=None, fields=None):
        fresh = type(self)._default_manager.get(pk=self.pk)
        for field in self._meta.fields:
            setattr(self, field.attname, getattr(fresh, field.attname))
            if field.is_relation: setattr(self, '_held_' + field.name, None)
    def clean(self): pass
    def clean_fields(self, exclude=None):
        wrong = {}
        for field in self._meta.fields:
            if field.name in (exclude or ()) or field.primary_key: continue
            try: field.clean(getattr(self, field.attname), self)
            except ValidationError as error: wrong[field.name] = error.messages
        if wrong: raise ValidationError(wrong)
    def validate_unique(self, exclude=None):
        for field in self._meta.fields:
            if not field.unique or field.primary_key or field.name in (exclude or ()): continue
            same = type(self)._default_manager.filter(**{field.name: getattr(self, field.attname)})
            if any(one.pk != self.pk for one in same): raise ValidationError({field.name: ['%s with this %s already exists.' % (str(self._meta.verbose_name).capitalize(), str(field.verbose_name).capitalize())]})
    def full_clean(self, exclude=None, validate_unique=True, validate_constraints=True):
        self.clean_fields(exclude)
        self.clean()
        if validate_unique: self.validate_unique(exclude)
    def serializable_value(self, name): return getattr(self, self._meta.get_field(name).attname)
def _key(label):
    """The primary key that a model gets which has none: of the kind that its app, or the project, wants."""
    from django.conf import settings
    config = apps.configs.get(label)
    wanted = (config.default_auto_field if config else None) or settings.DEFAULT_AUTO_FIELD
    if config and config.name.startswith('django.'): wanted = 'AutoField'
    kind = BigAutoField if wanted.endswith('BigAutoField') else AutoField
    return kind(verbose_name='ID', auto_created=True, primary_key=True, serialize=False)
def _display(field):
    def show(self):
        value = getattr(self, field.attname)
        return next((text for key, text in field.flat_choices() if key == value), value)
    return show
