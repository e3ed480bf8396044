from _dk_mysql import MySQL
class Error(Exception):
    def __init__(self, msg=None, errno=-1, sqlstate=None):
        self.msg, self.errno, self.sqlstate = msg, errno, sqlstate
        super().__init__(errno, msg, sqlstate)
    def __str__(self): return '%d%s: %s' % (self.errno, ' (%s)' % self.sqlstate if self.sqlstate else '', self.msg)
class InterfaceError(Error): pass
class DatabaseError(Error): pass
class OperationalError(DatabaseError): pass
class ProgrammingError(DatabaseError): pass
class IntegrityError(DatabaseError): pass
class DataError(DatabaseError): pass
class errorcode: ER_ACCESS_DENIED_ERROR, ER_BAD_DB_ERROR, ER_TABLE_EXISTS_ERROR, ER_DUP_ENTRY = 1045, 1049, 1050, 1062
class _Errors:
    def of(self, code, state, message):
        kind = IntegrityError if state[:2] == '23' else ProgrammingError if state[:2] in ('42', '28', '3D') or code == 1045 else DatabaseError
        return kind(message, code, state)
    def refused(self, host, port, error):
        if type(error).__name__ == 'gaierror': return DatabaseError("Unknown MySQL server host '%s' (%d)" % (host, error.args[0]), 2005, 'HY000')
        return DatabaseError("Can't connect to MySQL server on '%s:%s' (%s)" % (host, port, error.args[0]), 2003, 'HY000')
    def lost(self): return OperationalError('Lost connection to MySQL server during query', 2013)
def connect(host='127.0.0.1', user='', password='', database=None, port=3306, db=None, passwd=None, autocommit=False, **more):
    return MySQL(_Errors(), host, user, password or passwd, database or db, port, autocommit)
MySQLConnection = connect
