import sqlite3, os
con = sqlite3.connect('app.db')
con.row_factory = sqlite3.Row
cur = con.cursor()
cur.execute('CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, score REAL, born DATE)')
cur.execute("INSERT INTO users (name, score) VALUES (?, ?)", ('ada', 1))
print(cur.lastrowid, cur.rowcount, con.in_transaction)
cur.executemany("INSERT INTO users (name, score) VALUES (?, ?)", [('bob', 2.5), ('cy', None)])
print(cur.rowcount)
con.commit()
print(con.in_transaction, os.path.getsize('app.db'))
for row in cur.execute('SELECT * FROM users ORDER BY id'):
    print(tuple(row), row['name'], row.keys(), dict(row))
try:
    with con:
        con.execute("INSERT INTO users (name) VALUES ('ada')")
except sqlite3.IntegrityError as e:
    print(e, e.sqlite_errorname, repr(e))
for sql, args in (('selec', ()), ('select * from nope', ()), ('select ?', (1, 2)), ('select :a', {'b': 1}), ('select 1; select 2', ()), ('select ?', ([],)), ("insert into users(name) values(null)", ()), ("select nope from users", ())):
    try: print(con.execute(sql, args).fetchall())
    except Exception as e: print(type(e).__name__, e)
print(cur.execute('select count(*), max(score), typeof(score) from users').fetchone()[0])
con.close()
try: con.execute('select 1')
except Exception as e: print(type(e).__name__, e)
con = sqlite3.connect('app.db')
print(con.execute('select name, score from users where name like :n', {'n': '%b%'}).fetchall())
print(con.execute('select date(0, "unixepoch"), 1/2, 1.0/2, x\'00ff\', 10000000000').fetchone())
con.executescript('create table a(x); insert into a values(1); insert into a values(2.0);')
print(con.execute('select x from a').fetchall(), con.execute('select x from a').description)
con.execute('delete from a')
con.rollback()
print(con.execute('select count(*) from a').fetchone())
con.close()
print(open('app.db','rb').read(16))
try: sqlite3.connect('/no/such/x.db')
except Exception as e: print(type(e).__name__, e)
