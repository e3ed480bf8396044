import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import type { Applet, Io } from '../applet';
import { busyboxRelease } from '../busybox/banner';
import { parseOptions } from '../options';
import { Accounts } from '../system/accounts';
import { runTables, spoolTables, startShell, type OwnedJob } from './runner';
import { parseTable } from './table';

/** Alpine's tables lie in /etc/crontabs, to which the spool folder is a link; elsewhere in the spool itself. */
export function busyboxTables(sys: Sys): string {
  return sys.access('/etc/crontabs', '') ? '/etc/crontabs' : '/var/spool/cron/crontabs';
}

/**
 * crond of BusyBox (miscutils/crond.c): its log goes to syslog, which containers don't have, unless -d or -L says otherwise;
 * what jobs print goes where crond's own output goes, and they have crond's environment.
 */
export const crond: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'fbSl:d:L:c:' });
  const { sys } = io;
  const folder = options.get('c') ?? busyboxTables(sys);
  const level = Number(options.get('d') ?? options.get('l') ?? 8);
  const file = options.get('L');
  const log = async (at: number, message: string): Promise<void> => {
    if (at < level || (!options.has('d') && file === undefined)) return;
    if (file === undefined) return sys.write(2, `crond: ${message}\n`);
    const fd = sys.open(file, 'a', 0o666);
    await sys.write(fd, `crond: ${message}\n`);
    sys.close(fd);
  };
  await io.flush();
  if (!sys.access(folder, 'x')) {
    await io.err(`crond: can't change directory to '${folder}': No such file or directory`);
    return 1;
  }
  const work = (own: Sys): Promise<never> => serve(own, folder, log);
  if (sys.resumed !== undefined) return work(sys);
  if (options.has('f')) {
    await log(8, `crond (busybox ${busyboxRelease(sys).replace(/ .*/, '')}) started, log level ${level}`);
    return work(sys);
  }
  sys.fork(async (own) => {
    const nothing = own.open('/dev/null', 'r+');
    for (const fd of [0, 1, 2]) own.dup2(nothing, fd);
    return work(own);
  }, { newSession: true });
  return 0;
};

async function serve(sys: Sys, folder: string, log: (level: number, message: string) => Promise<void>): Promise<never> {
  const told = new Set<string>();
  return runTables(sys, {
    async tables() {
      const all: OwnedJob[] = [];
      for (const { user, text } of spoolTables(sys, folder)) {
        const { jobs, faults } = parseTable(text, false);
        for (const fault of faults) {
          const line = text.split('\n')[fault.line]!;
          if (!told.has(line)) await log(9, `user ${user.name}: parse error at ${line.trim().split(/\s+/)[0]}`);
          told.add(line);
        }
        all.push(...jobs.map((job) => ({ job, user: user.name })));
      }
      return all;
    },
    async start({ job, user }) {
      const account = new Accounts(sys).user(user)!;
      const shell = job.environment['SHELL'] ?? '/bin/sh';
      try {
        const pid = await startShell(sys, user, shell, job.command, { ...sys.env, USER: user, LOGNAME: user, HOME: account.home, SHELL: shell }, 'inherit');
        await log(8, `USER ${user} pid ${String(pid).padStart(3)} cmd ${job.command}`);
      } catch (error) {
        if (!isSysError(error)) throw error;
        await log(10, `can't execute '${shell}' for user ${user}`);
      }
    },
  });
}

/** crontab of BusyBox: no headings, no checks. */
export const busyboxCrontab = async (io: Io): Promise<number> => {
  const options = await parseOptions(io, { short: 'c:u:leir' });
  const { sys } = io;
  const name = options.get('u') ?? new Accounts(sys).users.find((user) => user.uid === sys.credentials.uid)?.name ?? 'root';
  const folder = options.get('c') ?? busyboxTables(sys);
  const path = `${folder}/${name}`;
  if (options.has('l')) {
    if (!sys.access(path, 'r')) {
      await io.err(`crontab: can't open '${name}': No such file or directory`);
      return 1;
    }
    await io.out(sys.readText(path));
    return 0;
  }
  if (options.has('r')) {
    if (sys.access(path, '')) sys.unlink(path);
    return 0;
  }
  if (options.has('e')) return editTable(io, path, path, 'vi');
  const source = options.rest[0];
  if (source === undefined) {
    await io.err('dockyard: crontab from the terminal is not simulated');
    return 1;
  }
  const text = source === '-' ? await readAllText(io) : sys.access(source, 'r') ? sys.readText(source) : undefined;
  if (text === undefined) {
    await io.err(`crontab: can't open '${source}': No such file or directory`);
    return 1;
  }
  sys.writeFile(path, text, 0o600);
  return 0;
};

export async function readAllText(io: Io): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (let part = await io.sys.read(0); part.length > 0; part = await io.sys.read(0)) text += decoder.decode(part, { stream: true });
  return text;
}

/** Opens a table in the editor that the environment names. */
export async function editTable(io: Io, path: string, copy: string, fallback: string): Promise<number> {
  const { sys } = io;
  if (!sys.access(copy, '')) sys.writeFile(copy, sys.access(path, 'r') ? sys.readText(path) : '', 0o600);
  const editor = sys.env['VISUAL'] ?? sys.env['EDITOR'] ?? fallback;
  await io.flush();
  const pid = await sys.spawn('/bin/sh', ['/bin/sh', '-c', `${editor} ${copy}`], { env: sys.env });
  const ended = await sys.wait({ pid });
  return ended?.status.kind === 'exited' ? ended.status.code : 1;
}
