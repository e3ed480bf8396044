class DictCursor: pass
class RealDictCursor(DictCursor): pass
def execute_values(cursor, sql, rows, template=None, page_size=100):
    from _dk_db import quoted
    cursor.execute(sql.replace('%s', ', '.join(quoted(tuple(row), False) for row in rows), 1))
