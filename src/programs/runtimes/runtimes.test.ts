import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootHost, ROOT_ACCOUNT, type Host } from '../../host/boot';
import { shell } from '../../host/script';
import { nodeRuntimes } from '../../node/runtimes';
import { runtimeWorkerFile } from '../../node/setup/runtime-worker.mjs';

let host: Host;
beforeAll(async () => {
  host = await bootHost({ seed: 1, runtimes: nodeRuntimes(await runtimeWorkerFile()) });
}, 120_000);
afterAll(() => {
  host.machine.halt();
  host.clock.stop();
});

const sh = (commands: string, one = host) => shell(one, commands, { account: ROOT_ACCOUNT });

test('node says its version, evaluates and prints values as node does', async () => {
  expect(await sh(`node -v; node -p '({ a: 1, b: [1, { c: new Map([["k", new Set([1])]]) }], s: "it" })'; node -e 'console.log("%s %d %j", "x", 5, { a: 1 }, [undefined, null], class A {})'`)).toEqual({
    stdout: `v18.20.8
{ a: 1, b: [ 1, { c: [Map] } ], s: 'it' }
x 5 {"a":1} [ undefined, null ] [class A]
`,
    stderr: '',
    status: 0,
  });
});

test('a server answers, logs, and ends on SIGTERM by its own handler; a second one finds the port taken', async () => {
  const { stdout, stderr, status } = await sh(`mkdir -p /srv/a && cd /srv/a && cat > server.js <<'EOF'
const http = require('http');
const server = http.createServer((req, res) => {
  console.log(req.method, req.url);
  res.writeHead(200, { 'Content-Type': 'text/plain' });
  res.end('Hello\\n');
});
server.listen(3000, () => console.log('listening'));
process.on('SIGTERM', () => server.close(() => { console.log('closed'); process.exit(0); }));
EOF
node server.js & sleep 1
curl -s localhost:3000/x
node server.js
kill %1; wait %1; echo $?`);
  expect(stdout).toBe('listening\nGET /x\nHello\nclosed\n0\n');
  expect(stderr).toContain(`      throw er; // Unhandled 'error' event
      ^

Error: listen EADDRINUSE: address already in use :::3000
    at Server.setupListenHandle [as _listen2] (node:net:1817:16)
    at listenInCluster (node:net:1865:12)
    at Server.listen (node:net:1953:7)
    at Object.<anonymous> (/srv/a/server.js:7:8)`);
  expect(stderr).toContain(`  code: 'EADDRINUSE',
  errno: -98,
  syscall: 'listen',
  address: '::',
  port: 3000
}

Node.js v18.20.8
`);
  expect(status).toBe(0);
});

test('a loop without end holds up nobody and ends when its process does', async () => {
  expect((await sh(`timeout 5 node -e 'while (true) {}'; echo $?`)).stdout).toBe('124\n');
  expect((await sh(`node -e 'while (true) {}' & sleep 1; kill $!; wait $!; echo $?; timeout -s KILL 2 python3 -c 'while True: pass'; echo $?`)).stdout).toBe('143\n137\n');
});

test('uncaught errors have node’s trace and status', async () => {
  expect(
    await sh(`cd /srv && cat > e.js <<'EOF'
function f(x) {
  return x.y.z;
}
f({});
EOF
node e.js; echo 'const a = ;' > s.js; node s.js 2>&1 | head -5; node nope.js 2>&1 | head -5; node -e 'async function m() { throw 1 } m()' 2> /dev/null; echo $?`),
  ).toEqual({
    stdout: `/srv/s.js:1
const a = ;
          ^

SyntaxError: Unexpected token ';'
node:internal/modules/cjs/loader:1143
  throw err;
  ^

Error: Cannot find module '/srv/nope.js'
1
`,
    stderr: `/srv/e.js:2
  return x.y.z;
             ^

TypeError: Cannot read properties of undefined (reading 'z')
    at f (/srv/e.js:2:14)
    at Object.<anonymous> (/srv/e.js:4:1)
    at Module._compile (node:internal/modules/cjs/loader:1364:14)
    at Module._extensions..js (node:internal/modules/cjs/loader:1422:10)
    at Module.load (node:internal/modules/cjs/loader:1203:32)
    at Module._load (node:internal/modules/cjs/loader:1019:12)
    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:128:12)
    at node:internal/main/run_main_module:28:49

Node.js v18.20.8
`,
    status: 0,
  });
});

test('modules: ES, CommonJS, dynamic import, children', async () => {
  const { stdout } = await sh(`mkdir -p /srv/m && cd /srv/m && echo 'export default 42; export const y = [1];' > b.mjs && echo 'module.exports = { z: 3 };' > c.cjs && cat > a.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import c, { z } from './c.cjs';
import { execSync } from 'child_process';
const m = await import('./b.mjs');
console.log(m.default, m.y, z, c, readFileSync('c.cjs').length, execSync('echo hi').toString());
EOF
node a.mjs`);
  expect(stdout).toBe('42 [ 1 ] 3 { z: 3 } 27 hi\n\n');
});

test('npm installs express, npm start serves with it, jest tests it', async () => {
  const { stdout, status } = await sh(`mkdir -p /srv/x && cd /srv/x && npm init -y > /dev/null && npm install express@4 jest | sed 's/ in .*//' && cat > index.js <<'EOF'
const express = require('express');
const app = express();
app.use(express.json());
app.get('/users/:id', (req, res) => res.json({ id: req.params.id, q: req.query }));
app.post('/items', (req, res) => res.status(201).json(req.body));
app.listen(3100, () => console.log('up'));
EOF
cat > a.test.js <<'EOF'
test('adds', () => expect(1 + 2).toBe(3));
EOF
node index.js & sleep 1
curl -s 'localhost:3100/users/7?a=1'; echo
curl -s -H 'Content-Type: application/json' -d '{"n":1}' -w '%{http_code}\\n' localhost:3100/items
curl -s localhost:3100/nope | grep pre
npx jest 2>&1 | head -2 | sed 's/ ([0-9]* ms)//'
kill %1`);
  expect(stdout).toMatch(/^\nadded \d+ packages, and audited \d+ packages\n/);
  expect(stdout.slice(stdout.indexOf('up\n'))).toBe(`up
{"id":"7","q":{"a":"1"}}
{"n":1}201
<pre>Cannot GET /nope</pre>
PASS ./a.test.js
  ✓ adds
`);
  expect(status).toBe(0);
});

test('what isn’t there is refused by name', async () => {
  const { stderr, status } = await sh('cd /tmp; npm install no-such-package-here 2>&1 >/dev/null | head -4 >&2; exit 7');
  expect(stderr.split('\n').slice(0, 1)).toEqual(['npm error code E404']);
  expect(status).toBe(7);
});

test('python runs scripts, sleeps on the simulated clock, and traces as CPython', async () => {
  expect(
    await sh(`cd /srv && cat > t.py <<'EOF'
import time, json, os
def f(x):
    return 1 / x
time.sleep(3)
print(json.dumps({"a": [1, 2]}), os.getcwd(), f"{3.14159:.2f}")
f(0)
EOF
python3 -V; python3 t.py; echo $?; python3 -c 'import nope'`),
  ).toEqual({
    stdout: 'Python 3.11.2\n{"a": [1, 2]} /srv 3.14\n1\n',
    stderr: `Traceback (most recent call last):
  File "/srv/t.py", line 6, in <module>
    f(0)
  File "/srv/t.py", line 3, in f
    return 1 / x
           ~~^~~
ZeroDivisionError: division by zero
Traceback (most recent call last):
  File "<string>", line 1, in <module>
ModuleNotFoundError: No module named 'nope'
`,
    status: 1,
  });
});

test('flask comes by pip and serves', async () => {
  const { stdout } = await sh(`mkdir -p /srv/f && cd /srv/f && python3 -c 'import flask' 2>&1 | tail -1; pip install flask 2>/dev/null | tail -1; cat > app.py <<'EOF'
from flask import Flask, jsonify, request
app = Flask(__name__)
@app.route('/users/<int:id>')
def user(id):
    return jsonify(id=id, q=request.args.get('q'))
if __name__ == '__main__':
    app.run(host='0.0.0.0', port=5000)
EOF
python3 app.py 2>/dev/null & sleep 1
curl -s 'localhost:5000/users/7?q=x'; python3 -m http.server 8081 > /dev/null 2>&1 & sleep 1; curl -s localhost:8081/ | grep app; kill %1 %2`);
  expect(stdout).toBe(`ModuleNotFoundError: No module named 'flask'
Successfully installed blinker-1.9.0 click-8.3.0 flask-3.1.2 itsdangerous-2.2.0 jinja2-3.1.6 markupsafe-3.0.3 werkzeug-3.1.3
 * Serving Flask app 'app'
 * Debug mode: off
{"id":7,"q":"x"}
<li><a href="app.py">app.py</a></li>
`);
});

test('without Workers the same engines run in the machine’s own thread', async () => {
  const inline = await bootHost({ seed: 1 });
  const { stdout, stderr } = await sh(`node -p '1 + 1'; node -e 'setTimeout(() => console.log("later"), 100)'; node -e 'process.exit(3)'; echo $?; node -e 'for (;;);'`, inline);
  expect(stdout).toBe('2\nlater\n3\n');
  expect(stderr).toBe('dockyard: the script did not come to an end and was stopped (without cross-origin isolation a loop would hold up the whole machine)\n');
  inline.machine.halt();
  inline.clock.stop();
});
