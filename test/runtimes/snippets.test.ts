// What learners type: what the real interpreters print for it is recorded beside it (record.mjs).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT_ACCOUNT } from '../../src/host/boot';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';
import recorded from './snippets.json';

const APART_LIST = `
3.11/errors/lines 1
3.11/errors/lines 2
3.11/errors/lines 3
3.11/errors/lines 4
3.11/errors/lines 5
3.11/errors/lines 6
3.11/errors/lines 7
3.11/library/itertools
3.11/library/datetime
3.11/library/json
3.11/library/os and paths
3.11/library/hashes
3.11/library/text
3.11/library/numbers
3.11/library/contextlib and abc
3.11/library/typing
3.11/programs/argparse
3.11/programs/subparsers
3.11/programs/unittest verbose
3.11/programs/doctest
3.11/programs/configparser
3.11/programs/inspect
3.11/programs/sys
3.11/programs/this
3.11/programs/xml
3.11/programs/zip
3.11/programs/pickle
3.11/tutorials/unpacking
3.11/tutorials/shutil tempfile glob
3.11/tutorials/json
3.11/tracebacks/syntax in eval
3.11/tracebacks/syntax in exec
3.13/tracebacks/in class body
3.13/tracebacks/wrong keyword
3.13/tracebacks/syntax in eval
3.13/tracebacks/syntax in exec
3.13/loops/dictionary shrinks
3.13/loops/set grows
3.11/waiting/gather
3.11/waiting/sockets
3.11/waiting/signals
3.11/waiting/http
3.11/waiting/timeit
3.11/waiting/multiprocessing
`;

/** What still differs from the real one, by name. */
const APART = new Set(APART_LIST.trim().split('\n'));

/** One machine runs interpreters in its own thread, which is quick; what waits needs the other, where each has a Worker. */
let machine: Session;
let waiting: Session;
beforeAll(async () => {
  machine = await session();
  waiting = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  await waiting.sh('mkdir -p /srv/script', { account: ROOT_ACCOUNT });
  await machine.sh('mkdir -p /srv/script', { account: ROOT_ACCOUNT });
  for (const version of ['3.13', '2.7']) await machine.sh(`docker pull -q python:${version}-slim > /dev/null; docker run -d --name py${version} -v /srv/script:/srv/script -w /srv/script python:${version}-slim sleep infinity`, { account: ROOT_ACCOUNT });
}, 120_000);
afterAll(() => {
  machine.end();
  waiting.end();
});

test.each(Object.entries(recorded))('%s', async (path, real) => {
  const [version, topic, name] = path.split('/') as [string, string, string];
  const { default: sources } = (await import(`./snippets/${topic}.mjs`)) as { default: Record<string, string> };
  const command = version === '3.11' ? 'python3 app.py' : `docker exec py${version} python app.py`;
  const ours = await (topic === 'waiting' ? waiting : machine).sh(`cd /srv/script; cat > app.py <<'END_OF_SCRIPT'\n${sources[name]!}END_OF_SCRIPT\n${command} < /dev/null`, { account: ROOT_ACCOUNT });
  ours.stdout = ours.stdout.replace(/ at 0x[0-9a-f]+/g, ' at 0x0');
  if (APART.has(path)) expect(ours).not.toEqual(real);
  else expect(ours).toEqual(real);
});

test('a metaclass is refused, where the interpreter would forget it', async () => {
  expect(await machine.sh("cd /srv/script; python3 -c 'class A(metaclass=type): pass\nclass M(type): pass\nclass B(metaclass=M): pass'", { account: ROOT_ACCOUNT })).toEqual({
    stdout: '',
    stderr: 'Traceback (most recent call last):\n  File "<string>", line 3, in <module>\nNotImplementedError: dockyard: metaclasses are not simulated\n',
    status: 1,
  });
});
