import type { Sys } from '../../machine/sys';

/** A file that can't be taken: the message of supervisord. */
export class ConfigError extends Error {}

export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface ProgramConfig {
  /** Of the process: `two_00`. */
  name: string;
  group: string;
  command: string;
  priority: number;
  autostart: boolean;
  autorestart: 'always' | 'unexpected' | 'never';
  startSeconds: number;
  startRetries: number;
  exitCodes: readonly number[];
  stopSignal: string;
  stopWaitSeconds: number;
  stopAsGroup: boolean;
  killAsGroup: boolean;
  user: string | undefined;
  directory: string | undefined;
  umask: number | undefined;
  environment: Readonly<Record<string, string>>;
  redirectStderr: boolean;
  stdout: string;
  stderr: string;
}

export interface Config {
  path: string;
  sections: Sections;
  programs: ProgramConfig[];
  /** Files that [include] has brought, and patterns that match none. */
  included: string[];
  unmatched: string[];
}

const FOLDERS = ['/usr/etc/supervisord.conf', '/usr/supervisord.conf', 'supervisord.conf', 'etc/supervisord.conf', '/etc/supervisord.conf', '/etc/supervisor/supervisord.conf'];

/** The file that a program without -c takes. Throws ConfigError. */
export function findConfig(sys: Sys): string {
  const found = FOLDERS.find((path) => sys.access(path, 'r'));
  if (found === undefined) throw new ConfigError(`No config file found at default paths (${FOLDERS.join(', ')}); use the -c option to specify a config file at a different path`);
  return found.startsWith('/') ? found : `${sys.cwd() === '/' ? '' : sys.cwd()}/${found}`;
}

/** Python's ConfigParser as far as these files need it: lines that are indented go on with the value before. */
function parseIni(text: string, path: string, into: Map<string, Map<string, string>>): void {
  let section: Map<string, string> | undefined;
  let last: string | undefined;
  for (const [number, raw] of text.split('\n').entries()) {
    if (/^\s*([;#]|$)/.test(raw)) continue;
    const line = raw.replace(/\s+;.*$/, '').trimEnd();
    const heading = /^\[([^\]]+)\]/.exec(line);
    if (heading) {
      section = into.get(heading[1]!) ?? new Map<string, string>();
      into.set(heading[1]!, section);
      last = undefined;
    } else if (!section) throw new ConfigError(`File contains no section headers.\nfile: '${path}', line: ${number + 1}\n'${raw}\\n'`);
    else if (/^\s/.test(line) && last !== undefined) section.set(last, `${section.get(last)}\n${line.trim()}`);
    else {
      const [, name, value = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
      if (name === undefined) throw new ConfigError(`Source contains parsing errors: '${path}'\n\t[line ${String(number + 1).padStart(2)}]: '${raw}\\n'`);
      last = name.toLowerCase();
      section.set(last, value);
    }
  }
}

/** Words as shlex parts them. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  for (const [, word = ''] of text.matchAll(/\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+)/g)) {
    words.push(word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_all, double?: string, single?: string, escaped?: string) => double?.replace(/\\(["\\])/g, '$1') ?? single ?? escaped ?? ''));
  }
  return words;
}

/** `A="1",B=2` */
function pairs(text: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of text.matchAll(/([\w.]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,\s]*))/g)) out[name] = double ?? single ?? bare ?? '';
  return out;
}

/** A pattern of [include]: `*` and `?` in its last part. */
function matching(sys: Sys, pattern: string): string[] {
  const slash = pattern.lastIndexOf('/');
  const [folder, last] = [pattern.slice(0, slash) || '/', pattern.slice(slash + 1)];
  if (!/[*?[]/.test(last)) return sys.access(pattern, 'r') ? [pattern] : [];
  const test = new RegExp(`^${last.replace(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return sys.access(folder, 'r') ? sys.readdir(folder).map(({ name }) => name).filter((name) => test.test(name) && !name.startsWith('.')).sort().map((name) => `${folder === '/' ? '' : folder}/${name}`) : [];
}

/** Reads the configuration with what it includes. Throws ConfigError. */
export function readConfig(sys: Sys, path: string): Config {
  const sections = new Map<string, Map<string, string>>();
  if (!sys.access(path, 'r')) throw new ConfigError(`could not find config file ${path}`);
  parseIni(sys.readText(path), path, sections);
  const absolute = path.startsWith('/') ? path : `${sys.cwd()}/${path}`;
  const here = absolute.slice(0, absolute.lastIndexOf('/')) || '/';
  const included: string[] = [];
  const unmatched: string[] = [];
  for (const pattern of sections.get('include')?.get('files')?.split(/\s+/).filter(Boolean) ?? []) {
    const full = pattern.replaceAll('%(here)s', here);
    const files = matching(sys, full.startsWith('/') ? full : `${here}/${full}`);
    if (files.length === 0) unmatched.push(full);
    for (const file of files) parseIni(sys.readText(file), file, sections);
    included.push(...files);
  }
  return { path: absolute, sections, included, unmatched, programs: programsOf(sys, sections, here, path) };
}

function programsOf(sys: Sys, sections: Sections, here: string, path: string): ProgramConfig[] {
  const groups = new Map<string, string>();
  for (const [name, section] of sections) for (const program of name.startsWith('group:') ? (section.get('programs') ?? '').split(',') : []) groups.set(program.trim(), name.slice(6));
  const out: ProgramConfig[] = [];
  for (const [heading, section] of sections) {
    if (!heading.startsWith('program:')) continue;
    const program = heading.slice(8).trim();
    if (section.get('command') === undefined) throw new ConfigError(`program section ${heading} does not specify a command in section '${heading}' (file: '${path}')`);
    const count = Number(section.get('numprocs') ?? 1);
    if (count > 1 && !/%\(process_num\)/.test(section.get('process_name') ?? '')) throw new ConfigError(`%(process_num) must be present within process_name when numprocs > 1 in section '${heading}' (file: '${path}')`);
    for (let number = 0; number < count; number++) {
      const group = groups.get(program) ?? program;
      const facts: Record<string, string> = { here, program_name: program, group_name: group, process_num: String(number + Number(section.get('numprocs_start') ?? 0)), numprocs: String(count), host_node_name: sys.hostname(), ...Object.fromEntries(Object.entries(sys.env).map(([name, value]) => [`ENV_${name}`, value])) };
      const get = (name: string): string | undefined => section.get(name)?.replace(/%\((\w+)\)(0?\d*)[sd]|%%/g, (all, fact: string | undefined, width: string | undefined) => {
        if (fact === undefined) return '%';
        const value = facts[fact];
        if (value === undefined) throw new ConfigError(`Format string '${section.get(name)!}' for '${heading}.${name}' contains names ('${fact}') which cannot be expanded. Available names: ${Object.keys(facts).sort().join(', ')} in section '${heading}' (file: '${path}')`);
        return width?.startsWith('0') ? value.padStart(Number(width), '0') : value;
      });
      const isOn = (name: string, initial: boolean): boolean => (get(name) === undefined ? initial : ['true', 'yes', 'on', '1'].includes(get(name)!.toLowerCase()));
      const restart = get('autorestart')?.toLowerCase() ?? 'unexpected';
      out.push({
        name: get('process_name') ?? program, group, command: get('command')!, priority: Number(get('priority') ?? 999), autostart: isOn('autostart', true),
        autorestart: restart === 'unexpected' ? 'unexpected' : isOn('autorestart', false) ? 'always' : 'never',
        startSeconds: Number(get('startsecs') ?? 1), startRetries: Number(get('startretries') ?? 3), exitCodes: (get('exitcodes') ?? '0').split(',').map(Number),
        stopSignal: `SIG${(get('stopsignal') ?? 'TERM').replace(/^SIG/, '')}`, stopWaitSeconds: Number(get('stopwaitsecs') ?? 10), stopAsGroup: isOn('stopasgroup', false), killAsGroup: isOn('killasgroup', isOn('stopasgroup', false)),
        user: get('user'), directory: get('directory'), umask: get('umask') === undefined ? undefined : parseInt(get('umask')!, 8), environment: pairs(get('environment') ?? ''), redirectStderr: isOn('redirect_stderr', false), stdout: get('stdout_logfile') ?? 'AUTO', stderr: get('stderr_logfile') ?? 'AUTO',
      });
    }
  }
  return out.sort((a, b) => a.priority - b.priority || (a.name < b.name ? -1 : 1));
}

/** A process as supervisorctl names it. */
export const fullName = ({ group, name }: { group: string; name: string }): string => (group === name ? name : `${group}:${name}`);
