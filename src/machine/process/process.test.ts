import { expect, test } from 'vitest';
import { text } from '../../lib/bytes';
import type { Kernel, TaskSpec } from '../kernel-types';
import type { Sys, WaitStatus } from '../sys';
import { makeTestMachine } from '../testing';
import { ROOT, userCredentials } from './capabilities';

/** Starts a task in a pid namespace of its own. */
async function container(kernel: Kernel, argv: string[], changes: Partial<TaskSpec> = {}): Promise<{ pid: number; exit: Promise<WaitStatus> }> {
  let ended!: (status: WaitStatus) => void;
  const exit = new Promise<WaitStatus>((resolve) => (ended = resolve));
  const pid = await kernel.startTask({
    argv, env: { PATH: '/bin' }, cwd: '/', credentials: ROOT, fds: new Map(), onExit: ended,
    cgroup: kernel.createCgroup(`/docker/${argv.join('-')}`), namespaces: { ...kernel.host, pid: kernel.createPidNamespace() },
    ...changes,
  });
  return { pid, exit };
}

const forever = async (sys: Sys): Promise<number> => {
  for (;;) await sys.pause();
};

test('a pid namespace: own numbers, an init that only SIGKILL from outside ends, and all end with it', async () => {
  const { machine } = await makeTestMachine({
    programs: {
      forever,
      top: async (sys) => {
        await sys.spawn('/bin/forever', ['forever']);
        sys.kill(1, 'SIGKILL');
        sys.kill(1, 'SIGTERM');
        return forever(sys);
      },
    },
  });
  const { kernel } = machine;
  const { pid, exit } = await container(kernel, ['top']);
  await machine.clock.sleep(5);
  const seen = kernel.processes().filter((p) => p.cgroup === '/docker/top').map((p) => [p.comm, p.pid, p.nsPids]);
  expect(seen).toEqual([['top', pid, [pid, 1]], ['forever', pid + 1, [pid + 1, 2]]]);
  kernel.signal(pid, 'SIGTERM');
  await machine.clock.sleep(5);
  expect(kernel.innerPid(pid)).toBe(1);
  kernel.signal(pid, 'SIGKILL');
  expect(await exit).toEqual({ kind: 'signaled', signal: 'SIGKILL', core: false });
  expect(kernel.processes().map((p) => p.comm)).toEqual(['init']);
});

test('control groups: pids, memory and the OOM killer, cpus, freezer', async () => {
  const { machine, clock } = await makeTestMachine({
    programs: {
      forever,
      forker: async (sys) => {
        for (let n = 0; ; n++) {
          try {
            sys.fork(forever);
          } catch (error) {
            return (error as { code: string }).code === 'EAGAIN' ? n : 99;
          }
        }
      },
      eater: async (sys) => {
        for (let mb = 1; ; mb++) {
          sys.setMemory(mb * 1024 ** 2);
          await sys.sleep(1);
        }
      },
      busy: async (sys) => {
        const start = sys.now();
        while (sys.now() - start < 1) await sys.cpu(100);
        for (let i = 0; i < 1000; i++) await sys.cpu(1000);
        return Math.round((sys.now() - start) / 100);
      },
      ticker: async (sys) => {
        for (let i = 0; i < 10; i++) await sys.sleep(10);
        return 0;
      },
    },
  });
  const { kernel } = machine;
  const limited = (name: string, limits: object): TaskSpec['cgroup'] => kernel.createCgroup(`/docker/${name}`, limits);
  expect(await (await container(kernel, ['forker'], { cgroup: limited('a', { pids: 5 }) })).exit).toEqual({ kind: 'exited', code: 4 });
  const memory = limited('b', { memoryBytes: 64 * 1024 ** 2 });
  expect(await (await container(kernel, ['eater'], { cgroup: memory })).exit).toEqual({ kind: 'signaled', signal: 'SIGKILL', core: false });
  expect(memory.usage()).toMatchObject({ memoryBytes: 0, memoryPeakBytes: 64 * 1024 ** 2, oomKills: 1, pids: 0 });
  // One second of work on half a core takes two.
  expect(await (await container(kernel, ['busy'], { cgroup: limited('c', { cpus: 0.5 }) })).exit).toEqual({ kind: 'exited', code: 20 });
  const frozen = limited('d', {});
  const start = clock.now();
  const task = await container(kernel, ['ticker'], { cgroup: frozen });
  await clock.sleep(35);
  frozen.freeze();
  await clock.sleep(1000);
  expect(kernel.processes().find((p) => p.comm === 'ticker')!.state).toBe('D');
  frozen.thaw();
  expect(await task.exit).toEqual({ kind: 'exited', code: 0 });
  expect(Math.round((clock.now() - start) / 10)).toBe(110);
});

test('descriptors by path: /dev/stdout, /dev/fd, /proc/self/fd, fifos, devices', async () => {
  const { run } = await makeTestMachine({
    files: { '/var/log/access.log': { link: '/dev/stdout' } },
    programs: {
      main: async (sys) => {
        sys.writeFile('/var/log/access.log', 'logged\n');
        const [r, w] = sys.pipe();
        await sys.write(sys.open(`/dev/fd/${w}`, 'w'), 'by path');
        const out: unknown[] = [text(await sys.read(r)), sys.readlink(`/proc/self/fd/${r}`).replace(/\d+/, 'N'), sys.readlink('/proc/self/exe')];
        sys.mknod('/tmp/fifo', 'fifo', 0o600);
        sys.fork(async (child) => {
          await child.write(child.open('/tmp/fifo', 'w'), 'from child');
          return 0;
        });
        const fifo = sys.open('/tmp/fifo', 'r');
        out.push(text(await sys.read(fifo)), (await sys.read(fifo)).length);
        out.push([...(await sys.read(sys.open('/dev/zero', 'r'), 3))], (await sys.read(sys.open('/dev/null', 'r'))).length);
        await sys.write(sys.open('/dev/full', 'w'), 'x').catch((error: { code: string }) => out.push(error.code));
        out.push((await sys.read(sys.open('/dev/urandom', 'r'), 16)).length);
        await sys.write(1, JSON.stringify(out));
        return 0;
      },
    },
  });
  const result = await run('/bin/main');
  expect(result.stderr).toBe('');
  expect(result.stdout).toBe('logged\n["by path","pipe:[N]","/bin/main","from child",0,[0,0,0],0,"ENOSPC",16]');
});

test('exec replaces the program, set-uid gives the owner, rights of others are refused', async () => {
  const { run, root } = await makeTestMachine({
    files: { '/secret': { content: 'x', mode: 0o600 } },
    programs: {
      whoami: async (sys) => {
        await sys.write(1, `${sys.pid} ${sys.credentials.uid} ${sys.credentials.euid} ${sys.fds().join()} ${sys.access('/secret', 'r')}\n`);
        return 5;
      },
      sudo: async (sys) => {
        const fd = sys.open('/etc/passwd', 'r');
        sys.setCloseOnExec(fd, true);
        sys.dup(fd);
        await sys.write(1, `${sys.pid} `);
        try {
          await sys.exec('/bin/whoami', ['whoami']);
        } finally {
          await sys.write(1, 'never').catch(() => undefined);
        }
        return 1;
      },
    },
  });
  const ino = root.lookup(root.lookup(root.root, 'bin')!, 'sudo')!;
  const credentials = userCredentials(1000, 1000);
  expect((await run('/bin/whoami', ['whoami'], { credentials })).stdout).toBe('2 1000 1000 0,1,2 false\n');
  root.setattr(ino, { mode: 0o4755 });
  expect(await run('/bin/sudo', ['sudo'], { credentials })).toMatchObject({ stdout: '3 3 1000 0 0,1,2,4 true\n', status: 5 });
});

test('orphans go to init, zombies stay until waited for, busy loops make time pass', async () => {
  const { run, clock, machine } = await makeTestMachine({
    programs: {
      forever,
      main: async (sys) => {
        const child = sys.fork(async (inner) => {
          inner.fork(forever);
          return 0;
        });
        await sys.sleep(1);
        const states = sys.processes().filter((p) => p.comm === 'main').map((p) => [p.state, p.ppid === sys.pid ? 'main' : p.ppid]);
        await sys.wait({ pid: child });
        const start = sys.now();
        for (let i = 0; i < 100_000; i++) await sys.cpu(10);
        await sys.write(1, JSON.stringify([...states, Math.round(sys.now() - start)]));
        sys.kill(-sys.getpgid(), 'SIGKILL');
        return 0;
      },
    },
  });
  expect(await run('/bin/main')).toMatchObject({ stdout: '[["R",1],["Z","main"],["S",1],1000]', status: 137 });
  await clock.sleep(1);
  expect(machine.kernel.processes().map((p) => p.comm)).toEqual(['init']);
});
