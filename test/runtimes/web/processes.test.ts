import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../../src/node/runtimes';
import { runtimeWorkerFile } from '../../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh('docker pull -q python:3.11-slim; docker pull -q python:3.11');
}, 120_000);
afterAll(() => machine.end());

test('what a program prints waits in its buffer unless a terminal, -u or PYTHONUNBUFFERED lets it out', async () => {
  expect(await machine.sh(`mkdir loop; cd loop; cat > loop.py <<'X'
import sys, time
for i in range(4):
    print('tick', i)
    if i == 0: sys.stderr.write('said at once\\n')
    time.sleep(1)
X
run() { docker run -d --name lo "$@" > /dev/null; sleep 2.5; docker logs lo 2>&1; echo --; sleep 3; docker logs lo 2>&1 | wc -l; docker rm -f lo > /dev/null; }
run -v $PWD:/app python:3.11-slim python /app/loop.py
run -v $PWD:/app python:3.11-slim python -u /app/loop.py
run -v $PWD:/app -e PYTHONUNBUFFERED=1 python:3.11-slim python /app/loop.py
run -t -v $PWD:/app python:3.11-slim python /app/loop.py | tr -d '\\r'
docker run --rm python:3.11-slim python -c 'import os; print("a"); os.system("echo b"); print("c")'
docker run --rm python:3.11-slim python -c 'import os; print("lost"); os._exit(3)'; echo $?
docker run --rm python:3.11-slim python -c 'for i in range(2000): print("xxxxxxxxx")' | wc -c`)).toEqual({
    status: 0,
    stderr: '',
    stdout: `said at once
--
5
tick 0
said at once
tick 1
tick 2
--
5
tick 0
said at once
tick 1
tick 2
--
5
tick 0
said at once
tick 1
tick 2
--
5
b
a
c
3
20000
`,
  });
});

test('a virtual environment is made in one stage and copied into the next, and found by PATH alone', async () => {
  expect(await machine.sh(`mkdir v; cd v; cat > Dockerfile <<'X'
FROM python:3.11 AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install flask
FROM python:3.11-slim
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["flask", "--version"]
X
docker build -q -t v . > /dev/null; docker run --rm v
docker run --rm v python -c 'import sys, flask; print(sys.prefix, sys.base_prefix, sys.executable)'
docker run --rm v pip -V
docker run --rm v /usr/local/bin/python -c 'import flask'
docker run --rm python:3.11 bash -c 'python3 -m venv .venv && . .venv/bin/activate && pip install -q flask; echo $VIRTUAL_ENV; which python; python -c "import flask; print(flask.__name__)"; deactivate; which python; python -c "import flask"'`)).toEqual({
    status: 1,
    stderr: `Traceback (most recent call last):
  File "<string>", line 1, in <module>
ModuleNotFoundError: No module named 'flask'
`.repeat(2),
    stdout: `Python 3.11.15
Flask 3.1.2
Werkzeug 3.1.3
/opt/venv /usr/local /opt/venv/bin/python
pip 24.0 from /opt/venv/lib/python3.11/site-packages/pip (python 3.11)
/.venv
/.venv/bin/python
flask
/usr/local/bin/python
`,
  });
});

test('a server in a thread beside its client says that it is not simulated instead of waiting for ever', async () => {
  expect(await machine.sh(`cat > both.py <<'X'
import threading, time, urllib.request
from http.server import HTTPServer, SimpleHTTPRequestHandler
server = HTTPServer(('127.0.0.1', 8000), SimpleHTTPRequestHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(urllib.request.urlopen('http://127.0.0.1:8000/').status)
X
docker run --rm -v $PWD/both.py:/both.py python:3.11-slim python /both.py`)).toEqual({ status: 1, stdout: '', stderr: 'dockyard: a server in a thread of a program that does something else is not simulated\n' });
});
