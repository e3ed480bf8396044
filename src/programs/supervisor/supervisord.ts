import type { Program } from '../../machine/program';
import { programVersion } from '../../machine/program-version';
import type { Sys } from '../../machine/sys';
import { Accounts } from '../system/accounts';
import { ConfigError, findConfig, readConfig, type Config } from './config';
import { Supervisor } from './daemon';

/** The version of the supervisor at hand. */
export const supervisorVersion = (sys: Sys): string => programVersion(sys)?.replace(/-.*/, '') ?? '4.2.5';

/** supervisord(1). */
export const supervisord: Program = {
  async main(sys) {
    if (sys.resumed !== undefined) return Supervisor.resume(sys);
    const args = sys.argv.slice(1);
    let path: string | undefined;
    let stays = false;
    while (args.length > 0) {
      const arg = args.shift()!;
      const [, name = arg, joined] = /^(--\w+)=(.*)$/.exec(arg) ?? [];
      if (name === '-v' || name === '--version') {
        await sys.write(1, `${supervisorVersion(sys)}\n`);
        return 0;
      }
      if (name === '-c' || name === '--configuration') path = joined ?? args.shift() ?? '';
      else if (name === '-n' || name === '--nodaemon') stays = true;
      else {
        await sys.write(2, /^-[usmdleyaqijzk]|^--\w/.test(name) ? `dockyard: supervisord's option ${name} is not simulated\n` : `Error: positional arguments are not supported: ['${name}']\nFor help, use ${sys.exePath} -h\n`);
        return 2;
      }
    }
    let config: Config;
    try {
      if (path === undefined && sys.credentials.euid === 0) {
        const library = sys.access('/etc/alpine-release', '') ? '/usr/lib/python3.12/site-packages' : '/usr/lib/python3/dist-packages';
        await sys.write(2, `${library}/supervisor/options.py:474: UserWarning: Supervisord is running as root and it is searching for its configuration file in default locations (including its current working directory); you probably want to specify a "-c" argument specifying an absolute path to a configuration file for improved security.\n  self.warnings.warn(\n`);
      }
      config = readConfig(sys, path ?? findConfig(sys));
      if (!config.sections.has('supervisord')) throw new ConfigError('.ini file does not include supervisord section');
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      await sys.write(2, `Error: ${error.message}\nFor help, use ${sys.exePath} -h\n`);
      return 2;
    }
    stays ||= /^(true|yes|on|1)$/i.test(config.sections.get('supervisord')!.get('nodaemon') ?? '');
    const logFolder = (config.sections.get('supervisord')!.get('logfile') ?? '').replace(/\/[^/]*$/, '');
    if (logFolder !== '' && !sys.access(logFolder, '')) {
      await sys.write(2, `Error: The directory named as part of the path ${config.sections.get('supervisord')!.get('logfile')} does not exist in section 'supervisord' (file: '${config.path}')\nFor help, use ${sys.exePath} -h\n`);
      return 2;
    }
    const user = config.sections.get('supervisord')!.get('user');
    if (user !== undefined && sys.credentials.euid === 0 && new Accounts(sys).userOrId(user)?.uid !== 0) {
      await sys.write(2, `dockyard: supervisord as the user ${user} is not simulated\n`);
      return 1;
    }
    if (stays) return new Supervisor(sys, config, stays).run();
    sys.fork(async (own) => {
      const nothing = own.open('/dev/null', 'r+');
      for (const fd of [0, 1, 2]) own.dup2(nothing, fd);
      return new Supervisor(own, config, false).run();
    }, { newSession: true });
    return 0;
  },
};
