import { text } from '../../../lib/bytes';
import { isSysError } from '../../../machine/errno';
import { parseSignal } from '../../../machine/signal';
import type { Sys, WaitStatus } from '../../../machine/sys';
import { interfaces } from '../../net/interfaces';
import type { Json, Reply } from '../host';
import { readToEnd } from './file-calls';
import { answering, failureOf, type Services } from './session';

/** Finds a command as execvp(3) does. */
export function findCommand(sys: Sys, name: string, env: Readonly<Record<string, string>> = sys.env): string | undefined {
  if (name.includes('/')) return name;
  for (const folder of (env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin').split(':')) {
    const path = `${folder || '.'}/${name}`;
    try {
      if (sys.stat(path).type === 'file' && sys.access(path, 'x')) return path;
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return undefined;
}

export interface ChildOptions {
  cwd?: string | null;
  env?: Readonly<Record<string, string>> | null;
  /** What each of the descriptors 0, 1, 2 is: a pipe, the own, nothing. */
  stdio?: readonly ('pipe' | 'inherit' | 'ignore')[];
  detached?: boolean;
  input?: string;
  /** After which the child is killed, where it hasn't ended. */
  timeoutMs?: number | null;
}

/** A child with its pipes' own ends. */
export interface Child {
  pid: number;
  stdin: number | undefined;
  stdout: number | undefined;
  stderr: number | undefined;
}

/** posix_spawn(3) with pipes, as an interpreter's library starts programs. */
export async function spawnChild(sys: Sys, file: string, argv: readonly string[], options: ChildOptions): Promise<Child> {
  const env = options.env ?? sys.env;
  const path = findCommand(sys, file, env);
  const stdio = options.stdio ?? ['pipe', 'pipe', 'pipe'];
  const fds = new Map<number, number>();
  const own: (number | undefined)[] = [];
  const theirs: number[] = [];
  for (let fd = 0; fd < 3; fd++) {
    const kind = stdio[fd] ?? 'pipe';
    if (kind === 'inherit') fds.set(fd, fd);
    else if (kind === 'ignore') {
      const nothing = sys.open('/dev/null', 'r+');
      fds.set(fd, nothing);
      theirs.push(nothing);
    } else {
      const [read, write] = sys.pipe();
      const [mine, child] = fd === 0 ? [write, read] : [read, write];
      sys.setCloseOnExec(mine, true);
      own[fd] = mine;
      fds.set(fd, child);
      theirs.push(child);
    }
  }
  try {
    const pid = await sys.spawn(path ?? file, argv, { env, fds, ...(options.cwd ? { cwd: options.cwd } : {}), ...(options.detached ? { newSession: true } : {}) });
    return { pid, stdin: own[0], stdout: own[1], stderr: own[2] };
  } catch (error) {
    for (const fd of own) if (fd !== undefined) sys.close(fd);
    throw error;
  } finally {
    for (const fd of theirs) sys.close(fd);
  }
}

export function endOf(status: WaitStatus): { code: number | null; signal: string | null } {
  if (status.kind === 'signaled') return { code: null, signal: status.signal };
  return { code: status.kind === 'exited' ? status.code : 0, signal: null };
}

/** The calls of an interpreter about processes and the machine. */
export function processCalls(sys: Sys, exit: (code: number) => Reply): Services['calls'] {
  return {
    exit: ([code]) => exit(Number(code)),
    abort: () => sys.abort(),
    kill: ([pid, signal]) => answering(() => sys.kill(Number(pid), signal === 0 ? 0 : (parseSignal(String(signal)) ?? 'SIGTERM'))),
    memory: () => answering(() => ({ rss: sys.processes().find((one) => one.pid === sys.pid)?.rssBytes ?? 0 })),
    setuid: ([id]) => answering(() => sys.setCredentials({ uid: Number(id), euid: Number(id) })),
    setgid: ([id]) => answering(() => sys.setCredentials({ gid: Number(id), egid: Number(id) })),
    winsize: ([fd]) => answering(() => {
      const { cols, rows } = sys.winsize(Number(fd));
      return [cols, rows];
    }),
    random: ([length]) => ({ bytes: sys.random.bytes(Number(length)) }),
    interfaces: () => answering(() => interfaces(sys).filter(({ up }) => up).map(({ name, mac, addresses }) => ({ name, mac, addresses: addresses.map(({ ip, prefix, scope }) => ({ ip, prefix, scope })) }))),
    machine: () => answering(() => {
      const { release, version, machine, nodename } = sys.uname();
      const read = (path: string): string => {
        try {
          return sys.readText(path);
        } catch (error) {
          if (isSysError(error)) return '';
          throw error;
        }
      };
      return { release, version, machine, hostname: nodename, meminfo: read('/proc/meminfo'), loadavg: read('/proc/loadavg'), uptime: read('/proc/uptime'), cpuinfo: read('/proc/cpuinfo'), passwd: read('/etc/passwd'), fib: read('/proc/net/fib_trie') };
    }),
    sleep: async ([ms]) => {
      await sleepFor(sys, Number(ms));
      return { value: null };
    },
    spawnSync: async ([file, argv, options]) => {
      const given = options as unknown as ChildOptions;
      try {
        const child = await spawnChild(sys, String(file), argv as string[], given);
        const outputs: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
        let reading = 0;
        const done = new Promise<void>((resolve) => {
          ([child.stdout, child.stderr] as const).forEach((fd, index) => {
            if (fd === undefined) return;
            reading++;
            sys.thread(async () => {
              outputs[index as 0] = await readToEnd(sys, fd);
              sys.close(fd);
              if (--reading === 0) resolve();
            });
          });
          if (reading === 0) resolve();
        });
        if (child.stdin !== undefined) {
          if (given.input) await sys.write(child.stdin, given.input);
          sys.close(child.stdin);
        }
        let [over, timedOut] = [false, false];
        const { timeoutMs } = given;
        if (typeof timeoutMs === 'number') {
          sys.thread(async () => {
            await sleepFor(sys, timeoutMs);
            if (over) return;
            timedOut = true;
            sys.kill(child.pid, 'SIGKILL');
          });
        }
        const ended = await sys.wait({ pid: child.pid });
        over = true;
        await done;
        return { value: { pid: child.pid, ...endOf(ended!.status), stdout: text(outputs[0]), stderr: text(outputs[1]), timedOut } };
      } catch (error) {
        return failureOf(error);
      }
    },
  } satisfies Record<string, (args: readonly Json[], bytes: Uint8Array | undefined) => Reply | Promise<Reply>>;
}

/** Sleeps all of the time, whatever signals are handled meanwhile. */
export async function sleepFor(sys: Sys, ms: number): Promise<void> {
  const until = sys.now() + ms;
  while (sys.now() < until) {
    try {
      await sys.sleep(until - sys.now());
    } catch (error) {
      if (!isSysError(error, 'EINTR')) throw error;
    }
  }
}
