import { nodeVersion } from '../node/version';
import { upstreamVersion } from '../../../lib/package-version';
import { programVersion } from '../../../machine/program-version';
import type { Sys } from '../../../machine/sys';
import { formatDate } from '../../coreutils/date-text';
import { type Manifest, type Outcome } from './install';

/** npm comes with node: its version by node's. */
const VERSIONS: Readonly<Record<string, string>> = { '8': '6.13.4', '10': '6.14.12', '12': '6.14.16', '14': '6.14.18', '16': '8.19.4', '18': '10.8.2', '19': '9.6.3', '20': '10.8.2', '22': '10.9.4', '23': '10.9.2', '24': '11.6.2', '26': '11.6.2' };

export interface Command {
  words: string[];
  flags: Map<string, string>;
  /** What stands after `--`. */
  rest: string[];
}

function parse(argv: readonly string[]): Command {
  const command: Command = { words: [], flags: new Map(), rest: [] };
  const short: Record<string, string> = { D: 'save-dev', S: 'save', g: 'global', y: 'yes', E: 'save-exact', v: 'version', h: 'help', P: 'save-prod', s: 'silent', f: 'force', O: 'save-optional', C: 'prefix' };
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i]!;
    if (arg === '--') {
      command.rest = [...argv.slice(i + 1)];
      break;
    }
    const long = /^--([^=]+)(?:=(.*))?$/.exec(arg);
    if (long) {
      const takes = ['prefix', 'omit', 'include', 'only', 'loglevel', 'registry', 'workspace', 'depth'].includes(long[1]!);
      command.flags.set(long[1]!, long[2] ?? (takes ? (argv[++i] ?? '') : 'true'));
    } else if (/^-[a-zA-Z]$/.test(arg)) command.flags.set(short[arg[1]!] ?? arg[1]!, arg === '-C' ? (argv[++i] ?? '') : 'true');
    else command.words.push(arg);
  }
  return command;
}

export const prefixed = (lines: readonly string[], word: string): string => lines.map((line) => `npm ${word} ${line}`.trimEnd()).join('\n');
export const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** One run of npm: what was asked for, how it speaks, which project it is about. */
export class NpmBase {
  readonly version: string;
  protected readonly node: string;
  protected readonly command: Command;
  protected readonly began: number;

  constructor(protected readonly sys: Sys) {
    // npm as a distribution packages it has a version of its own; else it came with node.
    const packaged = programVersion(sys);
    this.node = nodeVersion(sys, packaged === undefined ? '/usr/local/bin/node' : '/usr/bin/node');
    this.version = packaged === undefined ? (VERSIONS[this.node.split('.')[0]!] ?? VERSIONS['22']!) : upstreamVersion(packaged);
    this.command = parse(sys.argv.slice(1));
    this.began = sys.now();
  }

  protected out(text: string): Promise<void> {
    return this.sys.write(1, text);
  }

  protected get silent(): boolean {
    return this.command.flags.has('silent') || this.command.flags.get('loglevel') === 'silent';
  }

  protected get errorWord(): string {
    return this.major >= 10 ? 'error' : 'ERR!';
  }

  protected get major(): number {
    return Number(this.version.split('.')[0]);
  }

  protected get home(): string {
    return this.sys.env['HOME'] ?? '/root';
  }

  protected async unknown(verb: string): Promise<number> {
    await this.out(`Unknown command: "${verb}"\n\nTo see a list of supported npm commands, run:\n  npm help\n`);
    return 1;
  }

  /** Tells a warning, as far as warnings are wanted. */
  protected async warn(text: string): Promise<void> {
    if (!this.silent && this.command.flags.get('loglevel') !== 'error') await this.sys.write(2, `npm ${this.major >= 10 ? 'warn' : 'WARN'} ${text}\n`);
  }

  protected async fail(lines: readonly string[], status = 1): Promise<number> {
    // What only the simulation lacks is told all the same.
    if (this.silent && !lines[0]?.startsWith('dockyard: ')) return status;
    const stamp = formatDate('%Y-%m-%dT%H_%M_%S', this.began);
    await this.sys.write(2, `${prefixed([...lines, `A complete log of this run can be found in: ${this.home}/.npm/_logs/${stamp}_000Z-debug-0.log`], this.errorWord)}\n`);
    return status;
  }

  /** The nearest folder upwards with a package.json or node_modules. */
  protected root(): string {
    const given = this.command.flags.get('prefix');
    const start = given === undefined ? this.sys.cwd() : this.sys.realpath(given);
    for (let at = start; at !== ''; at = at.replace(/\/[^/]*$/, '')) {
      if (this.sys.access(`${at}/package.json`, '') || this.sys.access(`${at}/node_modules`, '')) return at;
    }
    return start;
  }

  protected get production(): boolean {
    const { flags } = this.command;
    return flags.has('production') || flags.get('omit') === 'dev' || /^prod/.test(flags.get('only') ?? '') || (this.sys.env['NODE_ENV'] === 'production' && flags.get('include') !== 'dev');
  }

  protected wanted(manifest: Manifest, production = this.production): { name: string; range: string; dev: boolean }[] {
    const list = (table: Record<string, string> | undefined, dev: boolean) => Object.entries(table ?? {}).map(([name, range]) => ({ name, range, dev }));
    return [...list(manifest.dependencies, false), ...list(manifest.optionalDependencies, false), ...(production ? [] : list(manifest.devDependencies, true))];
  }

  protected took(): string {
    const ms = this.sys.now() - this.began;
    return ms < 1000 ? `${Math.round(ms)}ms` : ms < 60_000 ? `${Math.round(ms / 1000)}s` : `${Math.floor(ms / 60_000)}m`;
  }

  protected async report(outcome: Outcome): Promise<void> {
    if (this.silent) return;
    const parts = [outcome.added && `added ${plural(outcome.added, 'package')}`, outcome.removed && `removed ${plural(outcome.removed, 'package')}`, outcome.changed && `changed ${plural(outcome.changed, 'package')}`].filter(Boolean);
    const isOff = (name: string): boolean => this.command.flags.has(`no-${name}`) || this.command.flags.get(name) === 'false';
    const audited = isOff('audit') ? '' : `audited ${plural(outcome.audited, 'package')} `;
    const done = parts.length > 0 ? `${parts.join(', ')}${audited && ', and '}${audited || ' '}in ${this.took()}` : `up to date${audited && ', '}${audited || ' '}in ${this.took()}`;
    const funding = outcome.funding > 0 && !isOff('fund') ? `\n${plural(outcome.funding, 'package')} ${outcome.funding === 1 ? 'is' : 'are'} looking for funding\n  run \`npm fund\` for details\n` : '';
    await this.out(`\n${done}\n${funding}${audited && '\nfound 0 vulnerabilities\n'}`);
  }

  protected async noManifest(root: string): Promise<number> {
    const path = `${root.replace(/\/$/, '')}/package.json`;
    return this.fail(['code ENOENT', 'syscall open', `path ${path}`, 'errno -2', `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`, 'enoent This is related to npm not being able to find a file.', 'enoent'], 254);
  }
}
