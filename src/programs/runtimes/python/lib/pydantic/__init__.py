"""Models: classes whose annotated attributes are checked as objects are made."""
import json
import _dk_annotations, _dockyard
from pydantic.errors import PydanticUserError, ValidationError, error
from pydantic.fields import Field, FieldInfo, Undefined
from pydantic.validation import Wrong, constrained, given, validate
__version__ = VERSION = _dockyard.setup['versions'].get('pydantic', '2.12.0')
ConfigDict = dict
class _Hook:
    def __init__(self, kind, names, mode, fn): self.kind, self.names, self.mode, self.fn = kind, names, mode, fn
def field_validator(*names, mode='after', **more): return lambda fn: _Hook('field', names, mode, fn)
def validator(*names, pre=False, **more): return lambda fn: _Hook('old', names, 'before' if pre else 'after', fn)
def model_validator(mode='after', **more): return lambda fn: _Hook('model', (), mode, fn)
def computed_field(fn=None, **more): return (lambda one: one) if fn is None else fn
def field_serializer(*names, **more): raise NotImplementedError("dockyard: pydantic's field_serializer is not simulated")
class BaseModel:
    model_config = {}
    _dk_hooks = ()
    def __init_subclass__(cls, **more):
        hooks = []
        for base in cls.__bases__: hooks += list(getattr(base, '_dk_hooks', ()))
        for name, value in list(cls.__dict__.items()):
            if isinstance(value, _Hook):
                setattr(cls, name, value.fn)
                hooks.append((value, name))
        cls._dk_hooks, cls._dk_fields = hooks, None
    @classmethod
    def _fields(cls):
        """The fields, by name: read from the annotations when they are first needed, so that these may name what comes later."""
        if cls.__dict__.get('_dk_fields') is None:
            out = {}
            for base in reversed(cls.__bases__):
                if base is not BaseModel and hasattr(base, '_fields'): out.update(base._fields())
            scope = _dk_annotations.scope_of(cls)
            for name, text in cls.__dict__.get('__annotations__', {}).items():
                if name[:1] == '_' or name == 'model_config' or text.startswith(('ClassVar', 'typing.ClassVar')): continue
                out[name] = FieldInfo.of(name, _dk_annotations.parse(text, scope), cls.__dict__.get(name, Undefined))
            cls._dk_fields = out
        return cls._dk_fields
    def __init__(self, **data):
        try: values, given_names = type(self)._checked(data, ())
        except Wrong as wrong: raise ValidationError(type(self).__name__, wrong.args[0])
        self._fill(values, given_names)
    def _fill(self, values, names):
        for key, value in values.items(): setattr(self, key, value)
        self.model_fields_set = names
        for hook, name in self._dk_hooks:
            if hook.kind == 'model' and hook.mode == 'after':
                try: getattr(self, name)()
                except (ValueError, AssertionError) as wrong: raise ValidationError(type(self).__name__, [error('value_error', (), values, error=wrong)])
        if hasattr(self, 'model_post_init'): self.model_post_init(None)
    @classmethod
    def _checked(cls, data, loc):
        values, wrong, names, known = {}, [], set(), []
        for hook, name in cls._dk_hooks:
            if hook.kind == 'model' and hook.mode == 'before': data = getattr(cls, name)(data)
        for name, field in cls._fields().items():
            key = field.alias or name
            if key not in data and name in data and cls.model_config.get('populate_by_name'): key = name
            known.append(key)
            if key not in data:
                if field.required: wrong.append(error('missing', loc + (key,), data))
                else: values[name] = field.get_default()
                continue
            names.add(name)
            try: values[name] = cls._one(name, field, data[key], loc + (key,), values)
            except Wrong as bad: wrong += bad.args[0]
        extra = cls.model_config.get('extra')
        for key in data:
            if key in known: continue
            if extra == 'forbid': wrong.append(error('extra_forbidden', loc + (key,), data[key]))
            elif extra == 'allow': values[key] = data[key]
        if wrong: raise Wrong(wrong)
        return values, names
    @classmethod
    def _one(cls, name, field, value, loc, values):
        before = value
        hooks = [(hook, at) for hook, at in cls._dk_hooks if hook.kind in ('field', 'old') and (name in hook.names or '*' in hook.names)]
        def run(mode, value):
            for hook, at in hooks:
                if hook.mode != mode: continue
                try: value = getattr(cls, at)(value) if hook.kind == 'field' else getattr(cls, at)(cls, value) if not isinstance(hook.fn, classmethod) else getattr(cls, at)(value)
                except ValueError as bad: raise Wrong([error('value_error', loc, before, error=bad)])
                except AssertionError as bad: raise Wrong([error('assertion_error', loc, before, error=bad)])
            return value
        value = validate(field.kind, run('before', value), loc)
        return run('after', constrained(value, field.constraints, loc, before))
    @classmethod
    def _dk_validate(cls, value, loc):
        """An object of a model from a dictionary, or from an object's attributes where the model allows that."""
        if isinstance(value, cls): return value
        if not isinstance(value, dict):
            if not cls.model_config.get('from_attributes'): raise Wrong([error('model_attributes_type', loc, value)])
            value = {name: getattr(value, name) for name in cls._fields() if hasattr(value, name)}
        values, names = cls._checked(value, loc)
        made = object.__new__(cls)
        made._fill(values, names)
        return made
    @classmethod
    def model_validate(cls, value, **more):
        try: return cls._dk_validate(value, ())
        except Wrong as wrong: raise ValidationError(cls.__name__, wrong.args[0])
    @classmethod
    def model_validate_json(cls, text, **more): return cls.model_validate(json.loads(text))
    parse_obj, parse_raw = model_validate, model_validate_json
    @classmethod
    def model_json_schema(cls, **more):
        from pydantic.schema import in_order, model_schema
        return in_order(model_schema(cls, '#/$defs/', True, alone=True))
    def model_dump(self, include=None, exclude=None, by_alias=False, exclude_unset=False, exclude_defaults=False, exclude_none=False, mode='python', **more):
        from pydantic.dump import plain
        out = {}
        for name, field in self._names():
            value = getattr(self, name)
            if (include and name not in include) or (exclude and name in exclude) or (exclude_unset and name not in self.model_fields_set) or (exclude_none and value is None): continue
            if exclude_defaults and field is not None and not field.required and field.get_default() == value: continue
            out[(field.alias or name) if by_alias and field is not None else name] = plain(value, mode == 'json')
        return out
    dict = model_dump
    def _names(self): return list(self._fields().items()) + ([(name, None) for name in self.__dict__ if name not in self._fields() and name[:1] != '_' and name != 'model_fields_set'] if self.model_config.get('extra') == 'allow' else [])
    def model_dump_json(self, indent=None, **more): return json.dumps(self.model_dump(mode='json', **more), indent=indent, separators=(',', ':') if indent is None else None, ensure_ascii=False)
    json = model_dump_json
    def model_copy(self, update=None, deep=False):
        made = object.__new__(type(self))
        made._fill(dict([(name, getattr(self, name)) for name, _ in self._names()], **(update or {})), set(self.model_fields_set))
        return made
    copy = model_copy
    def __eq__(self, other): return type(self) is type(other) and all(getattr(self, name) == getattr(other, name) for name, _ in self._names())
    def __iter__(self): return iter([(name, getattr(self, name)) for name, _ in self._names()])
    def __str__(self):
        import _dk_show
        return ' '.join('%s=%s' % (name, _dk_show.show(getattr(self, name))) for name, _ in self._names())
    def __repr__(self):
        import _dk_show
        return '%s(%s)' % (type(self).__name__, ', '.join('%s=%s' % (name, _dk_show.show(getattr(self, name))) for name, _ in self._names()))
class EmailStr(str):
    @classmethod
    def _dk_validate(cls, value, loc):
        if not isinstance(value, str): raise Wrong([error('string_type', loc, value)])
        if '@' not in value: raise Wrong([error('email', loc, value, reason='An email address must have an @-sign.')])
        return value
class _Text(str):
    @classmethod
    def _dk_validate(cls, value, loc): return value if isinstance(value, str) else validate(('class', str), value, loc)
AnyUrl = HttpUrl = AnyHttpUrl = SecretStr = _Text
def _constrained(kind): return lambda **wanted: __import__('typing')._Any('Annotated', (kind, FieldInfo(**wanted)))
constr, conint, confloat, conlist = _constrained(str), _constrained(int), _constrained(float), _constrained(list)
PositiveInt = conint(gt=0)
