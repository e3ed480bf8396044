"""What the database clients share: values written into statements, rows read from answers, cursors."""
import json as _json
def quoted(value, backslash):
    if value is None: return 'NULL'
    if value is True: return 'TRUE'
    if value is False: return 'FALSE'
    if isinstance(value, (int, float)): return repr(value)
    if isinstance(value, (list, tuple)): return '(%s)' % ', '.join(quoted(one, backslash) for one in value)
    if isinstance(value, dict): value = _json.dumps(value)
    if isinstance(value, (bytes, bytearray)): value = bytes(value).decode()
    text = str(value)
    if backslash: text = text.replace('\\', '\\\\')
    return "'" + text.replace("'", "''") + "'"
def bound(sql, values, backslash):
    """Puts values into `%s` and `%(name)s`, as the clients do before they send."""
    if values is None: return sql
    out, at, place = [], 0, 0
    while at < len(sql):
        c = sql[at]
        if c != '%':
            out.append(c)
            at += 1
        elif sql[at + 1:at + 2] == '%':
            out.append('%')
            at += 2
        elif sql[at + 1:at + 2] == '(':
            end = sql.index(')', at)
            out.append(quoted(values[sql[at + 2:end]], backslash))
            at = end + 2
        else:
            if not isinstance(values, (list, tuple)): values = (values,)
            if place >= len(values): raise IndexError('tuple index out of range')
            out.append(quoted(values[place], backslash))
            place += 1
            at += 2
    return ''.join(out)
def native(text, numeric):
    if text is None or not numeric: return text
    try: return int(text)
    except ValueError:
        try: return float(text)
        except ValueError: return text
class Cursor:
    arraysize = 1
    def __init__(self, connection, kind=tuple):
        self.connection, self._kind, self._rows, self._at, self.rowcount, self.lastrowid, self.description = connection, kind, [], 0, -1, None, None
    def execute(self, sql, values=None, multi=False):
        self.connection._execute(self, bound(sql, values, self.connection._backslash))
        return self.rowcount
    def executemany(self, sql, many):
        count = 0
        for values in many:
            self.execute(sql, values)
            count += max(self.rowcount, 0)
        self.rowcount = count
    def _take(self, columns, rows):
        self.description = tuple((c['name'], None, None, None, None, None, None) for c in columns)
        names = [c['name'] for c in columns]
        made = [tuple(native(v, columns[i]['numeric']) for i, v in enumerate(row)) for row in rows]
        self._rows, self._at, self.rowcount = [dict(zip(names, row)) if self._kind is dict else row for row in made], 0, len(made)
    def fetchone(self):
        if self._at >= len(self._rows): return None
        self._at += 1
        return self._rows[self._at - 1]
    def fetchall(self):
        rest, self._at = self._rows[self._at:], len(self._rows)
        return rest
    def fetchmany(self, size=None):
        rest = self._rows[self._at:self._at + (size or self.arraysize)]
        self._at += len(rest)
        return rest
    def __iter__(self): return iter(self.fetchall())
    def close(self): pass
    def __enter__(self): return self
    def __exit__(self, *a): self.close()
class Connection:
    closed = 0
    autocommit = False
    def commit(self): self._end('COMMIT')
    def rollback(self): self._end('ROLLBACK')
    def __enter__(self): return self
    def __exit__(self, kind, value, trace):
        if kind is None: self.commit()
        else: self.rollback()
