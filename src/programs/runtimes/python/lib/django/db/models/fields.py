"""Kinds of columns: what each is in a database's dialect, and its values on the way there and back."""
from django.core.exceptions import ValidationError
class NOT_PROVIDED: pass
_counter = [0]
# By kind of field: its type in SQLite, PostgreSQL, MySQL.
TYPES = {
    'AutoField': ('integer', 'integer', 'integer'), 'BigAutoField': ('integer', 'bigint', 'bigint'), 'SmallAutoField': ('integer', 'smallint', 'smallint'),
    'IntegerField': ('integer', 'integer', 'integer'), 'BigIntegerField': ('bigint', 'bigint', 'bigint'), 'SmallIntegerField': ('smallint', 'smallint', 'smallint'),
    'PositiveIntegerField': ('integer unsigned', 'integer', 'integer UNSIGNED'), 'PositiveBigIntegerField': ('bigint unsigned', 'bigint', 'bigint UNSIGNED'), 'PositiveSmallIntegerField': ('smallint unsigned', 'smallint', 'smallint UNSIGNED'),
    'CharField': ('varchar(%d)',) * 3, 'TextField': ('text', 'text', 'longtext'), 'BooleanField': ('bool', 'boolean', 'bool'), 'FloatField': ('real', 'double precision', 'double precision'),
    'DecimalField': ('decimal', 'numeric(%d, %d)', 'numeric(%d, %d)'), 'DateTimeField': ('datetime', 'timestamp with time zone', 'datetime(6)'), 'DateField': ('date',) * 3, 'TimeField': ('time', 'time', 'time(6)'), 'DurationField': ('bigint', 'interval', 'bigint'),
    'JSONField': ('text', 'jsonb', 'json'), 'UUIDField': ('char(32)', 'uuid', 'char(32)'), 'BinaryField': ('BLOB', 'bytea', 'longblob'), 'GenericIPAddressField': ('char(39)', 'inet', 'char(39)'),
}
class Field:
    kind, column_kind, is_relation, many = 'Field', None, False, False
    _OWN = {'null': False, 'blank': False, 'unique': False, 'db_index': False, 'primary_key': False, 'editable': True, 'serialize': True, 'auto_created': False, 'help_text': '', 'db_column': None, 'choices': None, 'validators': (), 'error_messages': None, 'max_length': None, 'unique_for_date': None, 'db_comment': None}
    def __init__(self, verbose_name=None, **given):
        _counter[0] += 1
        self.order = _counter[0]
        given.pop('name', None)
        if hasattr(given.get('choices'), 'choices'): given['choices'] = given['choices'].choices
        self.given = {key: value for key, value in given.items() if not (key in self._OWN and value == self._OWN[key])}
        if verbose_name is not None: self.given['verbose_name'] = verbose_name
        for key, value in self._OWN.items(): setattr(self, key, given.get(key, value))
        self.default, self.verbose_name = given.get('default', NOT_PROVIDED), verbose_name
        self.name = self.model = None
    def attach(self, model, name):
        self.model, self.name, self.attname = model, name, self._attname(name)
        self.column = self.db_column or self.attname
        if self.verbose_name is None: self.verbose_name = name.replace('_', ' ')
    def _attname(self, name): return name
    def copy(self): return type(self)(**self.given)
    def has_default(self): return self.default is not NOT_PROVIDED
    def get_default(self):
        if self.default is NOT_PROVIDED: return '' if self.empty_is_text and not self.null else None
        return self.default() if callable(self.default) else self.default
    empty_is_text = False
    def target(self): return self
    def db_type(self, vendor):
        names = TYPES[self.column_kind or self.kind]
        return self._sized(names[('sqlite', 'postgresql', 'mysql').index(vendor)])
    def _sized(self, text): return text
    def check_sql(self, quoted): return None
    def to_db(self, value, vendor): return value
    def from_db(self, value): return value
    def pre_save(self, thing, add): return getattr(thing, self.attname)
    def clean(self, value, thing=None):
        if value is None and not self.null: raise ValidationError('This field cannot be null.')
        if value in ('', None) and not self.blank and not self.null: raise ValidationError('This field cannot be blank.')
        if value in ('', None): return value
        if self.choices and value not in [key for key, _ in self.flat_choices()]: raise ValidationError('Value %r is not a valid choice.' % (value,))
        value = self.to_python(value)
        for check in self.validators: check(value)
        return value
    def to_python(self, value): return value
    def flat_choices(self):
        out = []
        for key, text in self.choices or ():
            if isinstance(text, (list, tuple)): out.extend(text)
            else: out.append((key, text))
        return out
    def deconstruct(self):
        """Its class as a migration names it, and what it was made with."""
        return 'models.' + type(self).__name__, dict(self.given)
    def __repr__(self): return '<django.db.models.fields.%s: %s>' % (type(self).__name__, self.name)
def _bad(text): raise ValidationError(text)
class IntegerField(Field):
    kind = 'IntegerField'
    def to_db(self, value, vendor):
        if value is None or isinstance(value, bool) or type(value) is int: return value
        try: return int(value)
        except ValueError: raise ValueError("Field '%s' expected a number but got %r." % (self.name, value))
    def from_db(self, value): return None if value is None else int(value)
    def to_python(self, value):
        try: return int(value)
        except ValueError: _bad('“%s” value must be an integer.' % value)
class BigIntegerField(IntegerField): kind = 'BigIntegerField'
class SmallIntegerField(IntegerField): kind = 'SmallIntegerField'
class PositiveIntegerField(IntegerField):
    kind = 'PositiveIntegerField'
    def check_sql(self, quoted): return '%s >= 0' % quoted
class PositiveBigIntegerField(PositiveIntegerField): kind = 'PositiveBigIntegerField'
class PositiveSmallIntegerField(PositiveIntegerField): kind = 'PositiveSmallIntegerField'
class AutoField(IntegerField): kind = 'AutoField'
class BigAutoField(AutoField): kind = 'BigAutoField'
class SmallAutoField(AutoField): kind = 'SmallAutoField'
class CharField(Field):
    kind, empty_is_text = 'CharField', True
    def _sized(self, text): return text % self.max_length if '%' in text else text
    def to_db(self, value, vendor): return value if value is None else str(value)
    def clean(self, value, thing=None):
        value = super().clean(value, thing)
        if self.max_length and value is not None and len(value) > self.max_length: _bad('Ensure this value has at most %d characters (it has %d).' % (self.max_length, len(value)))
        return value
class TextField(CharField): kind = 'TextField'
class _Sized(CharField):
    kind, _length = 'CharField', 100
    def __init__(self, verbose_name=None, **given):
        super().__init__(verbose_name, **given)
        if self.max_length is None: self.max_length = self._length
        if given.get('max_length') == self._length: self.given.pop('max_length', None)
class EmailField(_Sized):
    _length = 254
    def to_python(self, value):
        if '@' not in value or '.' not in value.split('@')[-1]: _bad('Enter a valid email address.')
        return value
class URLField(_Sized):
    _length = 200
    def to_python(self, value):
        if '://' not in value: _bad('Enter a valid URL.')
        return value
class SlugField(_Sized):
    _length = 50
    def __init__(self, verbose_name=None, **given):
        super().__init__(verbose_name, **given)
        self.db_index = given.get('db_index', True)
class FileField(_Sized):
    def __init__(self, verbose_name=None, **given):
        super().__init__(verbose_name, **given)
        self.upload_to = given.get('upload_to', '')
class ImageField(FileField): pass
class BooleanField(Field):
    kind = 'BooleanField'
    def to_db(self, value, vendor): return None if value is None else (bool(value) if vendor == 'postgresql' else int(bool(value)))
    def from_db(self, value): return None if value is None else value in (True, 1, 't', 'true', '1')
    def clean(self, value, thing=None):
        if value not in (True, False, None): _bad('“%s” value must be either True or False.' % value)
        return value
class NullBooleanField(BooleanField):
    def __init__(self, verbose_name=None, **given): super().__init__(verbose_name, null=True, **given)
class FloatField(Field):
    kind = 'FloatField'
    def to_db(self, value, vendor): return None if value is None else float(value)
    from_db = lambda self, value: None if value is None else float(value)
    to_python = lambda self, value: float(value)
class DecimalField(Field):
    kind = 'DecimalField'
    def __init__(self, verbose_name=None, max_digits=None, decimal_places=None, **given):
        super().__init__(verbose_name, max_digits=max_digits, decimal_places=decimal_places, **given)
        self.max_digits, self.decimal_places = max_digits, decimal_places
    def _sized(self, text): return text % (self.max_digits, self.decimal_places) if '%' in text else text
    def to_db(self, value, vendor): return None if value is None else str(self.from_db(value))
    def from_db(self, value):
        from decimal import Decimal
        return None if value is None else Decimal(str(value)).quantize(Decimal(1).scaleb(-self.decimal_places))
    def to_python(self, value):
        from decimal import Decimal
        return Decimal(str(value))
class JSONField(Field):
    kind = 'JSONField'
    def to_db(self, value, vendor):
        import json
        return None if value is None else json.dumps(value)
    def from_db(self, value):
        import json
        return json.loads(value) if isinstance(value, str) else value
class UUIDField(Field):
    kind = 'UUIDField'
    def to_db(self, value, vendor): return None if value is None else str(value) if vendor == 'postgresql' else str(value).replace('-', '')
    def from_db(self, value):
        from uuid import UUID
        return None if value is None else UUID(str(value))
class BinaryField(Field): kind = 'BinaryField'
class GenericIPAddressField(CharField): kind = 'GenericIPAddressField'
