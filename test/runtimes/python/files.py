import os, sys, platform
os.makedirs('/tmp/dd/x', exist_ok=True)
with open('/tmp/dd/a.txt', 'w') as f: f.write('one\ntwo\n'); f.write('three')
with open('/tmp/dd/a.txt') as f:
    print(f.read())
with open('/tmp/dd/a.txt') as f:
    for line in f: print(line.strip(), end='|')
with open('/tmp/dd/a.txt', 'a') as f: print('more', file=f)
print(open('/tmp/dd/a.txt').readlines(), sorted(os.listdir('/tmp/dd')), os.path.exists('/tmp/dd/a.txt'), os.path.join('a', 'b'), os.path.basename('/x/y.z'), os.path.dirname('/x/y'), os.path.splitext('a.tar.gz'), os.path.isdir('/tmp'), os.path.isfile('/tmp'), os.path.getsize('/tmp/dd/a.txt'), os.path.abspath('/a/../b'))
print(os.environ.get('NOPE'), os.getenv('NOPE', 'dflt'), 'PATH' in os.environ, os.name, os.sep, sys.argv[1:], len(sys.argv), __name__, sys.platform)
try: os.environ['MISSING_VAR']
except KeyError as e: print('KeyError', e)
os.rename('/tmp/dd/a.txt', '/tmp/dd/b.txt'); os.remove('/tmp/dd/b.txt'); os.rmdir('/tmp/dd/x'); print(os.listdir('/tmp/dd'))
for root, dirs, files in os.walk('/tmp/dd'): print(root, dirs, files)
