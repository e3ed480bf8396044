import { NpmProject } from './project';
import { plural, prefixed } from './base';
import { isSysError } from '../../../machine/errno';
import type { Program } from '../../../machine/program';
import { findCommand, sleepFor } from '../machine/process-calls';
import { apply, InstallError, installGlobally, keepLocked, offered, plan, readLock, readManifest, reachRegistry } from './install';
import { CACHE_ADVICE, CI_USAGE, npmHelp } from './help';
import { REGISTRY, satisfies } from './registry';
import { runLine, runScript } from './scripts';

const INSTALL = new Set(['install', 'i', 'in', 'add', 'isntall']);

class Npm extends NpmProject {
  async main(): Promise<number> {
    const { flags, words } = this.command;
    const [verb, ...args] = words;
    if (flags.has('version') && verb === undefined) {
      await this.out(`${this.version}\n`);
      return 0;
    }
    try {
      if (this.major >= 7 && flags.get('production') === 'true') await this.warn('config production Use `--omit=dev` instead.');
      if (this.major >= 7 && flags.has('only')) await this.warn('config only Use `--omit=dev` to omit dev dependencies from the install.');
      if (verb === undefined || verb === 'help') {
        await this.out(npmHelp(this.version, this.home));
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
        case 'bin':
          if (this.major >= 9) return await this.unknown(verb);
          await this.out(`${this.root()}/node_modules/.bin\n`);
          return 0;
        case 'version': return await this.changeVersion(args[0]);
        case 'pkg': return await this.pkg(args);
        case 'prune': return await this.prune();
        case 'outdated': return await this.outdated();
        case 'whoami': return await this.fail(['code ENEEDAUTH', 'need auth This command requires you to be logged in.', 'need auth You need to authorize this machine using `npm adduser`']);
        case 'config': return await this.config(args);
        case 'set': case 'get': return await this.config([verb, ...args]);
        case 'cache': return await this.cache(args);
        case 'audit': return await this.audit(args);
        case 'exec': case 'x': return await this.exec([...args, ...this.command.rest]);
        case 'update': case 'up': return await this.install([]);
        case 'publish': case 'login': case 'adduser': case 'pack': case 'link': case 'logout': case 'search': case 'owner': case 'token': case 'fund': case 'explain': case 'why': case 'doctor': case 'query': case 'sbom': case 'diff': case 'docs': case 'repo': case 'bugs': case 'ping': case 'shrinkwrap': case 'unpublish': case 'deprecate': case 'dist-tag': case 'team': case 'access': case 'org': case 'profile': case 'star': case 'completion': case 'edit': case 'explore': case 'hook': case 'install-test': case 'it': case 'dedupe': case 'rebuild':
          return await this.refuse(verb);
        default: return await this.unknown(verb);
      }
    } catch (error) {
      if (error instanceof InstallError) return this.fail(error.lines);
      if (isSysError(error)) return this.fail([`code ${error.code}`, `syscall mkdir`, `path ${this.root()}/node_modules`, `errno -${error.errno}`, `Error: ${error.code}: ${error.message.toLowerCase()}, mkdir '${this.root()}/node_modules'`], 243);
      throw error;
    }
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
      return this.fail(['code EUSAGE', '', 'The `npm ci` command can only install with an existing package-lock.json or', 'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or', 'later to generate a package-lock.json file, then try again.', ...CI_USAGE]);
    }
    const wanted = this.wanted(manifest);
    if (wanted.length > 0) await reachRegistry(sys, wanted[0]!.name);
    // What is left out is looked at all the same.
    const all = this.wanted(manifest, false);
    const ranges = Object.fromEntries(all.map(({ name, range }) => [name, range]));
    const ideal = keepLocked(plan(all), lock, ranges);
    const lost = ideal.flatMap(({ name, version }) => {
      const held = lock.get(name);
      if (!held) return [`Missing: ${name}@${version} from lock file`];
      return ranges[name] !== undefined && !satisfies(held.version, ranges[name]) ? [`Invalid: lock file's ${name}@${held.version} does not satisfy ${name}@${version}`] : [];
    });
    if (lost.length > 0) {
      return this.fail(['code EUSAGE', '', '`npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.', '', ...lost, ...CI_USAGE]);
    }
    await sleepFor(sys, 400);
    await this.report(await apply(sys, root, keepLocked(plan(wanted), lock, {}), manifest, { lock: false, clean: true }));
    return 0;
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

  private async prune(): Promise<number> {
    const root = this.root();
    const manifest = readManifest(this.sys, root) ?? {};
    await this.report(await apply(this.sys, root, keepLocked(plan(this.wanted(manifest)), readLock(this.sys, root), {}), manifest, { lock: false, clean: false }));
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

  private async audit(args: readonly string[]): Promise<number> {
    if (args.length > 0 || this.command.flags.has('json')) return this.refuse(['audit', ...args, ...(this.command.flags.has('json') ? ['--json'] : [])].join(' '));
    await this.out('found 0 vulnerabilities\n');
    return 0;
  }

  private async cache(args: readonly string[]): Promise<number> {
    if (args[0] !== 'clean' || args.length > 1) return this.refuse(['cache', ...args].join(' '));
    if (!this.command.flags.has('force')) return this.fail(CACHE_ADVICE);
    await this.warn('using --force Recommended protections disabled.');
    return 0;
  }

  private async refuse(what: string): Promise<number> {
    await this.sys.write(2, `dockyard: npm ${what} is not simulated\n`);
    return 1;
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
