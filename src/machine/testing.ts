import { utf8, text } from '../lib/bytes';
import { SimulatedClock } from '../lib/clock';
import { contentOf } from '../lib/content';
import { executable } from '../lib/executable';
import { Random } from '../lib/random';
import { readAll } from '../lib/stream';
import { createMachine } from './machine';
import type { Machine } from './machine-types';
import { ROOT } from './process/capabilities';
import type { Program } from './program';
import { SIGNALS } from './signal';
import type { Credentials, WaitStatus } from './sys';
import { MemoryFs } from './vfs/memory-fs';

export interface TestMachineOptions {
  /** Files by absolute path: their content, or what is given of it. Directories come by themselves. */
  files?: Readonly<Record<string, string | Uint8Array | { content?: string | Uint8Array; mode?: number; uid?: number; gid?: number; link?: string }>>;
  /** Programs by name: each is installed as /bin/<name>, unless the name is a path. */
  programs?: Readonly<Record<string, Program | Program['main']>>;
  seed?: number;
  hostname?: string;
  epochMs?: number;
  /** Begins in this state (a Machine's snapshot) instead; `files` are not looked at. */
  restore?: unknown;
}

export interface RunOptions {
  stdin?: string | Uint8Array;
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  credentials?: Credentials;
}

export interface RunResult {
  stdout: string;
  stderr: string;
  /** The exit status as a shell gives it: 128 + n for a signal. */
  status: number;
  ended: WaitStatus;
}

export interface TestMachine {
  machine: Machine;
  clock: SimulatedClock;
  root: MemoryFs;
  /** Puts a file into the root file system. */
  write(path: string, content: string | Uint8Array, mode?: number): void;
  read(path: string): string;
  run(path: string, argv?: readonly string[], options?: RunOptions): Promise<RunResult>;
}

const SIGNALED = 128;
const ENV = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', TERM: 'xterm', USER: 'root' };

/** The least that pid 1 has to do: adopt and reap. */
const init: Program = {
  async main(sys) {
    sys.resumable(() => undefined);
    sys.onSignal('SIGCHLD', 'ignore');
    for (;;) await sys.pause();
  },
};

/**
 * A small machine at fast pace for tests: root file system, /dev, /proc, /sys and /tmp, an init, and the programs
 * given.
 */
export async function makeTestMachine(options: TestMachineOptions = {}): Promise<TestMachine> {
  const clock = new SimulatedClock(options.epochMs ?? 1_760_000_000_000, 'fast');
  const random = new Random(options.seed ?? 1);
  const root = new MemoryFs({ dev: 2049, now: () => clock.now() });
  const programs = new Map<string, Program>([['test-init', init]]);
  for (const folder of ['/bin', '/sbin', '/dev', '/proc', '/sys', '/tmp', '/etc', '/root', '/home', '/var', '/run', '/usr/bin', '/usr/sbin']) makeFolders(root, folder);
  root.setattr(find(root, '/tmp'), { mode: 0o1777 });
  root.setattr(find(root, '/root'), { mode: 0o700 });
  const files: TestMachineOptions['files'] = {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000::/home/user:/bin/sh\n',
    '/etc/group': 'root:x:0:\ntty:x:5:\nuser:x:1000:\n',
    '/etc/hostname': `${options.hostname ?? 'test'}\n`,
    '/etc/hosts': `127.0.0.1\tlocalhost\n127.0.1.1\t${options.hostname ?? 'test'}\n`,
    '/etc/resolv.conf': 'nameserver 10.0.2.3\n',
    ...options.files,
  };
  for (const [path, file] of Object.entries(files)) {
    const given = typeof file === 'string' || file instanceof Uint8Array ? { content: file } : file;
    const { dir, name } = makeFolders(root, path, true);
    const owner = { uid: given.uid ?? 0, gid: given.gid ?? 0 };
    if (given.link !== undefined) root.create(dir, name, { type: 'symlink', mode: 0o777, target: given.link, ...owner });
    else root.create(dir, name, { type: 'file', mode: given.mode ?? 0o644, content: contentOf(bytesOf(given.content ?? '')), ...owner });
  }
  install(root, '/sbin/init', 'test-init');
  for (const [name, program] of Object.entries(options.programs ?? {})) {
    programs.set(name, typeof program === 'function' ? { main: program } : program);
    install(root, name.startsWith('/') ? name : `/bin/${name}`, name);
  }
  const machine = createMachine({
    clock, random, root, hostname: options.hostname ?? 'test',
    programs: (name) => {
      const program = programs.get(name);
      return program && Promise.resolve(program);
    },
  });
  if (options.restore === undefined) await boot(machine);
  else await machine.restore(options.restore);
  const disk = (): MemoryFs => machine.root as MemoryFs;
  return {
    machine,
    clock,
    get root() {
      return disk();
    },
    write: (path, content, mode = 0o644) => {
      const { dir, name } = makeFolders(disk(), path, true);
      if (disk().lookup(dir, name) !== undefined) disk().unlink(dir, name);
      disk().create(dir, name, { type: 'file', mode, uid: 0, gid: 0, content: contentOf(bytesOf(content)) });
    },
    read: (path) => {
      const ino = find(disk(), path);
      return text(disk().read(ino, 0, disk().getattr(ino).size));
    },
    run: (path, argv, run) => runProgram(machine, path, argv, run),
  };
}

/** Mounts the kernel's file systems and starts init. */
async function boot(machine: Machine): Promise<void> {
  const { kernel } = machine;
  const view = { ...kernel.host, cgroup: kernel.cgroup('/')! };
  for (const [target, type] of [['/dev', 'devtmpfs'], ['/dev/pts', 'devpts'], ['/proc', 'proc'], ['/sys', 'sysfs']] as const) {
    kernel.addMount(kernel.host.mnt, { target, source: { kind: 'fs', fs: kernel.makeFs(type, view), name: type }, options: 'rw,nosuid,relatime' });
  }
  await machine.start({ path: '/sbin/init', argv: ['init'], env: ENV, cwd: '/', credentials: ROOT });
}

async function runProgram(machine: Machine, path: string, argv: readonly string[] = [path], options: RunOptions = {}): Promise<RunResult> {
  const proc = await machine.start({ path, argv, env: options.env ?? ENV, cwd: options.cwd ?? '/', credentials: options.credentials ?? ROOT });
  // A program that doesn't read its input isn't disturbed by it.
  void proc.stdin.write(bytesOf(options.stdin ?? '')).then(() => proc.stdin.end(), () => undefined);
  const [stdout, stderr, ended] = await Promise.all([readAll(proc.stdout), readAll(proc.stderr), proc.exit]);
  const status = ended.kind === 'exited' ? ended.code : ended.kind === 'signaled' ? SIGNALED + SIGNALS[ended.signal] : -1;
  return { stdout: text(stdout), stderr: text(stderr), status, ended };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? utf8(content) : content;
}

function install(root: MemoryFs, path: string, program: string): void {
  const { dir, name } = makeFolders(root, path, true);
  root.create(dir, name, { type: 'file', mode: 0o755, uid: 0, gid: 0, content: executable(program, 20_000) });
}

/** Makes the directories of a path: all of it, or all but its last name. */
function makeFolders(root: MemoryFs, path: string, butLast = false): { dir: number; name: string } {
  const names = path.split('/').filter((name) => name !== '');
  const last = butLast ? names.pop()! : '';
  let dir = root.root;
  for (const name of names) dir = root.lookup(dir, name) ?? root.create(dir, name, { type: 'dir', mode: 0o755, uid: 0, gid: 0 });
  return { dir, name: last };
}

function find(root: MemoryFs, path: string): number {
  let ino = root.root;
  for (const name of path.split('/')) {
    if (name === '') continue;
    const next = root.lookup(ino, name);
    if (next === undefined) throw new Error(`no ${path} in the test machine`);
    ino = next;
  }
  return ino;
}
