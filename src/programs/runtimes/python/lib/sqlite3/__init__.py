"""PEP 249 over SQLite: the database itself is the machine's, called statement by statement."""
import os, sys, time, _dockyard
from sqlite3._row import Row
apilevel, paramstyle, threadsafety, version = '2.0', 'qmark', 1 if sys.version_info < (3, 11) else 3, '2.6.0'
sqlite_version, sqlite_version_info, version_info = '3.54.1', (3, 54, 1), (2, 6, 0)
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
Binary = bytes
class Warning(Exception): pass
class Error(Exception):
    sqlite_errorcode = sqlite_errorname = None
class InterfaceError(Error): pass
class DatabaseError(Error): pass
class DataError(DatabaseError): pass
class OperationalError(DatabaseError): pass
class IntegrityError(DatabaseError): pass
class InternalError(DatabaseError): pass
class ProgrammingError(DatabaseError): pass
class NotSupportedError(DatabaseError): pass
_KINDS = {'CONSTRAINT': IntegrityError, 'MISMATCH': IntegrityError, 'CORRUPT': DatabaseError, 'NOTADB': DatabaseError, 'TOOBIG': DataError, 'MISUSE': InterfaceError, 'RANGE': InterfaceError, 'INTERNAL': InternalError, 'NOTFOUND': InternalError}
_adapters = {}
def register_adapter(kind, fn): _adapters[kind] = fn
def register_converter(name, fn): raise NotImplementedError("dockyard: sqlite3's converters are not simulated")
def _failed(wrong):
    code = wrong['code']
    if code == 'BINDINGS': return ProgrammingError(wrong['message'])
    if code == 'MANY': return (ProgrammingError if sys.version_info >= (3, 11) else Warning)(wrong['message'])
    error = _KINDS.get(code.split('_')[1], OperationalError)(wrong['message'])
    error.sqlite_errorname = code
    return error
def _ask(name, *args):
    answer = _dockyard.call(name, *args)
    if 'message' in answer: raise _failed(answer)
    return answer
def _given(value, place):
    kind = type(value)
    if value is None or kind is str: return value
    if kind is bool: return int(value)
    if kind is int:
        if not -2 ** 63 <= value < 2 ** 63: raise OverflowError('Python int too large to convert to SQLite INTEGER')
        return value if -2 ** 53 < value < 2 ** 53 else ['i', str(value)]
    if kind is float: return ['f', repr(value)]
    if isinstance(value, (bytes, bytearray, memoryview)): return ['b', bytes(value).hex()]
    if kind in _adapters: return _given(_adapters[kind](value), place)
    name = kind.__name__
    if name == 'datetime': return value.isoformat(' ')
    if name == 'date': return value.isoformat()
    if hasattr(value, '__conform__'): return _given(value.__conform__(None), place)
    if isinstance(value, str): return str(value)
    if sys.version_info < (3, 11): raise InterfaceError('Error binding parameter %s - probably unsupported type.' % (place if isinstance(place, str) else place - 1))
    raise ProgrammingError("Error binding parameter %s: type '%s' is not supported" % (place, name))
def _taken(value):
    if not isinstance(value, list): return value
    kind, text = value
    return bytes.fromhex(text) if kind == 'b' else int(text) if kind == 'i' else float(text)
def _verb(sql):
    words = sql.split(None, 1)
    while words and words[0].startswith('--'):
        sql = sql.partition('\n')[2]
        words = sql.split(None, 1)
    return words[0].rstrip(';').upper() if words else ''
class Cursor:
    arraysize = 1
    def __init__(self, connection):
        self.connection, self.row_factory = connection, connection.row_factory
        self._rows, self._at, self.rowcount, self.lastrowid, self.description, self._open = [], 0, -1, None, None, True
    def execute(self, sql, parameters=()):
        self._run(sql, parameters)
        return self
    def _run(self, sql, parameters):
        connection = self.connection
        connection._ready()
        if not self._open: raise ProgrammingError('Cannot operate on a closed cursor.')
        if not isinstance(sql, str): raise TypeError("execute() argument 1 must be str, not %s" % type(sql).__name__)
        if hasattr(parameters, 'keys'): values = {key: _given(parameters[key], ':' + key) for key in parameters.keys()}
        else:
            try: values = list(parameters)
            except TypeError: raise ProgrammingError('parameters are of unsupported type')
            values = [_given(value, i + 1) for i, value in enumerate(values)]
        verb = _verb(sql)
        changes = verb in ('INSERT', 'UPDATE', 'DELETE', 'REPLACE')
        if changes and connection.isolation_level is not None and not connection.in_transaction: connection._plain(('BEGIN ' + connection.isolation_level).strip())
        answer = connection._call('sqliteRun', sql, values, 'strict')
        self.rowcount = answer['changes'] if changes else -1
        if verb in ('INSERT', 'REPLACE'): self.lastrowid = answer['last']
        columns = answer['columns']
        self.description = None if columns is None else tuple([(name, None, None, None, None, None, None) for name in columns])
        self._rows, self._at = [tuple([_taken(one) for one in row]) for row in answer['rows']], 0
    def executemany(self, sql, many):
        count = 0
        last = self.lastrowid
        for parameters in many:
            self._run(sql, parameters)
            if self.description is not None and _verb(sql) == 'SELECT': raise ProgrammingError('executemany() can only execute DML statements.')
            count += max(self.rowcount, 0)
        self.rowcount, self.lastrowid = count, last
        return self
    def executescript(self, script):
        connection = self.connection
        connection._ready()
        if connection.in_transaction: connection.commit()
        connection._call('sqliteScript', script)
        return self
    def _made(self, row):
        factory = self.row_factory
        return row if factory is None else Row(self, row) if factory is Row else factory(self, row)
    def __next__(self):
        if self._at >= len(self._rows): raise StopIteration
        self._at += 1
        return self._made(self._rows[self._at - 1])
    def __iter__(self): return self
    def fetchone(self):
        self.connection._ready()
        for row in self: return row
        return None
    def fetchall(self):
        self.connection._ready()
        return [row for row in self]
    def fetchmany(self, size=None):
        out = []
        for row in self:
            out.append(row)
            if len(out) >= (size or self.arraysize): break
        return out
    def setinputsizes(self, sizes): pass
    def setoutputsize(self, size, column=None): pass
    def close(self): self._open = False
class Connection:
    Error, DatabaseError, IntegrityError, OperationalError, ProgrammingError = Error, DatabaseError, IntegrityError, OperationalError, ProgrammingError
    def __init__(self, database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, factory=None, cached_statements=128, uri=False, **more):
        if detect_types: raise NotImplementedError("dockyard: sqlite3's detect_types is not simulated")
        path = str(database)
        if uri and path.startswith('file:'): path = ':memory:' if 'mode=memory' in path or path.startswith('file::memory:') else path[5:].partition('?')[0]
        self.row_factory, self.isolation_level, self.in_transaction, self.text_factory, self.total_changes = None, isolation_level, False, str, 0
        self._timeout = timeout
        self._id = _ask('sqliteOpen', path)['id']
    def _ready(self):
        if self._id is None: raise ProgrammingError('Cannot operate on a closed database.')
    def _plain(self, sql): self._call('sqliteRun', sql, [])
    def _call(self, name, *args):
        answer = _dockyard.call(name, self._id, *args)
        if name == 'sqliteRun' and _verb(args[0]) not in ('COMMIT', 'END', 'RELEASE'):
            until = time.time() + self._timeout
            while answer.get('code') == 'SQLITE_BUSY' and time.time() < until:
                try: time.sleep(max(0, min(0.1, until - time.time())))
                except OSError: break  # where nothing can wait, it is locked at once
                answer = _dockyard.call(name, self._id, *args)
        self.in_transaction = answer['open']
        if 'message' in answer: raise _failed(answer)
        return answer
    def cursor(self, factory=Cursor):
        self._ready()
        return factory(self)
    def execute(self, sql, parameters=()): return self.cursor().execute(sql, parameters)
    def executemany(self, sql, many): return self.cursor().executemany(sql, many)
    def executescript(self, script): return self.cursor().executescript(script)
    def commit(self):
        self._ready()
        if self.in_transaction: self._plain('COMMIT')
    def rollback(self):
        self._ready()
        if self.in_transaction: self._plain('ROLLBACK')
    def close(self):
        if self._id is not None: _dockyard.call('sqliteClose', self._id)
        self._id = None
    def __enter__(self): return self
    def __exit__(self, kind, value, trace):
        if kind is None: self.commit()
        else: self.rollback()
        return False
    def _refuse(self, *a, **k): raise NotImplementedError("dockyard: this method of sqlite3's connections is not simulated")
    create_function = create_aggregate = create_collation = create_window_function = backup = iterdump = set_trace_callback = set_authorizer = set_progress_handler = enable_load_extension = load_extension = blobopen = serialize = deserialize = _refuse
    def interrupt(self): pass
def connect(database, *args, **named): return (named.get('factory') or Connection)(database, *args, **named)
def complete_statement(sql): return sql.rstrip().endswith(';')
