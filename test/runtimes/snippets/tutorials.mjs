/** Programs as tutorials have them, a part of the library each. */
export default {
  'sysexit code': `import sys
try: sys.exit(3)
except SystemExit as e: print(e.code, e)
try: sys.exit('bye')
except SystemExit as e: print(e.code, repr(e))
try: sys.exit()
except SystemExit as e: print(e.code)
`,
  'unicode print': `print('é', ['é', '€'], {'ключ': '値'}, ('ñ',), {'ü'})
print(repr('naïve'), f'{"é"!r}', '%r' % 'é', 'É'.lower(), 'é'.upper())
`,
  'unpacking': `for s in ('a, b = 1, 2, 3', 'a, b = 1,', 'a, b, *c = 1,', 'a, b = 5', 'a, = []', '(a, b), c = 1, 2', 'for a, b in [1]: pass', 'for a, b in [(1, 2, 3)]: pass', 'a, b = "abc"', 'a, b = {1: 2}'):
    try: exec(s)
    except Exception as e: print(s, type(e).__name__, e)
`,
  'csv': `import csv, io, sys
open('a.csv', 'w').write('name,age\\nAl,5\\n"B, C",6\\n"x ""q""",7\\n')
with open('a.csv', newline='') as f: print(list(csv.reader(f)))
with open('a.csv') as f:
    for row in csv.DictReader(f): print(row, row['name'])
w = csv.writer(sys.stdout); w.writerow(['a', 1, None, 'x,y', 'q"r']); w.writerows([[1, 2], [3, 4.5]])
w = csv.DictWriter(sys.stdout, fieldnames=['a', 'b']); w.writeheader(); w.writerow({'a': 1, 'b': 2}); print(list(csv.reader(['a;b'], delimiter=';')), list(csv.reader(io.StringIO('a\\tb\\n'), delimiter='\\t')))
w = csv.writer(sys.stdout, quoting=csv.QUOTE_ALL, lineterminator='\\n'); w.writerow(['a', 1])
try: w = csv.DictWriter(sys.stdout, ['a']); w.writerow({'z': 1})
except ValueError as e: print(e)
`,
  'files': `with open('f.txt', 'w') as f: print(f.write('one\\ntwo\\nthree'), f.name, f.mode, f.closed)
print(f.closed, f)
with open('f.txt') as f: print(f.readline(), f.tell(), f.readlines(), f.read(), f.seek(0), f.read(3))
with open('f.txt') as f:
    for i, l in enumerate(f, 1): print(i, l.rstrip(), end=';')
print()
with open('f.txt', 'rb') as f: print(f.read(4), f)
with open('f.txt', 'a') as f: print('more', file=f)
print(open('f.txt').read().split())
for g in (lambda: f.read(), lambda: open('f.txt').write('x'), lambda: open('f.txt', 'w').read(), lambda: open('f.txt', 'x'), lambda: open('nope'), lambda: open('f.txt', 'rb').write(b'')):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
with open('u.txt', 'w', encoding='utf-8') as f: f.write('é\\n')
print(open('u.txt', 'rb').read(), open('u.txt', encoding='utf-8').read(), open('u.txt', encoding='latin-1').read())
try: open('u.txt', encoding='ascii').read()
except UnicodeDecodeError as e: print(e)
with open('r.txt', 'w+') as f: f.write('abc'); f.seek(0); print(f.read())
with open('r.txt', 'r+') as f: f.write('X'); 
print(open('r.txt').read())
`,
  'argparse': `import argparse
p = argparse.ArgumentParser(description='Process some integers.')
p.add_argument('integers', metavar='N', type=int, nargs='+', help='an integer')
p.add_argument('--sum', dest='accumulate', action='store_const', const=sum, default=max, help='sum the integers (default: find the max)')
p.add_argument('-p', '--port', type=int, default=8000, help='port (default: %(default)s)')
print(p.parse_args(['1', '2', '--sum']).accumulate([1, 2]), p.parse_args(['1', '-p', '90']).port)
p.print_help()
p.print_usage()
p.parse_args([])
`,
  'argparse help': `import argparse
p = argparse.ArgumentParser(prog='app', description='Does things', epilog='Bye')
p.add_argument('name', help='your name')
p.add_argument('-v', '--verbose', action='store_true', help='increase output verbosity')
p.add_argument('--count', type=int, default=1)
p.add_argument('--level', choices=['low', 'high'], required=True)
p.parse_args(['-h'])
`,
  'argparse bad': `import argparse
p = argparse.ArgumentParser()
p.add_argument('x', type=float)
p.parse_args(['abc'])
`,
  'argparse unknown': `import argparse
p = argparse.ArgumentParser()
p.add_argument('--x')
a, rest = p.parse_known_args(['--x', '1', '--z'])
print(a, rest, vars(a), a.x)
p.parse_args(['--y'])
`,
  'logging default': `import logging
logging.info('no'); logging.warning('shown'); log = logging.getLogger(__name__); log.warning('a'); log.error('b %s', 1); print(log)
`,
  'logging dictconfig': `import logging.config
logging.config.dictConfig({'version': 1, 'formatters': {'f': {'format': '%(levelname)s|%(message)s'}}, 'handlers': {'c': {'class': 'logging.StreamHandler', 'formatter': 'f', 'level': 'INFO', 'stream': 'ext://sys.stdout'}}, 'root': {'level': 'DEBUG', 'handlers': ['c']}, 'loggers': {'q': {'level': 'ERROR'}}})
logging.info('a'); logging.debug('b'); logging.getLogger('q').info('no'); logging.getLogger('q').error('yes')
`,
  'itertools': `import itertools as it
print(list(it.chain([1], [2])), list(it.islice(it.count(5), 3)), list(it.combinations('abc', 2)), list(it.permutations([1, 2])), list(it.product('ab', [1, 2])), list(it.zip_longest([1], [2, 3], fillvalue=0)), list(it.accumulate([1, 2, 3])), [(k, list(g)) for k, g in it.groupby('aab')], list(it.takewhile(lambda x: x < 3, [1, 5, 2])), list(it.dropwhile(lambda x: x < 3, [1, 5, 2])), list(it.repeat(1, 2)), list(it.chain.from_iterable([[1], [2]])), list(it.starmap(pow, [(2, 3)])), list(it.compress('abc', [1, 0, 1])), list(it.pairwise([1, 2, 3])), list(it.combinations_with_replacement('ab', 2)), list(it.filterfalse(None, [0, 1])))
a, b = it.tee([1, 2]); print(list(a), list(b)); c = it.cycle('ab'); print(next(c), next(c), next(c))
`,
  'match': `def f(x):
    match x:
        case 0: return 'zero'
        case int() | float(): return 'num'
        case [a, b, *rest]: return (a, b, rest)
        case {'k': v, **o}: return v, o
        case str(s) if s: return s
        case _: return 'other'
print([f(x) for x in (0, 1.5, [1, 2, 3], {'k': 1, 'z': 2}, 'abc', '', None)])
`,
  'shutil tempfile glob': `import shutil, tempfile, glob, os
d = tempfile.mkdtemp(); print(d.startswith('/tmp/'), os.path.isdir(d)); open('a.txt', 'w').write('x'); print(shutil.copy('a.txt', 'b.txt'), glob.glob('*.txt') != [], sorted(glob.glob('*.txt')), shutil.move('b.txt', 'c.txt'), shutil.which('sh') is not None, shutil.which('nope'), shutil.disk_usage('/').total > 0)
shutil.copytree('.', '/tmp/zz9', dirs_exist_ok=True); shutil.rmtree('/tmp/zz9'); print(os.path.exists('/tmp/zz9')); shutil.rmtree(d)
with tempfile.TemporaryDirectory() as t: open(t + '/x', 'w').close(); print(os.listdir(t))
with tempfile.NamedTemporaryFile('w', suffix='.x', delete=False) as f: f.write('a'); print(f.name.endswith('.x'))
try: shutil.rmtree('/nope')
except OSError as e: print(e)
try: shutil.copy('no', 'x')
except OSError as e: print(e)
print(shutil.get_terminal_size((80, 24)), glob.glob('**/*.txt', recursive=True) != [])
`,
  'stdout after crash': `import sys
print('before'); sys.stderr.write('mid\\n'); raise SystemExit('final')
`,
  'sqlite': `import sqlite3
c = sqlite3.connect(':memory:'); c.row_factory = sqlite3.Row; cur = c.cursor()
cur.execute('create table t (id integer primary key, n text)'); cur.execute('insert into t (n) values (?)', ('a',)); cur.executemany('insert into t (n) values (:n)', [{'n': 'b'}, {'n': 'c'}]); c.commit(); print(cur.rowcount, cur.lastrowid)
for r in c.execute('select * from t'): print(tuple(r), r['n'], r.keys())
print(c.execute('select count(*) from t').fetchone()[0])
for q in ('select * from x', 'selec', 'insert into t values (1, 2)', 'select ?'):
    try: c.execute(q)
    except sqlite3.Error as e: print(type(e).__name__, e)
`,
  'json': `import json
print(json.dumps({'a': [1, 2.0, None, True], 'é': 'ü'}), json.dumps({'é': 1}, ensure_ascii=False), json.dumps({'b': 1, 'a': 2}, sort_keys=True, indent=2), json.dumps([1, 2], indent=4), json.dumps('a"\\\\\\n'), json.dumps([], indent=2), json.dumps({1: 2, None: 3, True: 4, 1.5: 6}))
print(json.loads('{"a": [1, 2.5, null, true, "\\\\u00e9"]}'), json.loads(' [1] '), json.loads(b'{"a":1}'), json.dumps((1, 2)), json.dumps(1e20), json.dumps(float('nan')), json.dumps({'a': 1}, separators=(',', ':')))
for f in (lambda: json.dumps({1, 2}), lambda: json.dumps(object), lambda: json.loads('{a: 1}'), lambda: json.loads(''), lambda: json.loads("{'a': 1}"), lambda: json.loads('{"a": 1,}'), lambda: json.loads('[1, 2'), lambda: json.loads('[1] x'), lambda: json.loads(None), lambda: json.dumps(b'a'), lambda: json.dumps({(1, 2): 1})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class E(json.JSONEncoder):
    def default(self, o): return str(o) if isinstance(o, set) else super().default(o)
print(json.dumps({'a': {1}}, cls=E), json.dumps({'a': {1}}, default=list))
print(json.loads('{"a": 1}', object_hook=lambda d: list(d.items())), json.loads('1.10', parse_float=str))
`,
};
