import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh('mkdir -p code; docker pull -q python:3.11 > /dev/null; docker run -d --name py -v "$PWD/code":/srv python:3.11 sleep infinity > /dev/null');
});
afterAll(() => machine.end());

/** Sources that don't parse, and what CPython 3.11 said of them. */
const MISTAKES: readonly (readonly [source: string, stderr: string])[] = [
  ['print("a\n', '  File "/srv/app.py", line 1\n    print("a\n          ^\nSyntaxError: unterminated string literal (detected at line 1)\n'],
  ['if True\n  print(1)\n', '  File "/srv/app.py", line 1\n    if True\n           ^\nSyntaxError: expected \':\'\n'],
  ['def f():\nprint(1)\n', '  File "/srv/app.py", line 2\n    print(1)\n    ^\nIndentationError: expected an indented block after function definition on line 1\n'],
  ['x = 1\n  y = 2\n', '  File "/srv/app.py", line 2\n    y = 2\nIndentationError: unexpected indent\n'],
  ['print("a"\nx = 1\n', '  File "/srv/app.py", line 1\n    print("a"\n         ^\nSyntaxError: \'(\' was never closed\n'],
  ['print "hello"\n', '  File "/srv/app.py", line 1\n    print "hello"\n    ^^^^^^^^^^^^^\nSyntaxError: Missing parentheses in call to \'print\'. Did you mean print(...)?\n'],
  ['x = (1, 2\n', '  File "/srv/app.py", line 1\n    x = (1, 2\n        ^\nSyntaxError: \'(\' was never closed\n'],
  ['if x = 1:\n  pass\n', '  File "/srv/app.py", line 1\n    if x = 1:\n       ^^^^^\nSyntaxError: invalid syntax. Maybe you meant \'==\' or \':=\' instead of \'=\'?\n'],
  ['for i in range(3)\n    print(i)\n', '  File "/srv/app.py", line 1\n    for i in range(3)\n                     ^\nSyntaxError: expected \':\'\n'],
  ['def f():\n    x = 1\n      y = 2\n', '  File "/srv/app.py", line 3\n    y = 2\nIndentationError: unexpected indent\n'],
  ['x = 1 +\n', '  File "/srv/app.py", line 1\n    x = 1 +\n           ^\nSyntaxError: invalid syntax\n'],
  ['print(1))\n', '  File "/srv/app.py", line 1\n    print(1))\n            ^\nSyntaxError: unmatched \')\'\n'],
  ['else:\n  pass\n', '  File "/srv/app.py", line 1\n    else:\n    ^^^^\nSyntaxError: invalid syntax\n'],
  ['class A\n  pass\n', '  File "/srv/app.py", line 1\n    class A\n           ^\nSyntaxError: expected \':\'\n'],
  ['def f():\n    if True:\n        x=1\n   y=2\n', '  File "/srv/app.py", line 4\n    y=2\n       ^\nIndentationError: unindent does not match any outer indentation level\n'],
  ['x = [1, 2\ny = 3\n', '  File "/srv/app.py", line 1\n    x = [1, 2\n        ^\nSyntaxError: \'[\' was never closed\n'],
  ['import\n', '  File "/srv/app.py", line 1\n    import\n          ^\nSyntaxError: invalid syntax\n'],
  ['foo bar\n', '  File "/srv/app.py", line 1\n    foo bar\n        ^^^\nSyntaxError: invalid syntax\n'],
  ['while True print(1)\n', '  File "/srv/app.py", line 1\n    while True print(1)\n               ^^^^^\nSyntaxError: invalid syntax\n'],
  ['s = """abc\n', '  File "/srv/app.py", line 1\n    s = """abc\n        ^\nSyntaxError: unterminated triple-quoted string literal (detected at line 1)\n'],
  ['return 5\n', '  File "/srv/app.py", line 1\n    return 5\n    ^^^^^^^^\nSyntaxError: \'return\' outside function\n'],
  ['exec "x"\n', '  File "/srv/app.py", line 1\n    exec "x"\n    ^^^^^^^^\nSyntaxError: Missing parentheses in call to \'exec\'. Did you mean exec(...)?\n'],
  ['1x = 3\n', '  File "/srv/app.py", line 1\n    1x = 3\n    ^\nSyntaxError: invalid decimal literal\n'],
  ['x = [1 2]\n', '  File "/srv/app.py", line 1\n    x = [1 2]\n         ^^^\nSyntaxError: invalid syntax. Perhaps you forgot a comma?\n'],
  ['def f(x):\n    if x > 1\n        return 2\n    return 3\n', '  File "/srv/app.py", line 2\n    if x > 1\n            ^\nSyntaxError: expected \':\'\n'],
  ['import os\nprint("hi"\n', '  File "/srv/app.py", line 2\n    print("hi"\n         ^\nSyntaxError: \'(\' was never closed\n'],
  ['d = {"a": 1, "b" 2}\n', '  File "/srv/app.py", line 1\n    d = {"a": 1, "b" 2}\n                   ^\nSyntaxError: \':\' expected after dictionary key\n'],
  ['x = "it\'s\ny = 2\n', '  File "/srv/app.py", line 1\n    x = "it\'s\n        ^\nSyntaxError: unterminated string literal (detected at line 1)\n'],
  ['for x in [1,2]:\nprint(x)\n', '  File "/srv/app.py", line 2\n    print(x)\n    ^\nIndentationError: expected an indented block after \'for\' statement on line 1\n'],
  ['while x = 2:\n    pass\n', '  File "/srv/app.py", line 1\n    while x = 2:\n          ^^^^^\nSyntaxError: invalid syntax. Maybe you meant \'==\' or \':=\' instead of \'=\'?\n'],
  ['print("a", "b"]\n', '  File "/srv/app.py", line 1\n    print("a", "b"]\n                  ^\nSyntaxError: closing parenthesis \']\' does not match opening parenthesis \'(\'\n'],
  ['import os\n\nclass A:\n    def f(self)\n        return 1\n', '  File "/srv/app.py", line 4\n    def f(self)\n               ^\nSyntaxError: expected \':\'\n'],
  ['try:\n    x = 1\nprint(2)\n', '  File "/srv/app.py", line 3\n    print(2)\n    ^^^^^\nSyntaxError: expected \'except\' or \'finally\' block\n'],
  ['x == 1 2\n', '  File "/srv/app.py", line 1\n    x == 1 2\n           ^\nSyntaxError: invalid syntax\n'],
  ['from flask import Flask\napp = Flask(__name__\n\n@app.route("/")\ndef hello():\n    return "hi"\n', '  File "/srv/app.py", line 2\n    app = Flask(__name__\n               ^\nSyntaxError: \'(\' was never closed\n'],
  ['def f():\n', '  File "/srv/app.py", line 1\n    def f():\nIndentationError: expected an indented block after function definition on line 1\n'],
];

test.each(MISTAKES)('%j', async (source, stderr) => {
  expect(await machine.sh(`cat > code/app.py <<'END'\n${source}END\ndocker exec py python /srv/app.py`)).toMatchObject({ stdout: '', stderr, status: 1 });
});

test('-c, and the names of errors', async () => {
  expect((await machine.sh(`docker exec py python -c 'print("a'`)).stderr).toBe('  File "<string>", line 1\n    print("a\n          ^\nSyntaxError: unterminated string literal (detected at line 1)\n');
  expect((await machine.sh(`docker exec py python -c 'import socket
s = socket.socket(); s.bind(("", 80)); s.listen()
socket.socket().bind(("", 80))'`)).stderr).toContain('\nOSError: [Errno 98] Address already in use\n');
  expect((await machine.sh(`docker exec py python -c 'def f(): f()
f()'`)).stderr).toContain('\nRecursionError: maximum recursion depth exceeded\n');
});
