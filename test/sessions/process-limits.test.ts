import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from './host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('for image in alpine ubuntu debian; do docker pull -q $image > /dev/null; done');
});
afterAll(() => machine.end());

// As recorded from bash 5.2, dash 0.5.12 and BusyBox 1.35 under a limit of processes.
test.each([
  ['alpine sh -c', 'for i in 1 2 3 4 5 6; do sleep 3 & done; echo never', '', "sh: can't fork: Resource temporarily unavailable\n", 2],
  ['debian sh -c', 'for i in 1 2 3 4 5 6; do sleep 3 & done; echo never', '', 'sh: 0: Cannot fork\n', 2],
  ['ubuntu bash -c', 'sleep 2 & sleep 2 & sleep 2 & sleep 2 & echo $(echo found room)', 'found room\n', 'bash: fork: retry: Resource temporarily unavailable\n'.repeat(2), 0],
  ['ubuntu bash -c', 'for i in 1 2 3 4; do sleep 60 & done; ls; echo never', '', `${'bash: fork: retry: Resource temporarily unavailable\n'.repeat(4)}bash: fork: Resource temporarily unavailable\n`, 254],
  ['ubuntu bash -c', 'for i in 1 2 3 4; do sleep 60 & done; (ls) | cat; echo never', '', `${'bash: fork: retry: Resource temporarily unavailable\n'.repeat(4)}bash: fork: Resource temporarily unavailable\n`, 254],
])('%s past --pids-limit: %s', async (shell, script, stdout, stderr, status) => {
  expect(await machine.sh(`docker run --rm --pids-limit 5 ${shell} '${script}'`)).toMatchObject({ stdout, stderr, status });
});

test('a fork bomb ends at its container', async () => {
  const { stdout } = await machine.sh("docker run -d --name bomb --pids-limit 50 ubuntu bash -c ':(){ :|:& };:; sleep 30' > /dev/null; sleep 20; docker ps --format '{{.Names}}'; docker logs bomb 2>&1 | grep -c 'Resource temporarily unavailable' | grep -c .; docker rm -f bomb; echo free");
  expect(stdout).toBe('bomb\n1\nbomb\nfree\n');
});

test.each([['alpine sh', ' --memory 32m'], ['ubuntu bash', '']])('a variable that doubles without end is what the kernel kills: %s%s', async (shell, limit) => {
  expect(await machine.sh(`docker run --rm${limit} ${shell} -c 'x=a; while :; do x=$x$x; done'`)).toEqual({ stdout: '', stderr: '', status: 137 });
});
