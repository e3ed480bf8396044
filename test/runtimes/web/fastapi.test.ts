// FastAPI over uvicorn, and pydantic alone: answers.txt is what ask.sh prints of the real ones, models.txt what models.py does.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../../src/node/runtimes';
import { runtimeWorkerFile } from '../../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../../sessions/host';

let machine: Session;
const read = (name: string): string => readFileSync(new URL(`fastapi/${name}`, import.meta.url), 'utf8');
const file = (path: string): string => `cat > ${path} <<'END_OF_FILE'\n${read(path)}END_OF_FILE\n`;

beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh(`mkdir fa; cd fa; ${file('main.py')}${file('ask.sh')}${file('models.py')}
    printf 'FROM python:3.11-slim\\nWORKDIR /app\\nRUN pip install -q fastapi==0.118.3 uvicorn==0.37.0\\nCOPY . .\\n' > Dockerfile; docker build -q -t fa .`);
}, 120_000);
afterAll(() => machine.end());

test('requests are read by their types, and answered', async () => {
  const { sh } = machine;
  await sh('docker run -d --name fa -p 8000:8000 fa uvicorn main:app --host 0.0.0.0; until docker logs fa 2>&1 | grep -q running; do sleep 1; done');
  expect(await sh('sh fa/ask.sh')).toEqual({ status: 0, stdout: read('answers.txt'), stderr: '' });
  const log = await sh('docker stop fa > /dev/null; docker logs fa 2>&1 >/dev/null');
  expect(log).toEqual({
    status: 0,
    stderr: '',
    stdout: `INFO:     Started server process [1]
INFO:     Waiting for application startup.
INFO:     Application startup complete.
INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)
ERROR:    Exception in ASGI application
Traceback (most recent call last):
  File "/app/main.py", line 54, in boom
    return 1 / 0
           ~~^~~
ZeroDivisionError: division by zero
INFO:     Shutting down
INFO:     Waiting for application shutdown.
INFO:     Application shutdown complete.
INFO:     Finished server process [1]
`,
  });
  const access = await sh('docker logs fa 2>/dev/null | sed -n "1p;3p;\\$p"');
  expect(access.stdout.replace(/:\d+ -/g, ':PORT -')).toBe('INFO:     172.17.0.1:PORT - "GET / HTTP/1.1" 200 OK\nINFO:     172.17.0.1:PORT - "GET /items/foo HTTP/1.1" 422 Unprocessable Entity\nINFO:     172.17.0.1:PORT - "GET /openapi.json HTTP/1.1" 200 OK\n');
});

test('models say what is wrong with their values', async () => {
  expect(await machine.sh('docker run --rm fa python models.py')).toEqual({ status: 0, stdout: read('models.txt'), stderr: '' });
});

test('what can not be loaded', async () => {
  expect(await machine.sh('docker run --rm fa uvicorn nope:app; docker run --rm fa uvicorn main:nope')).toEqual({ status: 1, stdout: '', stderr: 'ERROR:    Error loading ASGI app. Could not import module "nope".\nERROR:    Error loading ASGI app. Attribute "nope" not found in module "main".\n' });
});

test('handlers of one name, in modules of their own', async () => {
  await machine.sh(`mkdir two; cd two
    cat > users.py <<'END'
from fastapi import APIRouter, Depends
router = APIRouter(prefix='/users')
class Page:
    def __init__(self, page: int = 1): self.page = page
@router.get('/')
async def get_all(name: str, page: Page = Depends()):
    "All the users."
    return {'name': name, 'page': page.page}
class Store:
    def __init__(self, path): self.path = path
    def get_all(self, table): return table
END
    cat > items.py <<'END'
from fastapi import APIRouter
router = APIRouter(prefix='/items')
@router.get('/')
def get_all(limit: int = 3):
    "All the items."
    return {'limit': limit}
END
    cat > main.py <<'END'
from fastapi import FastAPI
from fastapi.testclient import TestClient
import items, users
app = FastAPI()
app.include_router(users.router)
app.include_router(items.router)
client = TestClient(app)
for path in ('/users/?name=ann&page=2', '/items/', '/items/?limit=x'):
    answer = client.get(path)
    print(answer.status_code, answer.json())
for path, one in client.get('/openapi.json').json()['paths'].items(): print(path, one['get']['description'], sorted(each['name'] for each in one['get']['parameters']))
END`);
  expect(await machine.sh('docker run --rm -v ~/two:/app fa sh -c "pip install -q httpx 2> /dev/null; python main.py"')).toEqual({
    status: 0,
    stdout: `200 {'name': 'ann', 'page': 2}
200 {'limit': 3}
422 {'detail': [{'type': 'int_parsing', 'loc': ['query', 'limit'], 'msg': 'Input should be a valid integer, unable to parse string as an integer', 'input': 'x'}]}
/users/ All the users. ['name', 'page']
/items/ All the items. ['limit']
`,
    stderr: '',
  });
});
