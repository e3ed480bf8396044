import { expect, test } from 'vitest';
import { text, utf8 } from '../lib/bytes';
import { readAll } from '../lib/stream';
import { inet } from './net/types';
import { ROOT } from './process/capabilities';
import type { Program } from './program';
import type { Sys } from './sys';
import { makeTestMachine } from './testing';
import { MemoryFs } from './vfs/memory-fs';
import { OverlayFs } from './vfs/overlay-fs';

const log: string[] = [];

const programs: Record<string, Program | Program['main']> = {
  /** Counts; goes on counting where it was. Listens, keeps a half-read file and a deleted one. */
  server: async (sys: Sys) => {
    let count = (sys.resumed as number | undefined) ?? 0;
    if (sys.resumed === undefined) {
      sys.listen(inet('0.0.0.0', 80));
      const fd = sys.open('/data', 'r');
      await sys.read(fd, 5);
      const gone = sys.open('/tmp/gone', 'w+');
      await sys.write(gone, 'still here');
      sys.unlink('/tmp/gone');
      sys.chdir('/srv');
    }
    sys.resumable(() => count);
    // To listen again takes up the socket that is there.
    if (sys.resumed !== undefined) sys.listen(inet('0.0.0.0', 80));
    const listener = Math.min(...sys.fds().filter((fd) => sys.fdPath(fd).startsWith('socket')));
    for (;;) {
      const { fd } = await sys.accept(listener);
      count++;
      const rest = text(await sys.read(listener + 1));
      await sys.write(fd, `${count} ${sys.cwd()} ${rest}|${text(sys.pread(listener + 2, 0, 99))} ${sys.pid} ${sys.processes().length}`);
      sys.close(fd);
    }
  },
  /** A shell whose job can't be resumed; keeps a pipe with bytes in it. */
  shell: async (sys: Sys) => {
    if (sys.resumed === undefined) {
      const [r, w] = sys.pipe();
      await sys.write(w, 'in the pipe');
      const job = await sys.spawn('/bin/job', ['job'], { pgid: 0 });
      sys.resumable(() => ({ r, job }));
      await sys.write(1, '$ ');
      await sys.read(0);
      return 1;
    }
    const { r, job } = sys.resumed as { r: number; job: number };
    const ended = await sys.wait({ pid: job });
    await sys.write(1, `${JSON.stringify(ended!.status)} ${text(await sys.read(r))} ${sys.ttyname(0)} `);
    const line = text(await sys.read(0));
    await sys.write(1, `got ${line}`);
    return 0;
  },
  job: async (sys: Sys) => {
    for (;;) await sys.pause();
  },
  inner: async (sys: Sys) => {
    if (sys.resumed === undefined) sys.writeFile('/mark', 'written inside');
    sys.resumable(() => true);
    log.push(`${sys.pid} ${sys.hostname()} ${sys.readText('/mark')} ${sys.access('/data', '')} ${sys.access('/bin/inner', 'x')}`);
    for (;;) await sys.sleep(1000);
  },
  say: async (sys: Sys) => {
    await sys.write(1, sys.readText('/data'));
    return 0;
  },
};

test('a snapshot: what runs goes on, what cannot ends, everything that was open is open', async () => {
  const first = await makeTestMachine({ programs, files: { '/data': 'hello world', '/srv/x': '' }, seed: 5 });
  const { machine, clock } = first;
  const server = await machine.start({ path: '/bin/server', argv: ['server'], env: { A: '1' }, cwd: '/', credentials: ROOT });
  const terminal = await machine.openTerminal({ path: '/bin/shell', argv: ['shell'], env: {}, cwd: '/', credentials: ROOT, size: { rows: 30, cols: 100 } });
  const { kernel } = machine;
  // A container on an overlay.
  const lower = new MemoryFs({ dev: kernel.newDevice(), now: () => 0 });
  const bin = lower.create(lower.root, 'bin', { type: 'dir', mode: 0o755, uid: 0, gid: 0 });
  lower.create(lower.root, 'proc', { type: 'dir', mode: 0o755, uid: 0, gid: 0 });
  const hostBin = first.root.lookup(first.root.root, 'bin')!;
  lower.create(bin, 'inner', { type: 'file', mode: 0o755, uid: 0, gid: 0, content: first.root.content(first.root.lookup(hostBin, 'inner')!) });
  const overlay = new OverlayFs(lower, new MemoryFs({ dev: kernel.newDevice(), now: () => clock.now() }), { dev: kernel.newDevice(), superOptions: 'lowerdir=a,upperdir=b' });
  const cgroup = kernel.createCgroup('/docker/c1', { memoryBytes: 1e8 });
  const pid = kernel.createPidNamespace();
  const net = kernel.createNetNamespace();
  const proc = kernel.makeFs('proc', { pid, net, cgroup });
  const mnt = kernel.createMountNamespace({ fs: overlay, source: 'overlay' }, [{ target: '/proc', source: { kind: 'fs', fs: proc, name: 'proc' } }]);
  kernel.addBridge(kernel.host.net, 'docker0', [{ ip: '172.17.0.1', prefix: 16, scope: 'global' }]);
  kernel.addVeth({ host: kernel.host.net, hostName: 'veth0', bridge: 'docker0', container: net, containerName: 'eth0', mac: '02:42:ac:11:00:02', addresses: [{ ip: '172.17.0.2', prefix: 16, scope: 'global' }] });
  const task = await kernel.startTask({
    argv: ['inner'], env: { PATH: '/bin' }, cwd: '/', credentials: ROOT, cgroup, fds: new Map(), onExit: () => log.push('ended'),
    namespaces: { mnt, pid, net, uts: kernel.createUtsNamespace('c1'), ipc: kernel.createIpcNamespace() },
  });
  await clock.sleep(10);
  const dialed = await machine.dial(inet('127.0.0.1', 80));
  expect(text(await readAll(dialed))).toBe(`1 /srv  world|still here ${server.pid} ${kernel.processes().length}`);
  expect(terminal.atPrompt()).toBe(true);
  terminal.input(utf8('half'));

  const snapshot = structuredClone(await machine.snapshot());
  machine.halt();
  first.write('/data', 'changed later');

  for (let round = 0; round < 2; round++) {
    log.length = 0;
    const again = await makeTestMachine({ programs, restore: structuredClone(snapshot) });
    const { machine: second } = again;
    const nowAgain = again.clock.now();
    expect(nowAgain).toBe(clock.now());
    await again.clock.sleep(10);
    expect(again.read('/data')).toBe('hello world');
    expect(text(await readAll(await second.dial(inet('127.0.0.1', 80))))).toMatch(new RegExp(`^2 /srv \\|still here ${server.pid} \\d$`));
    expect(log).toEqual(['1 c1 written inside false true']);
    expect(second.kernel.cgroup('/docker/c1')!.usage()).toMatchObject({ pids: 1 });
    expect(second.kernel.watchTask(task, () => log.push('watched'))).toBe(true);
    expect(second.kernel.findNetNamespace(net.id)!.interfaces().map((link) => [link.name, link.addresses.at(-1)?.ip])).toEqual([['lo', '::1'], ['eth0', '172.17.0.2']]);
    expect(second.kernel.findFileSystem(overlay.dev)!.type).toBe('overlay');
    const screen = second.reopenTerminal('pts/0')!;
    expect(screen.pid).toBe(terminal.pid);
    screen.input(utf8(' line\r'));
    const shown = text(await readAll(screen.output));
    expect(shown).toContain('{"kind":"signaled","signal":"SIGHUP","core":false} in the pipe /dev/pts/0 ');
    expect(shown).toContain('got half line\r\n');
    expect(await screen.exit).toEqual({ kind: 'exited', code: 0 });
    second.kernel.signal(task, 'SIGKILL');
    expect(log.at(-1)).toBe('watched');
    expect((await again.run('/bin/say')).stdout).toBe('hello world');
    second.halt();
  }
});
