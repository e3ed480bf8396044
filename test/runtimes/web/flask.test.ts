import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../../src/node/runtimes';
import { runtimeWorkerFile } from '../../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../../sessions/host';

const APP = `from flask import Flask, jsonify, render_template
print('loading', __name__)
app = Flask(__name__)
@app.route('/')
def index(): return 'hi'
@app.route('/page')
def page(): return render_template('child.html')
@app.route('/boom')
def boom():
    return 1 / 0
@app.errorhandler(404)
def lost(error): return jsonify(error=str(error)), 404
@app.cli.command('init-db')
def init_db():
    """Make the tables."""
    print('made')
if __name__ == '__main__': app.run(debug=True, host='0.0.0.0')
`;

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh(`mkdir -p f/templates; cd f; cat > app.py <<'X'
${APP}X
printf '<h1>{%% block b %%}{%% endblock %%}' > templates/base.html
printf '{%% extends "base.html" %%}\\n{%% block b %%}\\n{{ missing.x }}\\n{%% endblock %%}' > templates/child.html
echo 'x = 1' > b.py; printf 'def create_app(a):\\n    return 1\\n' > c.py
cat > Dockerfile <<'X'
FROM python:3.11-slim
RUN pip install flask pytest celery pyyaml
WORKDIR /app
COPY . .
X
docker build -q -t f .`);
}, 120_000);
afterAll(() => machine.end());

/** The times out of logs. */
const PLAIN = "sed 's/\\[[0-9]*\\/[^]]*\\]/[TIME]/; s/^\\[2026[^]]*\\]/[TIME]/'";

test.each([['python -u app.py', '__main__'], ['flask run --debug --host 0.0.0.0', 'app']])('%s starts anew when a mounted file has changed', async (command, name) => {
  expect(await machine.sh(`cd f; docker run -d --name fr -v $PWD:/app -e PYTHONUNBUFFERED=1 -p 5000:5000 f ${command} > /dev/null; sleep 2; curl -s localhost:5000; echo; sed -i "s/'hi'/'hello'/" app.py; sleep 3; curl -s localhost:5000; echo; sed -i "s/'hello'/'hi'/" app.py; docker logs fr 2>&1 | ${PLAIN}; docker rm -f fr > /dev/null`)).toEqual({
    status: 0,
    stderr: '',
    stdout: `hi
hello
${name === 'app' ? 'loading app\n' : 'loading __main__\n'} * Serving Flask app 'app'
 * Debug mode: on
\x1b[31m\x1b[1mWARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.\x1b[0m
 * Running on all addresses (0.0.0.0)
 * Running on http://127.0.0.1:5000
 * Running on http://172.17.0.2:5000
\x1b[33mPress CTRL+C to quit\x1b[0m
 * Restarting with stat
loading ${name}
 * Debugger is active!
 * Debugger PIN: 142-893-201
172.17.0.1 - - [TIME] "GET / HTTP/1.1" 200 -
 * Detected change in '/app/app.py', reloading
 * Restarting with stat
loading ${name}
 * Debugger is active!
 * Debugger PIN: 142-893-201
172.17.0.1 - - [TIME] "GET / HTTP/1.1" 200 -
`,
  });
});

test('what fails in a template is traced to its place there, and a missing page is answered by its handler', async () => {
  expect(await machine.sh(`docker run -d --name ft -p 5000:5000 f flask run --host 0.0.0.0 > /dev/null; sleep 2; curl -s localhost:5000/nope; curl -s -o /dev/null -w '%{http_code}\\n' localhost:5000/page; docker logs ft 2>&1 | sed '1,/CTRL/d' | ${PLAIN}; docker rm -f ft > /dev/null`)).toEqual({
    status: 0,
    stderr: '',
    stdout: `{"error":"404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again."}
500
172.17.0.1 - - [TIME] "\x1b[33mGET /nope HTTP/1.1\x1b[0m" 404 -
[TIME] ERROR in app: Exception on /page [GET]
Traceback (most recent call last):
  File "/app/app.py", line 7, in page
    def page(): return render_template('child.html')
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/app/templates/child.html", line 1, in top-level template code
    {% extends "base.html" %}
  File "/app/templates/base.html", line 1, in top-level template code
    <h1>{% block b %}{% endblock %}
  File "/app/templates/child.html", line 3, in block 'b'
    {{ missing.x }}
jinja2.exceptions.UndefinedError: 'missing' is undefined
172.17.0.1 - - [TIME] "\x1b[35m\x1b[1mGET /page HTTP/1.1\x1b[0m" 500 -
`,
  });
});

const usage = (said: string) => `Usage: flask routes [OPTIONS]\nTry 'flask routes --help' for help.\n\nError: ${said}\n`;

test.each([
  ['nope', usage("Could not import 'nope'.")],
  ['b', usage("Failed to find Flask application or factory in module 'b'. Use 'b:name' to specify one.")],
  ['b:app', usage("Failed to find attribute 'app' in 'b'.")],
  ['b:x', usage("A valid Flask application was not obtained from 'b:x'.")],
  ['c', usage("Detected factory 'create_app' in module 'c', but could not call it without arguments. Use 'c:create_app(args)' to specify arguments.")],
  ['c:create_app()', usage("The factory 'create_app()' in module 'c' could not be called with the specified arguments.")],
])('FLASK_APP=%s names no application', async (app, stderr) => {
  expect(await machine.sh(`docker run --rm -e 'FLASK_APP=${app}' f flask routes`)).toEqual({ status: 2, stdout: '', stderr });
});

test('flask shows routes, runs an application’s own commands, and knows no others', async () => {
  expect(await machine.sh('docker run --rm f flask routes; docker run --rm f flask init-db; docker run --rm f flask nope; docker run --rm f flask shell')).toEqual({
    status: 1,
    stdout: `loading app
Endpoint  Methods  Rule                   
--------  -------  -----------------------
boom      GET      /boom                  
index     GET      /                      
page      GET      /page                  
static    GET      /static/<path:filename>
loading app
made
loading app
`,
    stderr: `Usage: flask [OPTIONS] COMMAND [ARGS]...
Try 'flask --help' for help.

Error: No such command 'nope'.
dockyard: flask shell is not simulated
`,
  });
});

test('what pip installs and Dockyard hasn’t got says so, as a command, a module and an import', async () => {
  expect(await machine.sh(`docker run --rm f celery worker; docker run --rm f python -c 'import yaml' 2>&1 | tail -n 1; docker run --rm f python -m celery`)).toEqual({
    status: 1,
    stdout: 'ImportError: dockyard: the package pyyaml is not simulated\n',
    stderr: `dockyard: celery is not simulated
dockyard: python -m celery is not simulated
`,
  });
});
