import textwrap, pprint, struct, subprocess, shutil, tempfile, glob, urllib.parse, html
print(textwrap.dedent('  a\n  b'), textwrap.fill('aaa bbb ccc', 7), struct.pack('<IH', 1, 2), struct.unpack('>H', b'\x01\x02'), urllib.parse.quote('a b/c'), urllib.parse.urlencode({'a': 1, 'b': 'x y'}), urllib.parse.urlparse('http://h:80/p?q=1').netloc, html.escape('<a>'))
pprint.pprint({'a': [1, 2], 'b': {'c': 'd'}})
print(subprocess.run(['echo', 'hi'], capture_output=True, text=True).stdout, subprocess.check_output('echo sub', shell=True), subprocess.run('exit 3', shell=True).returncode)
