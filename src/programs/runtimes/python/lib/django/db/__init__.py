class _Connection:
    def cursor(self, *a, **k): raise NotImplementedError("dockyard: Django's database connections are not simulated")
    def ensure_connection(self): self.cursor()
connection = _Connection()
connections = {'default': connection}
class DatabaseError(Exception): pass
class OperationalError(DatabaseError): pass
class IntegrityError(DatabaseError): pass
