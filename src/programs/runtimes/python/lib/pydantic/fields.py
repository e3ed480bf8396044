class Undefined: pass
class FieldInfo:
    """A field: its kind, its default, what its values have to be."""
    def __init__(self, default=Undefined, default_factory=None, alias=None, title=None, description=None, **extra):
        self.default, self.default_factory, self.alias, self.title, self.description, self.extra = Undefined if default is Ellipsis else default, default_factory, alias or extra.pop('validation_alias', None), title, description, extra
        if 'regex' in extra: extra['pattern'] = extra.pop('regex')
        self.kind = ('any',)
    @property
    def required(self): return self.default is Undefined and self.default_factory is None
    is_required = lambda self: self.required
    def get_default(self):
        if self.default_factory is not None: return self.default_factory()
        return list(self.default) if type(self.default) is list else dict(self.default) if type(self.default) is dict else self.default
    @property
    def constraints(self):
        from pydantic.validation import CONSTRAINTS
        return {key: value for key, value in self.extra.items() if key in CONSTRAINTS and value is not None}
    @classmethod
    def of(cls, name, kind, default):
        made = default if isinstance(default, FieldInfo) else cls(default)
        if kind[0] == 'annotated':
            for one in kind[2]:
                if not isinstance(one, FieldInfo): continue
                made.extra = dict(one.extra, **made.extra)
                made.description, made.alias = made.description or one.description, made.alias or one.alias
                if made.required: made.default, made.default_factory = one.default, one.default_factory
            kind = kind[1]
        made.kind, made.name = kind, name
        return made
def Field(default=Undefined, **more): return FieldInfo(default, **more)
