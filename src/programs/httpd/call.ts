import type { Sys } from '../../machine/sys';
import type { Apache } from './site';

/** What httpd(8) was called for. */
export interface Call {
  action: 'start' | 'stop' | 'restart' | 'graceful' | 'graceful-stop' | 'test' | 'version' | 'modules' | 'unsimulated';
  option: string;
  program: string;
  conf: string;
  root: string;
  foreground: boolean;
  defines: string[];
  version: string;
  /** The system in brackets after the version. */
  system: string;
  /** Modules that need no LoadModule. */
  builtIn: readonly string[];
  commandLine: string;
}

const read = (sys: Sys, path: string): string => (sys.access(path, 'r') ? sys.readText(path) : '');

const OFFICIAL = ['core', 'so', 'http'];
const DEBIAN = ['core', 'so', 'watchdog', 'http', 'log_config', 'logio', 'version', 'unixd'];

/** Reads the options; a string is the error. */
export function readCall(sys: Sys): Call | string {
  const [path = 'httpd', ...args] = sys.argv;
  const program = path.slice(path.lastIndexOf('/') + 1);
  const isDebian = program === 'apache2';
  const root = sys.env['HTTPD_PREFIX'] ?? (isDebian ? '/etc/apache2' : '/usr/local/apache2');
  const packaged = /(?:^|\n)Package: apache2\n(?:[^\n]+\n)*?Version: ([\d.]+)/.exec(read(sys, '/var/lib/dpkg/status'))?.[1];
  const call: Call = {
    action: 'start', option: '', program, conf: `${root}/${isDebian ? 'apache2.conf' : 'conf/httpd.conf'}`, root, foreground: false, defines: [], version: sys.env['HTTPD_VERSION'] ?? packaged ?? (isDebian ? '2.4.62' : '2.4.68'),
    system: isDebian ? (/^ID=ubuntu/m.test(read(sys, '/etc/os-release')) ? 'Ubuntu' : 'Debian') : 'Unix', builtIn: isDebian ? DEBIAN : OFFICIAL, commandLine: [program, ...args.flatMap((arg) => (/^-D.+/.test(arg) ? ['-D', arg.slice(2)] : [arg]))].join(' '),
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const value = (): string => (arg.length > 2 ? arg.slice(2) : (args[++i] ?? ''));
    const letter = arg[1] ?? '';
    if (!arg.startsWith('-') || !'vVtTMSlLhXDfkdEeCc'.includes(letter)) return `${path}: illegal option -- ${letter}\n`;
    if (letter === 'v') call.action = 'version';
    else if (letter === 't') call.action = 'test';
    else if (letter === 'M') call.action = 'modules';
    else if ('VSlLh'.includes(letter)) {
      call.action = 'unsimulated';
      call.option = arg;
    } else if (letter === 'X') call.foreground = true;
    else if (letter === 'D') {
      const name = value();
      if (name === 'FOREGROUND') call.foreground = true;
      else if (name === 'DUMP_MODULES') call.action = 'modules';
      else call.defines.push(name);
    } else if (letter === 'f') {
      const file = value();
      call.conf = file.startsWith('/') ? file : `${root}/${file}`;
    } else if (letter === 'd') call.root = value();
    else if (letter === 'k') {
      const what = value();
      if (!['start', 'stop', 'restart', 'graceful', 'graceful-stop'].includes(what)) return `Usage: ${path} [-D name] [-d directory] [-f file]\n`;
      call.action = what as Call['action'];
    } else if ('EeCc'.includes(letter)) value();
  }
  return call;
}

/** What `-v` prints. */
export function versionText({ version, system }: Call): string {
  return `Server version: Apache/${version} (${system})\nServer built:   ${system === 'Unix' ? 'Sep 16 2026 01:12:28' : '2025-08-12T17:58:49'}\n`;
}

/** What `-M` prints: the built-in modules, then the loaded ones. */
export function moduleList({ builtIn }: Call, { main }: Apache): string {
  const loaded = main.filter(({ name }) => name === 'loadmodule').map(({ args }) => args[0]!);
  return `Loaded Modules:\n${builtIn.map((name) => ` ${name}_module (static)\n`).join('')}${loaded.map((name) => ` ${name} (shared)\n`).join('')}`;
}
