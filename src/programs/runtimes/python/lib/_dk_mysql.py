"""Packets to a MySQL server, for mysql.connector and PyMySQL."""
import json, socket
from _dk_db import Connection, Cursor
class MySQL(Connection):
    _backslash = True
    def __init__(self, errors, host='localhost', user='root', password='', database=None, port=3306, autocommit=False):
        self._errors, self.autocommit, self._open = errors, autocommit, True
        try: self._sock = socket.create_connection((host, int(port)))
        except OSError as error: raise errors.refused(host, port, error)
        self._file, self._sequence = self._sock.makefile('rb'), 0
        self.server_version = self._read()['version']
        login = {'k': 'login', 'user': user, 'password': password or ''}
        if database: login['database'] = database
        self._ask(login)
        if not autocommit: self._ask({'k': 'query', 'sql': 'SET autocommit = 0'})
    def _read(self):
        head = self._file.read(4)
        if len(head) < 4: raise self._errors.lost()
        body = self._file.read(head[0] | head[1] << 8 | head[2] << 16)
        if body[:1] == b'\n': body = body[body.find(b'\0') + 1:]
        return json.loads(body)
    def _ask(self, message):
        body = json.dumps(message).encode()
        self._sock.sendall(bytes([len(body) & 255, len(body) >> 8 & 255, len(body) >> 16 & 255, self._sequence & 255]) + body)
        self._sequence += 1
        answer = self._read()
        if answer['k'] == 'error': raise self._errors.of(answer['code'], answer['state'], answer['message'])
        return answer
    def _execute(self, cursor, sql):
        answer = self._ask({'k': 'query', 'sql': sql})
        if answer['k'] == 'rows': cursor._take(answer['columns'], answer['rows'])
        else:
            cursor._rows, cursor._at, cursor.rowcount, cursor.description = [], 0, answer['affected'], None
            if sql.lstrip()[:6].upper() == 'INSERT':
                made = self._ask({'k': 'query', 'sql': 'SELECT LAST_INSERT_ID()'})
                cursor.lastrowid = int(made['rows'][0][0] or 0)
    def _end(self, verb): self._ask({'k': 'query', 'sql': verb})
    def cursor(self, dictionary=False, buffered=False, kind=None, **more): return Cursor(self, dict if dictionary or kind is dict else tuple)
    def is_connected(self): return self._open
    open = property(lambda self: self._open)
    def ping(self, reconnect=False): self._ask({'k': 'ping'})
    def select_db(self, name): self._ask({'k': 'query', 'sql': 'USE ' + name})
    def get_server_info(self): return self.server_version
    def close(self):
        self._open = False
        self._sock.close()
