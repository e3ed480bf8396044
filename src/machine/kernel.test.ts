import { expect, test } from 'vitest';
import { text, utf8 } from '../lib/bytes';
import type { WaitStatus } from './sys';
import { ROOT, userCredentials } from './process/capabilities';
import { makeTestMachine } from './testing';
import { MemoryFs } from './vfs/memory-fs';
import { OverlayFs } from './vfs/overlay-fs';

test('a container as dockerd and runc make it: own root, terminal, hostname, pids; a second process joins', async () => {
  const { run } = await makeTestMachine({
    files: { '/vol/data': 'from host' },
    programs: {
      sh: async (sys) => {
        await sys.write(1, `${sys.ttyname(0)} ${sys.hostname()} ${sys.pid} ${sys.readdir('/').map((e) => e.name).join()} ${sys.readText('/mnt/data')} ${sys.readText('/proc/self/cgroup')}`);
        const line = text(await sys.read(0));
        await sys.write(1, `<${line.trim()}> ${sys.winsize(1).cols}\n`);
        await sys.sleep(50);
        return 4;
      },
      ps: async (sys) => {
        await sys.write(1, `${sys.processes().map((p) => `${p.pid}:${p.ppid}:${p.comm}:${p.tty ?? '?'}`).join(' ')}\n`);
        return 0;
      },
      dockerd: async (sys) => {
        const kernel = sys.kernel();
        const image = new MemoryFs({ dev: kernel.newDevice(), now: () => 0 });
        for (const name of ['bin', 'dev', 'proc', 'mnt']) image.create(image.root, name, { type: 'dir', mode: 0o755, uid: 0, gid: 0 });
        for (const name of ['sh', 'ps']) {
          image.create(image.lookup(image.root, 'bin')!, name, { type: 'file', mode: 0o755, uid: 0, gid: 0, content: sys.readContent(`/bin/${name}`) });
        }
        const upper = new MemoryFs({ dev: kernel.newDevice(), now: () => sys.now() });
        const overlay = new OverlayFs(image, upper, { dev: kernel.newDevice() });
        const cgroup = kernel.createCgroup('/docker/c1');
        const pid = kernel.createPidNamespace();
        const net = kernel.createNetNamespace();
        const view = { pid, net, cgroup };
        const fsOf = (type: 'tmpfs' | 'devpts' | 'proc'): { kind: 'fs'; fs: ReturnType<typeof kernel.makeFs>; name: string } => ({ kind: 'fs', fs: kernel.makeFs(type, view), name: type });
        const mnt = kernel.createMountNamespace({ fs: overlay, source: 'overlay' }, [
          { target: '/proc', source: fsOf('proc') },
          { target: '/dev', source: fsOf('tmpfs') },
          { target: '/dev/pts', source: fsOf('devpts'), createTarget: true },
          { target: '/mnt', source: { kind: 'bind', path: '/vol' }, readOnly: true },
        ]);
        const namespaces = { mnt, pid, net, uts: kernel.createUtsNamespace('c1'), ipc: kernel.createIpcNamespace() };
        const [master, slave] = sys.openpty({ rows: 24, cols: 80 });
        const common = { env: { PATH: '/usr/bin:/bin' }, cwd: '/', credentials: ROOT, namespaces, cgroup };
        let ended: WaitStatus | undefined;
        const task = await kernel.startTask({ ...common, argv: ['sh'], fds: new Map([[0, slave], [1, slave], [2, slave]]), controllingTty: 0, onExit: (status) => (ended = status) });
        sys.close(slave);
        await sys.write(1, await sys.read(master));
        kernel.resizeTty(master, { rows: 24, cols: 120 });
        await sys.write(master, utf8('typed\r'));
        await sys.sleep(1);
        await sys.write(1, await sys.read(master));
        await kernel.startTask({ ...common, argv: ['ps'], fds: new Map([[1, 1]]), onExit: () => undefined });
        for (const argv of [['bash'], ['/bin'], ['sh']]) {
          const credentials = argv[0] === 'sh' ? userCredentials(5, 5) : ROOT;
          const cwd = argv[0] === 'sh' ? '/nowhere' : '/';
          const code = await kernel.startTask({ ...common, argv, cwd, credentials, fds: new Map(), onExit: () => undefined }).catch((error: { code: string }) => error.code);
          await sys.write(1, `${code}\n`);
        }
        while (!ended) await sys.sleep(10);
        await sys.write(1, `${JSON.stringify(ended)} ${(await sys.read(master)).length} ${kernel.watchTask(task, () => undefined)} ${upper.lookup(upper.root, 'mnt') === undefined}\n`);
        return 0;
      },
    },
  });
  expect(await run('/bin/dockerd')).toMatchObject({
    stdout: [
      '/dev/pts/0 c1 1 bin,dev,proc,mnt from host 0::/', 'typed', '<typed> 120', '1:0:sh:pts/0 2:0:ps:?', 'ENOENT', 'EACCES', 'ENOENT',
      '{"kind":"exited","code":4} 0 false true', '',
    ].join('\n').replace('0::/\n', '0::/\r\n').replace('typed\n', 'typed\r\n').replace('120\n', '120\r\n'),
    stderr: '', status: 0,
  });
});

test('the door is for root', async () => {
  const { run } = await makeTestMachine({ programs: { main: async (sys) => { sys.kernel(); return 0; } } });
  expect(await run('/bin/main', ['main'], { credentials: userCredentials(1000, 1000) })).toMatchObject({ status: 70, stderr: 'main: dockyard internal error: EPERM: Operation not permitted\n' });
});
