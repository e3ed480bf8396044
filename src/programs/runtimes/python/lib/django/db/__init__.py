"""The project's databases."""
from django.db.utils import DataError, DatabaseError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError, ProgrammingError
DEFAULT_DB_ALIAS = 'default'
class _Connections:
    def __init__(self): self._made = {}
    def __getitem__(self, alias):
        from django.conf import settings
        from django.db.backends import Database
        if alias not in self._made:
            if alias not in settings.DATABASES and alias != 'default': raise KeyError("The connection '%s' doesn't exist." % alias)
            self._made[alias] = Database(alias, settings.DATABASES.get(alias, {}))
        return self._made[alias]
    def all(self):
        from django.conf import settings
        return [self[alias] for alias in settings.DATABASES]
    def close_all(self):
        for one in self._made.values(): one.close()
connections = _Connections()
class _Default:
    def __getattr__(self, name): return getattr(connections['default'], name)
connection = _Default()
from django.db import transaction
