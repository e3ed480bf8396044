// A project's models, from their migrations to their tests: django/recorded.json is what steps.sh prints in such a project with the real Django, its dates and times masked.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../../src/node/runtimes';
import { runtimeWorkerFile } from '../../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../../sessions/host';
import recorded from './django/recorded.json';

let machine: Session;
const read = (name: string): string => readFileSync(new URL(`django/${name}`, import.meta.url), 'utf8');
const file = (path: string, text: string): string => `cat > ${path} <<'END_OF_FILE'\n${text}END_OF_FILE\n`;

beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await machine.sh(`mkdir p; cd p; printf 'FROM python:3.11-slim\\nRUN pip install -q django==5.2.7\\nWORKDIR /app\\n' | docker build -q -t dj -
    docker run --rm -v $PWD:/app -u $(id -u) dj sh -c 'django-admin startproject mysite . && python manage.py startapp polls'
    sed -i "s/INSTALLED_APPS = \\[/&\\n    'polls.apps.PollsConfig',/" mysite/settings.py
    ${file('polls/models.py', read('models.py'))}${file('polls/tests.py', read('tests.py'))}${file('orm.py', read('orm.py'))}${file('steps.sh', read('steps.sh'))}`);
}, 120_000);
afterAll(() => machine.end());

test('migrations, objects, tests', async () => {
  const ours = await machine.sh('cd p; docker run --rm -v $PWD:/app -u $(id -u) dj sh steps.sh');
  expect({ ...ours, stdout: ours.stdout.replace(/ on \d{4}-\d\d-\d\d \d\d:\d\d/g, ' on DATE') }).toEqual(recorded);
});
