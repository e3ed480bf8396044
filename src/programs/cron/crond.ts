import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import type { Applet } from '../applet';
import { busyboxRelease } from '../busybox/banner';
import { parseOptions } from '../options';
import { Accounts } from '../system/accounts';
import { busyboxTables, runTables, spoolTables, startShell, type OwnedJob } from './runner';
import { parseTable } from './table';

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
