import { expect, test } from 'vitest';
import { ROOT } from '../machine/process/capabilities';
import type { Sys } from '../machine/sys';
import { makeTestMachine } from '../machine/testing';
import { ash, bash, dash } from './index';
import { TOOLS } from './test-tools';

/** What of the machine runs: the commands of all processes but init. */
const ps = async (sys: Sys): Promise<number> => {
  await sys.write(1, `${sys.processes().filter((p) => p.pid !== 1).map((p) => p.argv.join(' ')).join('; ')}\n`);
  return 0;
};

async function machine(files: Record<string, string | { content: string; mode: number }> = {}) {
  return makeTestMachine({ programs: { ...TOOLS, ps, '/bin/bash': bash, '/bin/dash': dash, '/bin/sh': ash }, files });
}

test('the last command of -c takes the place of the shell', async () => {
  const { run } = await machine();
  for (const shell of ['bash', 'dash', 'sh']) {
    expect((await run(`/bin/${shell}`, [shell, '-c', 'ps'])).stdout).toBe('ps\n');
    expect((await run(`/bin/${shell}`, [shell, '-c', 'true; ps'])).stdout).toBe('ps\n');
    expect((await run(`/bin/${shell}`, [shell, '-c', 'ps; true'])).stdout).toBe(`${shell} -c ps; true; ps\n`);
    expect((await run(`/bin/${shell}`, [shell, '-c', "trap 'echo t' EXIT; ps"])).stdout).toBe(`${shell} -c trap 'echo t' EXIT; ps; ps\nt\n`);
  }
});

test('startup files, scripts without #!, missing scripts', async () => {
  const { run } = await machine({
    '/etc/profile': 'echo profile\n', '/root/.profile': 'echo own profile\n', '/root/.bashrc': 'echo rc\n', '/env': 'echo env\n',
    '/bin/plain': { content: 'echo "plain $0 $1 $x"\n', mode: 0o755 }, '/bin/bad': { content: '#!/no/such\n', mode: 0o755 }, '/bin/denied': { content: 'x', mode: 0o644 },
  });
  expect((await run('/bin/bash', ['bash', '-lc', 'echo main'])).stdout).toBe('profile\nown profile\nmain\n');
  expect((await run('/bin/bash', ['bash', '-c', 'echo main'], { env: { BASH_ENV: '/env', PATH: '/bin' } })).stdout).toBe('env\nmain\n');
  expect(await run('/bin/bash', ['bash', '-c', 'x=1; plain a; echo $?; bad; echo $?; denied; echo $?'])).toMatchObject({
    stdout: 'plain /bin/plain a \n0\n127\n126\n', stderr: 'bash: line 1: /bin/bad: cannot execute: required file not found\nbash: line 1: /bin/denied: Permission denied\n',
  });
  expect(await run('/bin/dash', ['dash', '-c', 'plain a; bad; echo $?; denied; echo $?'])).toMatchObject({ stdout: 'plain /bin/plain a \n127\n126\n', stderr: 'dash: 1: bad: not found\ndash: 1: denied: Permission denied\n' });
  expect(await run('/bin/bash', ['bash', 'nope.sh'])).toMatchObject({ stderr: 'bash: nope.sh: No such file or directory\n', status: 127 });
  expect(await run('/bin/dash', ['dash', 'nope.sh'])).toMatchObject({ stderr: 'dash: 0: cannot open nope.sh: No such file\n', status: 2 });
});

test('SIGTERM ends a shell that waits, or runs its trap when the command is over', async () => {
  const { machine: m } = await machine();
  const start = (script: string) => m.start({ path: '/bin/bash', argv: ['bash', '-c', script], env: { PATH: '/bin' }, cwd: '/', credentials: ROOT });
  const plain = await start('sleep 100; true');
  await m.clock.sleep(10);
  m.kernel.signal(plain.pid, 'SIGTERM');
  expect(await plain.exit).toEqual({ kind: 'signaled', signal: 'SIGTERM', core: false });
  const trapped = await start("trap 'exit 7' TERM; sleep 2; echo never");
  await m.clock.sleep(10);
  const before = m.clock.now();
  m.kernel.signal(trapped.pid, 'SIGTERM');
  expect(await trapped.exit).toEqual({ kind: 'exited', code: 7 });
  expect(Math.round((m.clock.now() - before) / 1000)).toBe(2);
  const asked = m.clock.now();
  const waiting = await start("trap 'exit 8' TERM; (sleep 1; kill -TERM $$) & sleep 50 & wait");
  expect(await waiting.exit).toEqual({ kind: 'exited', code: 8 });
  expect(Math.round((m.clock.now() - asked) / 1000)).toBe(1);
  m.halt();
});
