import psycopg2
class UniqueViolation(psycopg2.IntegrityError): pass
class ForeignKeyViolation(psycopg2.IntegrityError): pass
class NotNullViolation(psycopg2.IntegrityError): pass
class CheckViolation(psycopg2.IntegrityError): pass
class UndefinedTable(psycopg2.ProgrammingError): pass
class UndefinedColumn(psycopg2.ProgrammingError): pass
class DuplicateTable(psycopg2.ProgrammingError): pass
class SyntaxError(psycopg2.ProgrammingError): pass
