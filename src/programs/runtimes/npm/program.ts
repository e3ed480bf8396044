import { nodeVersion } from '../node/version';
import { upstreamVersion } from '../../../lib/package-version';
import { programVersion } from '../../../machine/program-version';
import { isSysError } from '../../../machine/errno';
import type { Program } from '../../../machine/program';
import type { Sys } from '../../../machine/sys';
import { formatDate } from '../../coreutils/date-text';
import { findCommand, sleepFor } from '../machine/process-calls';
import { apply, installed, InstallError, installGlobally, keepLocked, offered, plan, readLock, readManifest, reachRegistry, REGISTRY_URL, type Manifest, type Outcome } from './install';
import { REGISTRY, satisfies } from './registry';
import { runLine, runScript } from './scripts';

/** npm comes with node: its version by node's. */
const VERSIONS: Readonly<Record<string, string>> = { '14': '6.14.18', '16': '8.19.4', '18': '10.8.2', '20': '10.8.2', '22': '10.9.4', '24': '11.6.2' };
const INSTALL = new Set(['install', 'i', 'in', 'add', 'isntall']);

interface Command {
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

const prefixed = (lines: readonly string[], word: string): string => lines.map((line) => `npm ${word} ${line}`.trimEnd()).join('\n');
const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

class Npm {
  readonly version: string;
  private readonly node: string;
  private readonly command: Command;
  private readonly began: number;

  constructor(private readonly sys: Sys) {
    // npm as a distribution packages it has a version of its own; else it came with node.
    const packaged = programVersion(sys);
    this.node = nodeVersion(sys, packaged === undefined ? '/usr/local/bin/node' : '/usr/bin/node');
    this.version = packaged === undefined ? (VERSIONS[this.node.split('.')[0]!] ?? VERSIONS['22']!) : upstreamVersion(packaged);
    this.command = parse(sys.argv.slice(1));
    this.began = sys.now();
  }

  private out(text: string): Promise<void> {
    return this.sys.write(1, text);
  }

  private get silent(): boolean {
    return this.command.flags.has('silent') || this.command.flags.get('loglevel') === 'silent';
  }

  private get errorWord(): string {
    return Number(this.version.split('.')[0]) >= 10 ? 'error' : 'ERR!';
  }

  private async fail(lines: readonly string[], status = 1): Promise<number> {
    // What only the simulation lacks is told all the same.
    if (this.silent && !lines[0]?.startsWith('dockyard: ')) return status;
    const home = this.sys.env['HOME'] ?? '/root';
    const stamp = formatDate('%Y-%m-%dT%H_%M_%S', this.began);
    await this.sys.write(2, `${prefixed([...lines, `A complete log of this run can be found in: ${home}/.npm/_logs/${stamp}_000Z-debug-0.log`], this.errorWord)}\n`);
    return status;
  }

  /** The nearest folder upwards with a package.json or node_modules. */
  private root(): string {
    const given = this.command.flags.get('prefix');
    const start = given === undefined ? this.sys.cwd() : this.sys.realpath(given);
    for (let at = start; at !== ''; at = at.replace(/\/[^/]*$/, '')) {
      if (this.sys.access(`${at}/package.json`, '') || this.sys.access(`${at}/node_modules`, '')) return at;
    }
    return start;
  }

  async main(): Promise<number> {
    const { flags, words } = this.command;
    const [verb, ...args] = words;
    if (flags.has('version') && verb === undefined) {
      await this.out(`${this.version}\n`);
      return 0;
    }
    try {
      if (verb === undefined || verb === 'help') {
        await this.out('npm <command>\n\nUsage:\n\nnpm install        install all the dependencies in your project\nnpm install <foo>  add the <foo> dependency to your project\nnpm test           run this project\'s tests\nnpm run <foo>      run the script named <foo>\nnpm <command> -h   quick help on <command>\nnpm -l             display usage info for all commands\n\n' + `npm@${this.version} /usr/local/lib/node_modules/npm\n`);
        return verb === undefined ? 1 : 0;
      }
      if (INSTALL.has(verb)) return await this.install(args);
      switch (verb) {
        case 'ci': case 'clean-install': return await this.ci();
        case 'init': case 'create': return await this.init();
        case 'run': case 'run-script': case 'rum': return args.length === 0 ? await this.list() : await this.run(args[0]!, [...args.slice(1), ...this.command.rest]);
        case 'start': case 'stop': case 'restart': return await this.run(verb, [...args, ...this.command.rest]);
        case 'test': case 't': case 'tst': return await this.run('test', [...args, ...this.command.rest]);
        case 'uninstall': case 'remove': case 'rm': case 'un': case 'r': return await this.uninstall(args);
        case 'ls': case 'list': return await this.tree();
        case 'view': case 'info': case 'show': return await this.view(args[0] ?? '', args[1]);
        case 'root': await this.out(`${flags.has('global') ? '/usr/local/lib' : this.root()}/node_modules\n`); return 0;
        case 'prefix': await this.out(`${flags.has('global') ? '/usr/local' : this.root()}\n`); return 0;
        case 'bin': await this.out(`${this.root()}/node_modules/.bin\n`); return 0;
        case 'version': await this.out(`{ npm: '${this.version}', node: '${this.node}' }\n`); return 0;
        case 'cache': case 'config': case 'set': case 'get': case 'fund': case 'audit': case 'prune': case 'dedupe': case 'rebuild': return await this.quiet(verb, args);
        case 'exec': case 'x': return await this.exec([...args, ...this.command.rest]);
        case 'outdated': case 'update': case 'up': return 0;
        case 'publish': case 'login': case 'adduser': case 'pack': case 'link': case 'whoami': case 'logout': case 'search': case 'owner': case 'token':
          await this.sys.write(2, `dockyard: npm ${verb} is not simulated\n`);
          return 1;
        default:
          await this.sys.write(1, `Unknown command: "${verb}"\n\nTo see a list of supported npm commands, run:\n  npm help\n`);
          return 1;
      }
    } catch (error) {
      if (error instanceof InstallError) return this.fail(error.lines);
      if (isSysError(error)) return this.fail([`code ${error.code}`, `syscall mkdir`, `path ${this.root()}/node_modules`, `errno -${error.errno}`, `Error: ${error.code}: ${error.message.toLowerCase()}, mkdir '${this.root()}/node_modules'`], 243);
      throw error;
    }
  }

  private get production(): boolean {
    const { flags } = this.command;
    return flags.has('production') || flags.get('omit') === 'dev' || /^prod/.test(flags.get('only') ?? '') || (this.sys.env['NODE_ENV'] === 'production' && flags.get('include') !== 'dev');
  }

  private wanted(manifest: Manifest): { name: string; range: string; dev: boolean }[] {
    const list = (table: Record<string, string> | undefined, dev: boolean) => Object.entries(table ?? {}).map(([name, range]) => ({ name, range, dev }));
    return [...list(manifest.dependencies, false), ...list(manifest.optionalDependencies, false), ...(this.production ? [] : list(manifest.devDependencies, true))];
  }

  private async install(names: readonly string[]): Promise<number> {
    const { sys, command } = this;
    const asked = names.map((word) => {
      const at = word.lastIndexOf('@');
      return at > 0 ? { name: word.slice(0, at), range: word.slice(at + 1) } : { name: word, range: '' };
    });
    for (const { name } of asked) if (/^(?:\.|\/|git|https?:)|\.tgz$/.test(name)) throw new InstallError('ENOTSUP', [`dockyard: installing from ${name} is not simulated`]);
    if (asked.length > 0) await reachRegistry(sys, asked[0]!.name);
    if (command.flags.has('global') || command.flags.get('location') === 'global') {
      const added = await installGlobally(sys, '/usr/local', plan(asked.map((one) => ({ ...one, dev: false }))), asked.map(({ name }) => name));
      await this.out(`\nadded ${plural(added, 'package')} in ${this.took()}\n`);
      return 0;
    }
    const root = this.root();
    const manifest = readManifest(sys, root) ?? (asked.length > 0 ? {} : undefined);
    if (!manifest) {
      return this.noManifest(root);
    }
    const dev = command.flags.has('save-dev');
    for (const { name, range } of asked) {
      const info = REGISTRY.get(name);
      if (!info) {
        await sleepFor(sys, 600);
        plan([{ name, range, dev }]);
      }
      const version = offered(info!, range);
      const [into, from] = dev ? (['devDependencies', 'dependencies'] as const) : (['dependencies', 'devDependencies'] as const);
      delete manifest[from]?.[name];
      const text = command.flags.has('save-exact') ? version : /^[\^~]/.test(range) ? range : `^${version}`;
      manifest[into] = Object.fromEntries(Object.entries({ ...manifest[into], [name]: text }).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    const now = new Map(asked.filter(({ range }) => range !== '').map(({ name, range }) => [name, range]));
    const wanted = this.wanted(manifest).map((one) => ({ ...one, range: now.get(one.name) ?? one.range }));
    if (asked.length === 0 && wanted.length > 0) await reachRegistry(sys, wanted[0]!.name);
    const lock = readLock(sys, root);
    const planned = keepLocked(plan(wanted), lock, Object.fromEntries(wanted.map(({ name, range }) => [name, range])));
    await sleepFor(sys, 500);
    const outcome = await apply(sys, root, planned, manifest, { lock: true, clean: false });
    if (asked.length > 0 && command.flags.get('save') !== 'false' && !command.flags.has('no-save')) sys.writeFile(`${root}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) {
      if (asked.length > 0 || manifest.scripts?.[hook] === undefined || command.flags.has('ignore-scripts')) continue;
      const status = await runLine(sys, root, manifest.scripts[hook], [], { npm_lifecycle_event: hook });
      if (status !== 0) return this.fail([`code ${status}`, `path ${root}`, 'command failed', `command sh -c ${manifest.scripts[hook]}`], status);
    }
    await this.report(outcome);
    return 0;
  }

  private async ci(): Promise<number> {
    const { sys } = this;
    const root = this.root();
    const manifest = readManifest(sys, root) ?? {};
    const lock = readLock(sys, root);
    if (!lock) {
      return this.fail(['code EUSAGE', '', 'The `npm ci` command can only install with an existing package-lock.json or', 'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or', 'later to generate a package-lock.json file, then try again.', '', 'Clean install a project', '', 'Usage:', 'npm ci', '', 'aliases: clean-install, ic, install-clean, isntall-clean', '', 'Run "npm help ci" for more info']);
    }
    const wanted = this.wanted(manifest);
    if (wanted.length > 0) await reachRegistry(sys, wanted[0]!.name);
    const missing = wanted.filter(({ name }) => !lock.has(name));
    if (missing.length > 0) {
      return this.fail(['code EUSAGE', '', '`npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.', '', ...missing.map(({ name, range }) => `Missing: ${name}@${range} from lock file`), '', 'Clean install a project', '', 'Usage:', 'npm ci']);
    }
    await sleepFor(sys, 400);
    await this.report(await apply(sys, root, keepLocked(plan(wanted), lock, {}), manifest, { lock: false, clean: true }));
    return 0;
  }

  private took(): string {
    const ms = this.sys.now() - this.began;
    return ms < 1000 ? `${Math.round(ms)}ms` : ms < 60_000 ? `${Math.round(ms / 1000)}s` : `${Math.floor(ms / 60_000)}m`;
  }

  private async report(outcome: Outcome): Promise<void> {
    if (this.silent) return;
    const parts = [outcome.added && `added ${plural(outcome.added, 'package')}`, outcome.removed && `removed ${plural(outcome.removed, 'package')}`, outcome.changed && `changed ${plural(outcome.changed, 'package')}`].filter(Boolean);
    const { audited } = outcome;
    const done = parts.length > 0 ? `${parts.join(', ')}, and audited ${plural(audited, 'package')} in ${this.took()}` : `up to date, audited ${plural(audited, 'package')} in ${this.took()}`;
    const funding = outcome.funding > 0 ? `\n${plural(outcome.funding, 'package')} ${outcome.funding === 1 ? 'is' : 'are'} looking for funding\n  run \`npm fund\` for details\n` : '';
    await this.out(`\n${done}\n${funding}\nfound 0 vulnerabilities\n`);
  }

  private async init(): Promise<number> {
    const { sys, command } = this;
    const root = sys.cwd();
    const old = readManifest(sys, root) ?? {};
    if (!command.flags.has('yes') && !command.flags.has('y')) {
      await sys.write(2, 'dockyard: npm init with questions is not simulated, use npm init -y\n');
      return 1;
    }
    const main = ['index.js', 'server.js', 'app.js', 'main.js'].find((name) => sys.access(`${root}/${name}`, '')) ?? 'index.js';
    const scripts = { test: 'echo "Error: no test specified" && exit 1', ...(main === 'server.js' ? { start: 'node server.js' } : {}) };
    const manifest: Manifest = { name: root.split('/').at(-1)?.toLowerCase() || 'app', version: '1.0.0', description: '', main, scripts, keywords: [], author: '', license: 'ISC', ...old };
    const text = JSON.stringify(manifest, null, 2);
    sys.writeFile(`${root}/package.json`, `${text}\n`);
    await this.out(`Wrote to ${root}/package.json:\n\n${text}\n\n\n\n`);
    return 0;
  }

  private async noManifest(root: string): Promise<number> {
    const path = `${root.replace(/\/$/, '')}/package.json`;
    return this.fail(['code ENOENT', 'syscall open', `path ${path}`, 'errno -2', `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`, 'enoent This is related to npm not being able to find a file.', 'enoent'], 254);
  }

  private async run(name: string, args: readonly string[]): Promise<number> {
    const { sys } = this;
    const root = this.root();
    const manifest = readManifest(sys, root);
    if (!manifest) return this.noManifest(root);
    const known = manifest.scripts?.[name] !== undefined || (name === 'start' && sys.access(`${root}/server.js`, ''));
    if (!known) {
      if (this.command.flags.has('if-present')) return 0;
      return this.fail([`Missing script: "${name}"`, ...(name === 'start' || name === 'test' ? [] : ['']), ...(name === 'start' ? ['', 'Did you mean one of these?', '  npm star # Mark your favorite packages', '  npm stars # View packages marked as favorites'] : []), '', 'To see a list of scripts, run:', '  npm run'].filter((line, i, all) => line !== '' || all[i - 1] !== ''));
    }
    return runScript(sys, root, manifest, name, args, (text) => (this.silent ? Promise.resolve() : this.out(text)));
  }

  private async list(): Promise<number> {
    const root = this.root();
    const manifest = readManifest(this.sys, root);
    if (!manifest) return this.noManifest(root);
    const entries = Object.entries(manifest.scripts ?? {});
    if (entries.length === 0) return 0;
    const label = `${manifest.name ?? ''}@${manifest.version ?? ''}`;
    const own = entries.filter(([name]) => ['start', 'test', 'stop', 'restart', 'install', 'postinstall', 'preinstall'].includes(name));
    const others = entries.filter((entry) => !own.includes(entry));
    const show = (list: typeof entries): string => list.map(([name, line]) => `  ${name}\n    ${line}\n`).join('');
    await this.out(`${own.length > 0 ? `Lifecycle scripts included in ${label}:\n${show(own)}` : ''}${others.length > 0 ? `${own.length > 0 ? '\navailable via `npm run-script`:\n' : `Scripts available in ${label} via \`npm run-script\`:\n`}${show(others)}` : ''}`);
    return 0;
  }

  private async uninstall(names: readonly string[]): Promise<number> {
    const { sys } = this;
    const root = this.root();
    const manifest = readManifest(sys, root) ?? {};
    for (const name of names) {
      delete manifest.dependencies?.[name];
      delete manifest.devDependencies?.[name];
    }
    if (manifest.dependencies && Object.keys(manifest.dependencies).length === 0) delete manifest.dependencies;
    sys.writeFile(`${root}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    await this.report(await apply(sys, root, keepLocked(plan(this.wanted(manifest)), readLock(sys, root), {}), manifest, { lock: true, clean: false }));
    return 0;
  }

  private async tree(): Promise<number> {
    const { sys, command } = this;
    const root = this.root();
    if (command.flags.has('global')) {
      const have = [...installed(sys, '/usr/local/lib')];
      await this.out(`/usr/local/lib\n${have.map(([name, version], i) => `${i === have.length - 1 ? '└──' : '├──'} ${name}@${version}\n`).join('')}\n`);
      return 0;
    }
    const manifest = readManifest(sys, root) ?? {};
    const have = installed(sys, root);
    const wanted = { ...manifest.dependencies, ...(this.production ? {} : manifest.devDependencies) };
    const names = Object.keys(wanted).sort();
    await this.out(`${manifest.name ? `${manifest.name}@${manifest.version ?? ''} ` : ''}${root}\n`);
    if (names.length === 0) await this.out('└── (empty)\n');
    for (const [i, name] of names.entries()) {
      const corner = i === names.length - 1 ? '└──' : '├──';
      const version = have.get(name);
      const invalid = version !== undefined && !satisfies(version, wanted[name]!);
      await this.out(`${corner} ${version === undefined ? `UNMET DEPENDENCY ${name}@${wanted[name]}` : `${name}@${version}${invalid ? ` invalid: "${wanted[name]}" from the root project` : ''}`}\n`);
    }
    await this.out('\n');
    const missing = names.filter((name) => !have.has(name));
    const invalid = names.filter((name) => have.has(name) && !satisfies(have.get(name)!, wanted[name]!));
    if (missing.length + invalid.length === 0) return 0;
    return this.fail(['code ELSPROBLEMS', ...invalid.map((name) => `invalid: ${name}@${have.get(name)} ${root}/node_modules/${name}`), ...missing.map((name) => `missing: ${name}@${wanted[name]}, required by ${manifest.name ?? ''}@${manifest.version ?? ''}`)]);
  }

  private async view(word: string, field: string | undefined): Promise<number> {
    const [, name = word] = /^(.+?)(?:@[^@]*)?$/.exec(word) ?? [];
    const info = REGISTRY.get(name);
    if (!info) {
      plan([{ name, range: '*', dev: false }]);
      return 1;
    }
    if (field === 'version') await this.out(`${info.versions[0]}\n`);
    else if (field === 'versions') await this.out(`[ ${[...info.versions].reverse().map((version) => `'${version}'`).join(', ')} ]\n`);
    else await this.out(`\n${name}@${info.versions[0]} | MIT | deps: ${info.dependencies.length || 'none'} | versions: ${info.versions.length}\n\ndist-tags:\nlatest: ${info.versions[0]}\n`);
    return 0;
  }

  private async quiet(verb: string, args: readonly string[]): Promise<number> {
    if (verb === 'audit') await this.out('found 0 vulnerabilities\n');
    else if (verb === 'cache' && args[0] === 'clean') await this.sys.write(2, 'npm warn using --force Recommended protections disabled.\n');
    else if (verb === 'config' && args[0] === 'get') await this.out(args[1] === 'registry' ? `${REGISTRY_URL}\n` : 'undefined\n');
    return 0;
  }

  /** npx: a command of node_modules, of PATH, or of a package fetched for the occasion. */
  async exec(words: readonly string[]): Promise<number> {
    const { sys } = this;
    const [word, ...args] = words.filter((one, i) => !(i === 0 && (one === '-y' || one === '--yes')));
    if (word === undefined) {
      await sys.write(2, 'dockyard: an interactive npx shell is not simulated\n');
      return 1;
    }
    const root = this.root();
    const name = word.replace(/(.)@[^@]*$/, '$1');
    const local = `${root}/node_modules/.bin/${name}`;
    if (sys.access(local, '') || (findCommand(sys, name) && !REGISTRY.get(name)?.bin)) return runLine(sys, root, name, args, {});
    await reachRegistry(sys, name);
    const info = REGISTRY.get(name);
    if (!info) plan([{ name, range: '*', dev: false }]);
    if (!info?.bin?.[name]) {
      await sys.write(2, `dockyard: the command ${name} is not simulated\n`);
      return 1;
    }
    const cache = `${sys.env['HOME'] ?? '/root'}/.npm/_npx/${name}`;
    await apply(sys, cache, plan([{ name, range: '*', dev: false }]), { name: 'npx' }, { lock: false, clean: false });
    return runLine(sys, sys.cwd(), `${cache}/node_modules/.bin/${name}`, args, {});
  }
}
export const npm: Program = { main: (sys) => new Npm(sys).main() };

export const npx: Program = {
  async main(sys) {
    const tool = new Npm(sys);
    const args = sys.argv.slice(1);
    if (args[0] === '--version' || args[0] === '-v') {
      await sys.write(1, `${tool.version}\n`);
      return 0;
    }
    try {
      return await tool.exec(args);
    } catch (error) {
      if (!(error instanceof InstallError)) throw error;
      await sys.write(2, `${prefixed(error.lines, 'error')}\n`);
      return 1;
    }
  },
};

/** yarn 1: install, add, remove and scripts. */
export const yarn: Program = {
  async main(sys) {
    const [verb = 'install', ...args] = sys.argv.slice(1);
    const began = sys.now();
    if (verb === '-v' || verb === '--version') {
      await sys.write(1, '1.22.22\n');
      return 0;
    }
    const root = sys.cwd();
    try {
      const manifest = readManifest(sys, root) ?? {};
      const done = (): string => `Done in ${((sys.now() - began) / 1000).toFixed(2)}s.\n`;
      if (verb.startsWith('-') || ['install', 'add', 'remove'].includes(verb)) {
        const name = verb.startsWith('-') ? 'install' : verb;
        await sys.write(1, `yarn ${name} v1.22.22\n`);
        if (name === 'install' && !sys.access(`${root}/yarn.lock`, '')) await sys.write(1, 'info No lockfile found.\n');
        const dev = args.includes('-D') || args.includes('--dev');
        for (const word of args.filter((one) => !one.startsWith('-'))) {
          const [, pack = word, range = ''] = /^(.+?)(?:@([^@]*))?$/.exec(word) ?? [];
          if (name === 'remove') {
            delete manifest.dependencies?.[pack];
            delete manifest.devDependencies?.[pack];
            continue;
          }
          await reachRegistry(sys, pack);
          if (!REGISTRY.has(pack)) throw new InstallError('E404', [`An unexpected error occurred: "${REGISTRY_URL}${pack}: Not found".`]);
          const key = dev ? 'devDependencies' : 'dependencies';
          manifest[key] = { ...manifest[key], [pack]: `^${offered(REGISTRY.get(pack)!, range)}` };
        }
        const production = args.includes('--production') || sys.env['NODE_ENV'] === 'production';
        const wanted = [...Object.entries(manifest.dependencies ?? {}).map(([pack, range]) => ({ name: pack, range, dev: false })), ...(production ? [] : Object.entries(manifest.devDependencies ?? {}).map(([pack, range]) => ({ name: pack, range, dev: true })))];
        if (wanted.length > 0) await reachRegistry(sys, wanted[0]!.name);
        const planned = plan(wanted);
        await sys.write(1, '[1/4] Resolving packages...\n[2/4] Fetching packages...\n');
        await apply(sys, root, planned, manifest, { lock: false, clean: false });
        await sys.write(1, '[3/4] Linking dependencies...\n[4/4] Building fresh packages...\n');
        if (name !== 'install') sys.writeFile(`${root}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
        const direct = new Map(wanted.map(({ name: pack, range }) => [pack, range]));
        sys.writeFile(`${root}/yarn.lock`, `# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.\n# yarn lockfile v1\n\n\n${planned.map((one) => `${one.name}@${direct.get(one.name) ?? `^${one.version}`}:\n  version "${one.version}"\n`).join('\n')}`);
        await sys.write(1, `success Saved lockfile.\n${done()}`);
        return 0;
      }
      const script = verb === 'run' ? args.shift() : verb;
      const line = script === undefined ? undefined : (manifest.scripts?.[script] ?? (sys.access(`${root}/node_modules/.bin/${script}`, '') ? script : undefined));
      await sys.write(1, `yarn run v1.22.22\n`);
      if (line === undefined) {
        await sys.write(2, `error Command "${script ?? ''}" not found.\ninfo Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command.\n`);
        return 1;
      }
      await sys.write(1, `$ ${[line, ...args].join(' ')}\n`);
      const status = await runLine(sys, root, line, args, { npm_lifecycle_event: script! });
      if (status === 0) await sys.write(1, done());
      else await sys.write(2, `error Command failed with exit code ${status}.\ninfo Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command.\n`);
      return status;
    } catch (error) {
      if (!(error instanceof InstallError)) throw error;
      await sys.write(2, `${error.lines.map((one) => `error ${one}`).join('\n')}\n`);
      return 1;
    }
  },
};
