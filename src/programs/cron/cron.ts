import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { Accounts } from '../system/accounts';
import { runTables, spoolTables, startShell, type OwnedJob } from './runner';
import { parseTable } from './table';

const SPOOL = '/var/spool/cron/crontabs';

/** A system table that cron takes: root's own, not for others to write, with a newline at its end (cron(8), Debian). */
function systemTable(sys: Sys, path: string): OwnedJob[] {
  if (!sys.access(path, 'r')) return [];
  const { uid, mode, type } = sys.stat(path);
  const text = type === 'file' ? sys.readText(path) : '';
  if (uid !== 0 || (mode & 0o022) !== 0 || !text.endsWith('\n')) return [];
  const { jobs, faults } = parseTable(text, true);
  // One bad line, and cron takes nothing of the table.
  return faults.length > 0 ? [] : jobs.map((job) => ({ job, user: job.user! }));
}

/**
 * cron(8) of Debian (Vixie cron 3.0): jobs have an environment of their own and not the container's; what they print is mail,
 * which goes nowhere where no mailer is installed. The log goes to syslog, which containers don't have.
 */
async function serve(sys: Sys): Promise<never> {
  sys.writeFile('/var/run/crond.pid', `${sys.pid}\n`, 0o644);
  return runTables(sys, {
    tables: async () => [
      ...systemTable(sys, '/etc/crontab'),
      ...(sys.access('/etc/cron.d', 'r') ? sys.readdir('/etc/cron.d') : []).filter(({ name }) => /^[\w-]+$/.test(name)).flatMap(({ name }) => systemTable(sys, `/etc/cron.d/${name}`)),
      ...spoolTables(sys, SPOOL).flatMap(({ user, text }) => parseTable(text, false).jobs.map((job) => ({ job, user: user.name }))),
    ],
    async start({ job, user }) {
      const account = new Accounts(sys).user(user);
      if (!account) return;
      const shell = job.environment['SHELL'] ?? '/bin/sh';
      // The first bare % ends the command; what follows is its input, a line for each further one.
      const [command = '', ...input] = job.command.split(/(?<!\\)%/).map((part) => part.replaceAll('\\%', '%'));
      const nothing = sys.open('/dev/null', 'r+');
      const fds = new Map([[0, nothing], [1, nothing], [2, nothing]]);
      let feed: [number, number] | undefined;
      if (input.length > 0) {
        feed = sys.pipe();
        fds.set(0, feed[0]);
      }
      try {
        await startShell(sys, user, shell, command, { PATH: '/usr/bin:/bin', ...job.environment, SHELL: shell, HOME: job.environment['HOME'] ?? account.home, LOGNAME: user }, fds);
        if (feed) await sys.write(feed[1], `${input.join('\n')}\n`);
      } catch (error) {
        if (!isSysError(error)) throw error;
      } finally {
        for (const fd of [nothing, ...(feed ?? [])]) sys.close(fd);
      }
    },
  });
}

export const cron: Program = {
  async main(sys) {
    const args = sys.argv.slice(1);
    let stays = false;
    for (let i = 0; i < args.length; i++) {
      if (args[i] === '-f') stays = true;
      else if (args[i] === '-l' || /^-[Ll]./.test(args[i]!)) continue;
      else if (args[i] === '-L') i++;
      else {
        await sys.write(2, `cron: invalid option -- '${args[i]!.replace(/^-*/, '').charAt(0)}'\nusage: cron\n`);
        return 1;
      }
    }
    if (sys.credentials.euid !== 0) {
      await sys.write(2, "cron: can't open or create /var/run/crond.pid: Permission denied\n");
      return 1;
    }
    const running = sys.access('/var/run/crond.pid', 'r') ? Number(sys.readText('/var/run/crond.pid')) : 0;
    if (sys.resumed === undefined && sys.processes().some((info) => info.pid === running && info.pid !== sys.pid && info.comm === 'cron')) {
      await sys.write(2, `cron: can't lock /var/run/crond.pid, otherpid may be ${running}: Resource temporarily unavailable\n`);
      return 1;
    }
    if (stays || sys.resumed !== undefined) return serve(sys);
    sys.fork(async (own) => {
      const nothing = own.open('/dev/null', 'r+');
      for (const fd of [0, 1, 2]) own.dup2(nothing, fd);
      return serve(own);
    }, { newSession: true });
    return 0;
  },
};
