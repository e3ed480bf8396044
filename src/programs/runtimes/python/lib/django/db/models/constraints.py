"""Indexes and constraints that a model's Meta names."""
class _Named:
    def __init__(self, **given):
        self.given, self.name = given, given.get('name')
        self.fields = list(given.get('fields', ()))
    def deconstruct(self): return 'models.' + type(self).__name__, {key: (list(value) if key == 'fields' else value) for key, value in self.given.items()}
    def __eq__(self, other): return type(self) is type(other) and self.name == other.name and self.fields == other.fields
    def __hash__(self): return hash(self.name)
    def columns(self, field): return ', '.join(('%s DESC' if one[:1] == '-' else '%s') % field(one.lstrip('-')) for one in self.fields)
class Index(_Named): pass
class UniqueConstraint(_Named): pass
class CheckConstraint(_Named): pass
