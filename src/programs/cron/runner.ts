import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { unlessInterrupted } from '../servers/small';
import { Accounts, type User } from '../system/accounts';
import { isDue, type Job } from './table';

/** A job and whose it is. */
export interface OwnedJob {
  job: Job;
  user: string;
}

/** How one of the crons goes about its work. */
export interface Manners {
  /** All tables as they are now: both crons see changed ones within the minute. */
  tables(): Promise<OwnedJob[]>;
  /** Starts a job; its pid, or nothing where it can't be started. */
  start(owned: OwnedJob): Promise<void>;
}

/** Alpine's tables lie in /etc/crontabs, to which the spool folder is a link; elsewhere in the spool itself. */
export function busyboxTables(sys: Sys): string {
  return sys.access('/etc/crontabs', '') ? '/etc/crontabs' : '/var/spool/cron/crontabs';
}

/** Runs what is due at the beginning of each minute, until the process is killed. */
export async function runTables(sys: Sys, manners: Manners): Promise<never> {
  // The last minute that has been looked at, which a resumed process goes on from.
  let last = typeof sys.resumed === 'number' ? sys.resumed : Math.floor(sys.now() / 60_000);
  if (sys.resumed === undefined) for (const owned of await manners.tables()) if (!owned.job.schedule) await manners.start(owned);
  sys.resumable(() => last);
  sys.onSignal('SIGCHLD', () => undefined);
  for (;;) {
    await unlessInterrupted(() => sys.sleep(Math.max(0, (last + 1) * 60_000 - sys.now())));
    await reap(sys);
    if (sys.now() < (last + 1) * 60_000) continue;
    last = Math.floor(sys.now() / 60_000);
    for (const owned of await manners.tables()) if (owned.job.schedule && isDue(owned.job.schedule, last * 60_000)) await manners.start(owned);
  }
}

async function reap(sys: Sys): Promise<void> {
  try {
    while (await sys.wait({ noHang: true })) continue;
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

/** The tables of a spool folder: a file a user, who has to be known. */
export function spoolTables(sys: Sys, folder: string): { user: User; text: string }[] {
  if (!sys.access(folder, 'r')) return [];
  const accounts = new Accounts(sys);
  return sys.readdir(folder).flatMap(({ name }) => {
    const user = accounts.user(name);
    return user && sys.stat(`${folder}/${name}`).type === 'file' ? [{ user, text: sys.readText(`${folder}/${name}`) }] : [];
  });
}

/** Starts a command by a shell as a user. Throws SysError. */
export async function startShell(sys: Sys, name: string, shell: string, command: string, env: Readonly<Record<string, string>>, fds: ReadonlyMap<number, number> | 'inherit'): Promise<number | undefined> {
  const accounts = new Accounts(sys);
  const user = accounts.user(name);
  if (!user) return undefined;
  const credentials = { uid: user.uid, gid: user.gid, euid: user.uid, egid: user.gid, groups: accounts.groupsOf(user), caps: user.uid === 0 ? sys.credentials.caps : new Set<string>() };
  return sys.spawn(shell, [shell, '-c', command], { env, fds, newSession: true, credentials, cwd: sys.access(user.home, 'x') ? user.home : '/' });
}
