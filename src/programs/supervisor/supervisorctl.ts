import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { INTERRUPT, LineInput } from '../servers/prompt';
import { ConfigError, findConfig, readConfig } from './config';
import { askSupervisor, type Answer, type Request } from './protocol';
import { supervisorVersion } from './supervisord';

const HELP = '\ndefault commands (type help <topic>):\n=====================================\nadd    exit      open  reload  restart   start   tail   \navail  fg        pid   remove  shutdown  status  update \nclear  maintail  quit  reread  signal    stop    version\n\n';
const USAGE: Readonly<Record<string, string>> = {
  start: 'start <name>\t\tStart a process\nstart <gname>:*\t\tStart all processes in a group\nstart <name> <name>\tStart multiple processes or groups\nstart all\t\tStart all processes',
  stop: 'stop <name>\t\tStop a process\nstop <gname>:*\t\tStop all processes in a group\nstop <name> <name>\tStop multiple processes or groups\nstop all\t\tStop all processes',
  restart: 'restart <name>\t\tRestart a process\nrestart <gname>:*\tRestart all processes in a group\nrestart <name> <name>\tRestart multiple processes or groups\nrestart all\t\tRestart all processes\nNote: restart does not reread config files. For that, see reread and update.',
};

/** One command line; its exit status. */
async function command(sys: Sys, socket: string, url: string, words: readonly string[]): Promise<number> {
  const [verb = '', ...names] = words;
  const say = async (text: string, status: number): Promise<number> => {
    await sys.write(1, `${text}\n`);
    return status;
  };
  const ask = async (request: Request): Promise<Answer | undefined> => {
    try {
      return await askSupervisor(sys, socket, request);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await sys.write(1, `${url} ${error.code === 'ENOENT' ? 'no such file' : 'refused connection'}\n`);
      return undefined;
    }
  };
  const run = async (request: Request): Promise<number> => {
    const answer = await ask(request);
    if (!answer) return request.verb === 'status' ? 4 : 7;
    for (const line of answer.lines) await sys.write(1, `${line}\n`);
    return answer.status;
  };
  switch (verb) {
    case 'help': case '?':
      await sys.write(1, HELP);
      return 0;
    case 'version': return (await ask({ verb: 'pid', names: [] })) ? say(supervisorVersion(sys), 0) : 7;
    case 'start': case 'stop':
      if (names.length === 0) return say(`Error: ${verb} requires a process name\n${USAGE[verb]}`, 2);
      return run({ verb, names });
    case 'restart': {
      if (names.length === 0) return say(`Error: restart requires a process name\n${USAGE['restart']}`, 2);
      const stopped = await ask({ verb: 'stop', names });
      if (!stopped) return 7;
      for (const line of stopped.lines) if (!line.endsWith('ERROR (not running)')) await sys.write(1, `${line}\n`);
      return run({ verb: 'start', names });
    }
    case 'signal': return names.length < 2 ? say('Error: signal requires a signal name and a process name', 2) : run({ verb, signal: names[0]!, names: names.slice(1) });
    case 'tail': {
      if (names[0] === '-f') return say("dockyard: supervisorctl's tail -f is not simulated", 1);
      const [name = '', stream] = names.filter((each) => !/^-\d+$/.test(each));
      return run({ verb, names: [name], stream: stream === 'stderr' ? 'stderr' : 'stdout' });
    }
    case 'status': case 'pid': case 'clear': case 'reread': case 'update': case 'avail': case 'maintail': case 'shutdown': return run({ verb, names });
    case 'add': case 'fg': case 'open': case 'reload': case 'remove': return say(`dockyard: supervisorctl's ${verb} is not simulated`, 1);
    default: return say(`*** Unknown syntax: ${words.join(' ')}`, 1);
  }
}

/** supervisorctl(1). */
export const supervisorctl: Program = {
  async main(sys) {
    const args = sys.argv.slice(1);
    let path: string | undefined;
    let url: string | undefined;
    while (args[0]?.startsWith('-')) {
      const arg = args.shift()!;
      if (arg === '-c') path = args.shift() ?? '';
      else if (arg === '-s') url = args.shift() ?? '';
    }
    try {
      const { sections } = url === undefined || path !== undefined ? readConfig(sys, path ?? findConfig(sys)) : { sections: new Map<string, Map<string, string>>() };
      if (url === undefined && !sections.has('supervisorctl')) throw new ConfigError('.ini file does not include supervisorctl section');
      url ??= sections.get('supervisorctl')?.get('serverurl') ?? 'http://localhost:9001';
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      await sys.write(2, `Error: ${error.message}\nFor help, use ${sys.exePath} -h\n`);
      return 2;
    }
    const socket = url.replace(/^unix:\/\//, '');
    if (url.startsWith('http')) {
      await sys.write(1, `${url} refused connection\n`);
      return args[0] === 'status' ? 4 : 7;
    }
    if (args.length > 0) return command(sys, socket, url, args);
    await command(sys, socket, url, ['status']);
    const input = new LineInput(sys);
    for (;;) {
      const line = await input.line('supervisor> ');
      if (line === undefined || line === INTERRUPT || ['exit', 'quit'].includes(line.trim())) return 0;
      if (line.trim() !== '') await command(sys, socket, url, line.trim().split(/\s+/));
    }
  },
};
