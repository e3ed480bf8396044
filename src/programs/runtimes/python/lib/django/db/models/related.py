"""Fields that lead to other models, and the ways back."""
from django.db.models.fields import Field
class CASCADE: pass
class _Rule:
    def __init__(self, name): self.__name__ = name
CASCADE, PROTECT, SET_NULL, SET_DEFAULT, DO_NOTHING, RESTRICT = [_Rule(name) for name in ('CASCADE', 'PROTECT', 'SET_NULL', 'SET_DEFAULT', 'DO_NOTHING', 'RESTRICT')]
class SET:
    def __init__(self, value): self.value = value
class ProtectedError(Exception): pass
RestrictedError = ProtectedError
def label_of(to, model=None):
    """The name of a model that a field leads to: `app.Model`."""
    from django.conf import settings
    if not isinstance(to, str): return to._meta.label
    if to == 'self': return model._meta.label
    return to if '.' in to else '%s.%s' % (model._meta.app_label, to)
class ForeignKey(Field):
    is_relation, _unique = True, False
    def __init__(self, to, on_delete=None, related_name=None, related_query_name=None, to_field=None, db_constraint=True, limit_choices_to=None, parent_link=False, **given):
        if on_delete is None: raise TypeError("%s.__init__() missing 1 required positional argument: 'on_delete'" % type(self).__name__)
        super().__init__(given.pop('verbose_name', None), **given)
        self.to, self.on_delete, self.related_name, self.to_field = to, on_delete, related_name, to_field
        self.given['to'], self.given['on_delete'] = to, on_delete
        if related_name: self.given['related_name'] = related_name
        if to_field: self.given['to_field'] = to_field
        self.unique = self.unique or self._unique
        self.db_index = given.get('db_index', True)
    def _attname(self, name): return name + '_id'
    @property
    def remote(self):
        from django.apps import apps
        return apps.get_model(label_of(self.to, self.model)) if isinstance(self.to, str) else self.to
    def target(self): return self.remote._meta.pk if not self.to_field else self.remote._meta.field(self.to_field)
    def end(self):
        """The field whose kind of column it shares: what the way leads to in the end."""
        field = self.target()
        return field.end() if field.is_relation else field
    def db_type(self, vendor):
        return _reference_type(self.end(), vendor)
    def to_db(self, value, vendor):
        if hasattr(value, '_meta'): value = value.pk
        return self.end().to_db(value, vendor)
    def from_db(self, value): return self.end().from_db(value)
    def clean(self, value, thing=None):
        from django.core.exceptions import ValidationError
        if value is None and not self.null: raise ValidationError('This field cannot be null.')
        if value is not None and not self.remote._default_manager.filter(pk=value).exists(): raise ValidationError('%s instance with id %s does not exist.' % (self.remote._meta.verbose_name, value))
        return value
    def back_name(self): return self.related_name or self.model._meta.model_name + ('' if self._unique else '_set')
    def query_name(self): return self.related_name or self.model._meta.model_name
    def deconstruct(self):
        given = dict(self.given)
        given['to'] = _written(self.to, self.model)
        return 'models.' + type(self).__name__, given
class Swappable:
    """settings.AUTH_USER_MODEL as a migration writes it."""
    def __eq__(self, other): return isinstance(other, Swappable)
    def __hash__(self): return 1
def _written(to, model):
    from django.conf import settings
    label = label_of(to, model)
    return Swappable() if label.lower() == settings.AUTH_USER_MODEL.lower() else label.lower()
def _reference_type(field, vendor):
    kind = {'AutoField': 'IntegerField', 'BigAutoField': 'BigIntegerField', 'SmallAutoField': 'SmallIntegerField'}.get(field.kind)
    from django.db.models.fields import TYPES
    return TYPES[kind][('sqlite', 'postgresql', 'mysql').index(vendor)] if kind else field.db_type(vendor)
class OneToOneField(ForeignKey): _unique = True
class ManyToManyField(Field):
    is_relation = many = True
    def __init__(self, to, related_name=None, through=None, symmetrical=None, **given):
        super().__init__(given.pop('verbose_name', None), **given)
        self.to, self.related_name, self._through, self.on_delete = to, related_name, through, None
        self.given['to'] = to
        if related_name: self.given['related_name'] = related_name
        if through: self.given['through'] = through
    remote = ForeignKey.remote
    def table(self): return self._through_model()._meta.db_table if self._through else '%s_%s' % (self.model._meta.db_table, self.name)
    def _through_model(self):
        from django.apps import apps
        return apps.get_model(label_of(self._through, self.model)) if isinstance(self._through, str) else self._through
    def columns(self):
        """The columns of the table between: of this side, of the other one."""
        if self._through:
            fields = [one for one in self._through_model()._meta.fields if one.is_relation]
            return next(one.column for one in fields if one.remote is self.model), [one for one in fields if one.remote is self.remote][-1].column
        own, other = self.model._meta.model_name, self.remote._meta.model_name
        return ('from_%s_id' % own, 'to_%s_id' % other) if own == other else (own + '_id', other + '_id')
    def back_name(self): return self.related_name or self.model._meta.model_name + '_set'
    def query_name(self): return self.related_name or self.model._meta.model_name
    def deconstruct(self):
        given = dict(self.given)
        given['to'] = _written(self.to, self.model)
        if self._through: given['through'] = label_of(self._through, self.model).lower()
        return 'models.ManyToManyField', given
def to_one(field):
    """The property by which an object leads to another."""
    slot = '_held_' + field.name
    def get(self):
        key = getattr(self, field.attname)
        held = self.__dict__.get(slot)
        if held is not None and (held.pk == key or key is None): return held
        if key is None:
            if field.null: return None
            from django.apps import missing_related
            raise missing_related(field)("%s has no %s." % (type(self).__name__, field.name))
        held = field.remote._default_manager.get(**{field.target().name: key})
        setattr(self, slot, held)
        return held
    def put(self, value):
        if value is not None and not isinstance(value, field.remote): raise ValueError('Cannot assign "%r": "%s.%s" must be a "%s" instance.' % (value, type(self).__name__, field.name, field.remote.__name__))
        setattr(self, slot, value)
        setattr(self, field.attname, None if value is None else getattr(value, field.target().attname))
    return property(get, put)
def back(field):
    """The property by which the other side leads here."""
    def many(self):
        from django.db.models.manager import RelatedManager
        return RelatedManager(self, field)
    def one(self):
        found = field.model._default_manager.filter(**{field.name: self}).first()
        if found is None: raise field.model.DoesNotExist('%s has no %s.' % (type(self).__name__, field.query_name()))
        return found
    return property(one if field._unique else many)
def between(field, backwards):
    def get(self):
        from django.db.models.manager import ManyManager
        return ManyManager(self, field, backwards)
    return property(get)
