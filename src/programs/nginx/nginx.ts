import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { helpText, readArguments, type Arguments } from './arguments';
import { all } from './config';
import { StartLog } from './console';
import { errorLogs } from './error-log';
import { confPath, load, type Loaded } from './load';
import { makeTempFolders, openLogs } from './logs';
import { Master, pidPath, type MasterState } from './master';
import { ConfigError, LateConfigError } from './tokens';
import { buildOf, versionText } from './version';
import { worker, type WorkerState } from './worker';

/** What the terminal is told of a configuration that can be used, though not as it stands. */
async function warn(sys: Sys, loaded: Loaded, start: StartLog): Promise<void> {
  for (const message of loaded.warnings) await start.tell('warn', message);
  const [user] = all(loaded.site.main, 'user');
  if (user && sys.credentials.euid !== 0) await start.tell('warn', `the "user" directive makes sense only if the master process runs with super-user privileges, ignored in ${user.file}:${user.line}`);
}

function writePid(sys: Sys, path: string, pid: number): void {
  try {
    sys.writeFile(path, `${pid}\n`);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new ConfigError(`open() "${path}" failed (${error.errno}: ${error.message})`);
  }
}

async function test(sys: Sys, args: Arguments, loaded: Loaded): Promise<number> {
  const conf = confPath(sys, args);
  if (!args.quiet) await sys.write(2, `nginx: the configuration file ${conf} syntax is ok\n`);
  makeTempFolders(sys, loaded.site);
  openLogs(sys, loaded.site);
  const pid = pidPath(loaded.site);
  if (!sys.access(pid, 'w')) {
    writePid(sys, pid, sys.pid);
    sys.writeFile(pid, '');
  }
  if (!args.quiet) await sys.write(2, `nginx: configuration file ${conf} test is successful\n`);
  if (args.dump) for (const { path, text } of loaded.sources) await sys.write(1, `# configuration file ${path}:\n${text}\n`);
  return 0;
}

/** nginx(8): static files, locations, redirects, proxying and balancing, access rules, logs, -t, -T, -s, -g. */
export const nginx: Program = {
  async main(sys) {
    const args = readArguments(sys.argv.slice(1));
    if (typeof args === 'string') {
      await sys.write(2, `nginx: ${args}\n`);
      return 1;
    }
    const build = buildOf(sys);
    if (args.version !== undefined) {
      await sys.write(2, versionText(sys, args.version === 'long') + (args.help ? helpText(build.prefix) : ''));
      return 0;
    }
    const resumed = sys.resumed as MasterState | WorkerState | undefined;
    const start = new StartLog(sys, args.errorLog ?? build.errorLog);
    let master: Master;
    try {
      const loaded = await load(sys, args, resumed && new Map(resumed.addresses));
      if (resumed && 'ports' in resumed) {
        for (const [path, fd] of resumed.logs) loaded.site.logs.set(path, fd);
        return await worker(sys, loaded.site, resumed.ports);
      }
      if (resumed) for (const [path, fd] of resumed.logs) loaded.site.logs.set(path, fd);
      else await warn(sys, loaded, start);
      if (args.test) return await test(sys, args, loaded);
      if (args.signal !== undefined) return await signalMaster(sys, args.signal, loaded, start);
      master = new Master(sys, args, loaded, new Map(resumed?.listeners ?? []));
      if (!resumed) await master.open((message) => start.tell('emerg', message));
      if (!resumed && !master.isDaemon) writePid(sys, pidPath(master.site), sys.pid);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      if (args.test && !args.quiet && error instanceof LateConfigError) await sys.write(2, `nginx: the configuration file ${confPath(sys, args)} syntax is ok\n`);
      await start.tell('emerg', error.message);
      if (args.test) await sys.write(2, `nginx: configuration file ${confPath(sys, args)} test failed\n`);
      return 1;
    }
    if (!master.isDaemon || resumed) return master.run();
    sys.fork(
      async (child) => {
        detach(child, master);
        writePid(child, pidPath(master.site), child.pid);
        return new Master(child, args, master.loaded, new Map(master.listeners)).run();
      },
      { newSession: true },
    );
    return 0;
  },
};

/** ngx_daemon and ngx_log_redirect_stderr: nothing is read or printed any more, and errors go to the log. */
function detach(sys: Sys, { site }: Master): void {
  const nothing = sys.open('/dev/null', 'r+');
  sys.dup2(nothing, 0);
  sys.dup2(nothing, 1);
  const log = site.logs.get(errorLogs([site.main], site.build, 'emerg')[0] ?? '');
  if (log !== undefined) sys.dup2(log, 2);
}

const SIGNALS = { stop: 'SIGTERM', quit: 'SIGQUIT', reload: 'SIGHUP', reopen: 'SIGUSR1' } as const;

/** `nginx -s SIGNAL`: to the master whose pid is in the pid file. */
async function signalMaster(sys: Sys, signal: string, loaded: Loaded, start: StartLog): Promise<number> {
  await start.tell('notice', 'signal process started');
  const path = pidPath(loaded.site);
  let text: string;
  try {
    text = sys.readText(path).trim();
  } catch (error) {
    if (!isSysError(error)) throw error;
    await start.tell('error', `open() "${path}" failed (${error.errno}: ${error.message})`);
    return 1;
  }
  if (!/^\d+$/.test(text)) {
    await start.tell('error', `invalid PID number "${text}" in "${path}"`);
    return 1;
  }
  const name = SIGNALS[signal as keyof typeof SIGNALS];
  try {
    sys.kill(Number(text), name);
    return 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    await start.tell('alert', `kill(${text}, ${{ SIGTERM: 15, SIGQUIT: 3, SIGHUP: 1, SIGUSR1: 10 }[name]}) failed (${error.errno}: ${error.message})`);
    return 1;
  }
}
