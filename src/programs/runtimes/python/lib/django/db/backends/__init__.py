"""A database of the project's settings: how its dialect writes things, and statements sent to it."""
import importlib
_DRIVERS = {'sqlite3': 'sqlite3', 'postgresql': 'psycopg2', 'postgresql_psycopg2': 'psycopg2', 'mysql': 'pymysql'}
_NOT_INSTALLED = {'psycopg2': ('Error loading psycopg2 or psycopg module', 'psycopg2'), 'pymysql': ('Error loading MySQLdb module.\nDid you install mysqlclient?', 'MySQLdb')}
_KINDS = ('IntegrityError', 'ProgrammingError', 'OperationalError', 'DataError', 'InternalError', 'NotSupportedError', 'InterfaceError', 'DatabaseError')
class Database:
    def __init__(self, alias, settings):
        self.alias, self.settings_dict = alias, settings
        engine = settings.get('ENGINE', '')
        self.vendor = {'postgresql_psycopg2': 'postgresql', 'sqlite3': 'sqlite'}.get(engine.split('.')[-1], engine.split('.')[-1])
        self._driver, self._open, self._depth, self._after, self.queries = None, None, 0, [], []
        self.features = self
    def _settled(self):
        from django.core.exceptions import ImproperlyConfigured
        engine = self.settings_dict.get('ENGINE', '')
        if not engine: raise ImproperlyConfigured('settings.DATABASES is improperly configured. Please supply the ENGINE value. Check settings documentation for more details.')
        if not engine.startswith('django.db.backends.') or engine.split('.')[-1] not in _DRIVERS: raise NotImplementedError('dockyard: Django over %s is not simulated' % engine)
        return engine.split('.')[-1]
    def load(self):
        """The driver's module; what is missing is said as Django says it."""
        from django.core.exceptions import ImproperlyConfigured
        name = _DRIVERS[self._settled()]
        if self._driver is None:
            try:
                if name == 'pymysql':
                    try: self._driver = importlib.import_module('MySQLdb')
                    except ImportError: self._driver = None
                if self._driver is None and name != 'pymysql': self._driver = importlib.import_module(name)
            except ImportError: pass
            if self._driver is None: raise ImproperlyConfigured(_NOT_INSTALLED[name][0])
        return self._driver
    def ensure_connection(self):
        if self._open is not None: return self._open
        driver, at = self.load(), self.settings_dict
        try:
            if self.vendor == 'sqlite':
                if not at.get('NAME'): raise importlib.import_module('django.core.exceptions').ImproperlyConfigured('settings.DATABASES is improperly configured. Please supply the NAME value.')
                self._open = driver.connect(str(at['NAME']), isolation_level=None)
                self._open.execute('PRAGMA foreign_keys = ON')
            elif self.vendor == 'postgresql':
                self._open = driver.connect(host=at.get('HOST') or None, port=at.get('PORT') or None, user=at.get('USER') or None, password=at.get('PASSWORD') or None, dbname=at.get('NAME') or 'postgres')
                self._open.autocommit = True
            else:
                self._open = driver.connect(host=at.get('HOST') or 'localhost', port=int(at.get('PORT') or 3306), user=at.get('USER') or 'root', password=at.get('PASSWORD') or '', database=at.get('NAME') or None, autocommit=True)
        except Exception as error: self._raise(error)
        return self._open
    connect = ensure_connection
    def _raise(self, error):
        import django.db
        for name in _KINDS:
            kind = getattr(self._driver, name, None)
            if kind is not None and isinstance(error, kind): raise getattr(django.db, name)(*error.args)
        raise error
    def quote(self, name): return '`%s`' % name if self.vendor == 'mysql' else '"%s"' % name
    def run(self, sql, params=()):
        """Runs a statement whose values stand as %s; gives the cursor that has its rows."""
        open_ = self.ensure_connection()
        try:
            cursor = open_.cursor()
            if self.vendor == 'sqlite': cursor.execute(sql.replace('%s', '?').replace('%%', '%') if params else sql, [_plain(one) for one in params])
            else: cursor.execute(sql, [_plain(one) for one in params] if params else None)
            return cursor
        except Exception as error: self._raise(error)
    def rows(self, sql, params=()): return self.run(sql, params).fetchall()
    def cursor(self, *a, **k): return _Cursor(self)
    def table_names(self):
        if self.vendor == 'sqlite': sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'sqlite_sequence' ORDER BY name"
        elif self.vendor == 'postgresql': sql = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        else: sql = 'SHOW TABLES'
        return [row[0] for row in self.rows(sql)]
    @property
    def introspection(self): return self
    def begin(self):
        self.run('BEGIN' if self._depth == 0 else 'SAVEPOINT s%d' % self._depth)
        self._depth += 1
    def end(self, good):
        self._depth -= 1
        if self._depth: self.run(('RELEASE SAVEPOINT s%d' if good else 'ROLLBACK TO SAVEPOINT s%d') % self._depth)
        else:
            self.run('COMMIT' if good else 'ROLLBACK')
            after, self._after = self._after, []
            for fn in after if good else (): fn()
    @property
    def in_atomic_block(self): return self._depth > 0
    def on_commit(self, fn):
        if self._depth: self._after.append(fn)
        else: fn()
    def close(self):
        if self._open is not None: self._open.close()
        self._open = None
class _Cursor:
    """What `connection.cursor()` gives: the driver's own, as Django passes it on."""
    def __init__(self, database): self._database, self._inner = database, None
    def execute(self, sql, params=None):
        self._inner = self._database.run(sql, params or ())
        return self
    def executemany(self, sql, many):
        for params in many: self.execute(sql, params)
    def __getattr__(self, name):
        if name[:1] == '_': raise AttributeError(name)
        return getattr(self._inner, name)
    def __iter__(self): return iter(self._inner.fetchall())
    def close(self): pass
    def __enter__(self): return self
    def __exit__(self, *a): pass
def _plain(value):
    return str(value) if type(value).__name__ in ('Decimal', 'UUID', 'SafeString', 'PosixPath') else value
