import json, os, re, socket
from _dk_db import Connection, Cursor
class Error(Exception):
    pgcode = None
    pgerror = None
class InterfaceError(Error): pass
class DatabaseError(Error): pass
class OperationalError(DatabaseError): pass
class ProgrammingError(DatabaseError): pass
class IntegrityError(DatabaseError): pass
class DataError(DatabaseError): pass
from psycopg2 import errors
_KINDS = {'23505': errors.UniqueViolation, '23503': errors.ForeignKeyViolation, '23502': errors.NotNullViolation, '42P01': errors.UndefinedTable, '42703': errors.UndefinedColumn, '42P07': errors.DuplicateTable, '42601': errors.SyntaxError, '23514': errors.CheckViolation}
_LETTERS = {'startup': b'p', 'query': b'Q'}
class _Postgres(Connection):
    _backslash = False
    def __init__(self, host, port, user, password, database):
        self._begun = False
        where = 'connection to server at "%s"%s, port %s failed: '
        try: self._sock = socket.create_connection((host, int(port)))
        except socket.gaierror as error: raise OperationalError('could not translate host name "%s" to address: %s\n' % (host, error.args[1]))
        except OSError as error:
            raise OperationalError(where % (host, '', port) + '%s\n\tIs the server running on that host and accepting TCP/IP connections?\n' % error.args[1])
        self._file = self._sock.makefile('rb')
        at = self._sock.getpeername()[0]
        startup = {'k': 'startup', 'user': user, 'database': database or user}
        if password is not None: startup['password'] = password
        reply = self._ask(startup)
        if reply['k'] == 'password': raise OperationalError(where % (host, '' if at == host else ' (%s)' % at, port) + 'fe_sendauth: no password supplied\n')
        if reply['k'] == 'error': raise OperationalError(where % (host, '' if at == host else ' (%s)' % at, port) + 'FATAL:  %s\n' % reply['error']['message'])
        self.server_version = int(reply['major']) * 10000
    def _ask(self, message):
        body = json.dumps(message).encode()
        self._sock.sendall(_LETTERS[message['k']] + (len(body) + 4).to_bytes(4, 'big') + body)
        head = self._file.read(5)
        if len(head) < 5: raise OperationalError('server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n')
        return json.loads(self._file.read(int.from_bytes(head[1:], 'big') - 4))
    def _execute(self, cursor, sql):
        if not self.autocommit and not self._begun and sql.strip()[:5].upper() != 'BEGIN':
            self._ask({'k': 'query', 'sql': 'BEGIN'})
            self._begun = True
        cursor._rows, cursor._at, cursor.description = [], 0, None
        for answer in self._ask({'k': 'query', 'sql': sql})['answers']:
            if answer['k'] == 'error':
                wrong = answer['error']
                text = wrong['message'] + '\n'
                if wrong.get('position'):
                    before = sql[:wrong['position'] - 1]
                    line = before.count('\n') + 1
                    mark = 'LINE %d: ' % line
                    text += mark + sql.split('\n')[line - 1] + '\n' + ' ' * (len(mark) + len(before) - before.rfind('\n') - 1) + '^\n'
                if wrong.get('detail'): text += 'DETAIL:  %s\n' % wrong['detail']
                if wrong.get('hint'): text += 'HINT:  %s\n' % wrong['hint']
                made = _KINDS.get(wrong['state'], IntegrityError if wrong['state'][:2] == '23' else ProgrammingError if wrong['state'][:2] == '42' else DataError if wrong['state'][:2] == '22' else DatabaseError)(text)
                made.pgcode, made.pgerror = wrong['state'], 'ERROR:  ' + text
                raise made
            if answer['k'] == 'rows': cursor._take(answer['columns'], answer['rows'])
            elif answer['k'] == 'tag':
                last = answer['tag'].split(' ')[-1]
                cursor.rowcount = int(last) if last.isdigit() else -1
    def _end(self, verb):
        if self._begun: self._ask({'k': 'query', 'sql': verb})
        self._begun = False
    def set_session(self, autocommit=None, **more): self.autocommit = bool(autocommit)
    def set_isolation_level(self, level): self.autocommit = level == 0
    def cursor(self, name=None, cursor_factory=None): return Cursor(self, dict if cursor_factory is not None else tuple)
    def close(self):
        self.closed = 1
        self._sock.close()
def connect(dsn=None, host=None, port=None, user=None, password=None, database=None, dbname=None, **more):
    if dsn and '://' in dsn:
        from urllib.parse import urlparse, unquote
        at = urlparse(dsn)
        host, port, user, password, dbname = at.hostname, at.port, unquote(at.username or ''), unquote(at.password or ''), at.path.strip('/')
    elif dsn:
        parts = dict(re.findall("(\\w+)\\s*=\\s*'?([^\\s']*)'?", dsn))
        host, port, user, password, dbname = parts.get('host', host), parts.get('port', port), parts.get('user', user), parts.get('password', password), parts.get('dbname', dbname)
    env = os.environ
    return _Postgres(host or env.get('PGHOST', 'localhost'), port or env.get('PGPORT', 5432), user or env.get('PGUSER', env.get('USER', 'root')), password or env.get('PGPASSWORD'), dbname or database or env.get('PGDATABASE'))
