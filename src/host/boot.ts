import { SimulatedClock } from '../lib/clock';
import { Random } from '../lib/random';
import type { Transport } from '../api/transport';
import { DialError } from '../api/transport';
import { isSysError } from '../machine/errno';
import { createMachine } from '../machine/machine';
import type { Machine, Terminal } from '../machine/machine-types';
import { unix } from '../machine/net/types';
import type { Credentials } from '../machine/sys';
import type { WindowSize } from '../machine/tty/types';
import { MemoryFs } from '../machine/vfs/memory-fs';
import { LEARNER, ROOT } from './accounts';
import { makeInternet, type Internet } from './hub';
import { makeProgramLoader, type DockerWiring } from './programs';
import { fillRoot } from './root-fs';
import { writeServices } from './services';
import { TreeWriter } from './tree';

/** 2026-11-21 09:00:00 UTC: where a machine's time begins unless it is told otherwise. */
export const EPOCH_MS = 1_795_251_600_000;

export interface HostOptions extends DockerWiring {
  seed?: number;
  /** `'fast'` for scripts and tests, 1 for real time. */
  pace?: number | 'fast';
  epochMs?: number;
  /** Time stands, from before anything runs, until `clock.start()`; asked for together with `state`. */
  paused?: boolean;
  hostname?: string;
  /** A snapshot to go on from instead of booting. */
  state?: unknown;
}

/** Who a session belongs to. */
export interface Account {
  name: string;
  home: string;
  credentials: Credentials;
}

export const LEARNER_ACCOUNT: Account = { name: 'learner', home: '/home/learner', credentials: LEARNER };
export const ROOT_ACCOUNT: Account = { name: 'root', home: '/root', credentials: ROOT };

/** The learner's machine, booted: what a page, a terminal or a test holds. */
export interface Host {
  readonly machine: Machine;
  readonly clock: SimulatedClock;
  readonly internet: Internet;
  /** A login shell on a terminal of its own. */
  openTerminal(size: WindowSize, account?: Account): Promise<Terminal>;
  /** The engine's API, dialled from outside as root. */
  readonly transport: Transport;
  /** The whole machine as plain data; the counterpart of `HostOptions.state`. */
  snapshot(): Promise<HostState>;
}

interface HostState {
  format: 1;
  machine: unknown;
  internet: unknown;
}

const SOCKET = '/run/docker.sock';

/** The environment of a login on the learner's machine. */
export function loginEnvironment(account: Account): Record<string, string> {
  const path = account.credentials.uid === 0 ? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' : '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games:/usr/sbin:/sbin';
  return { HOME: account.home, USER: account.name, LOGNAME: account.name, SHELL: '/bin/bash', PATH: path, LANG: 'C.UTF-8', MAIL: `/var/mail/${account.name}`, PWD: account.home };
}

/** Puts the learner's machine together and boots it (or goes on from a snapshot). */
export async function bootHost(options: HostOptions = {}): Promise<Host> {
  const clock = new SimulatedClock(options.epochMs ?? EPOCH_MS, options.pace ?? 'fast');
  if (options.paused) clock.stop();
  const random = new Random(options.seed ?? 1);
  const hostname = options.hostname ?? 'dockyard';
  const root = new MemoryFs({ type: 'ext4', dev: 0xfe01, now: () => clock.now() });
  const saved = options.state as HostState | undefined;
  if (!saved) {
    fillRoot(root, hostname);
    writeServices(new TreeWriter(root), { ssh: true });
  }
  const internet = makeInternet(clock, saved?.internet);
  const machine = createMachine({ clock, random, programs: makeProgramLoader(options), root, hostname });
  for (const site of internet.hosts) machine.kernel.addInternetHost(site);
  if (saved) await machine.restore(saved.machine);
  else await machine.start({ path: '/usr/sbin/init', argv: ['/sbin/init'], env: { PATH: '/usr/sbin:/usr/bin', LANG: 'C.UTF-8' }, cwd: '/', credentials: ROOT });

  return {
    machine,
    clock,
    internet,
    openTerminal: (size, account = LEARNER_ACCOUNT) =>
      machine.openTerminal({
        path: '/bin/bash',
        argv: ['-bash'],
        env: { ...loginEnvironment(account), TERM: 'xterm-256color' },
        cwd: account.home,
        credentials: account.credentials,
        size,
      }),
    transport: {
      host: 'unix:///var/run/docker.sock',
      async dial() {
        try {
          return await machine.dial(unix(SOCKET), { credentials: ROOT });
        } catch (error) {
          if (isSysError(error, 'ENOENT') || isSysError(error, 'ECONNREFUSED') || isSysError(error, 'EACCES')) throw new DialError(error.code as 'ENOENT', error.message);
          throw error;
        }
      },
    },
    snapshot: async () => ({ format: 1, machine: await machine.snapshot(), internet: internet.save() }),
  };
}
