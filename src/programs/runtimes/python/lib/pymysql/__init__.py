from _dk_mysql import MySQL
from pymysql import cursors
class Error(Exception): pass
class OperationalError(Error): pass
class ProgrammingError(Error): pass
class IntegrityError(Error): pass
class InternalError(Error): pass
MySQLError = Error
class _Errors:
    def of(self, code, state, message): return (IntegrityError if state[:2] == '23' else ProgrammingError if state[:2] == '42' and code not in (1044, 1049) else OperationalError)(code, message)
    def refused(self, host, port, error): return OperationalError(2003, "Can't connect to MySQL server on '%s' (%s)" % (host, error))
    def lost(self): return OperationalError(2013, 'Lost connection to MySQL server during query')
class _Connection(MySQL):
    kind = tuple
    def cursor(self, cursor=None): return super().cursor(kind=dict if (cursor or self.kind) in (dict, cursors.DictCursor) else tuple)
def connect(host='localhost', user='root', password='', database=None, port=3306, db=None, passwd=None, autocommit=False, cursorclass=None, **more):
    made = _Connection(_Errors(), host, user, password or passwd, database or db, port, autocommit)
    made.kind = cursorclass
    return made
Connection = Connect = connect
