import { NpmBase } from './base';
import { installed, plan, readManifest, reachRegistry, REGISTRY_URL, type Manifest } from './install';
import { nextVersion, outdatedTable } from './outdated';
import { REGISTRY, satisfies } from './registry';


/** The commands that read and write package.json, and those that only tell. */
export class NpmProject extends NpmBase {
  protected async init(): Promise<number> {
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

  protected async list(): Promise<number> {
    const root = this.root();
    const manifest = readManifest(this.sys, root);
    if (!manifest) return this.noManifest(root);
    const entries = Object.entries(manifest.scripts ?? {});
    if (entries.length === 0) return 0;
    const label = `${manifest.name ?? ''}@${manifest.version ?? ''}`;
    const word = this.major >= 11 ? 'npm run' : 'npm run-script';
    const own = entries.filter(([name]) => ['start', 'test', 'stop', 'restart', 'install', 'postinstall', 'preinstall'].includes(name));
    const others = entries.filter((entry) => !own.includes(entry));
    const show = (list: typeof entries): string => list.map(([name, line]) => `  ${name}\n    ${line}\n`).join('');
    await this.out(`${own.length > 0 ? `Lifecycle scripts included in ${label}:\n${show(own)}` : ''}${others.length > 0 ? `${own.length > 0 ? `available via \`${word}\`:\n` : `Scripts available in ${label} via \`${word}\`:\n`}${show(others)}` : ''}`);
    return 0;
  }

  protected async changeVersion(word: string | undefined): Promise<number> {
    const { sys } = this;
    const root = this.root();
    const manifest = readManifest(sys, root);
    if (word === undefined) {
      const own = manifest?.name !== undefined && manifest.version !== undefined ? `  ${/^[A-Za-z_$][\w$]*$/.test(manifest.name) ? manifest.name : `'${manifest.name}'`}: '${manifest.version}',\n` : '';
      await this.out(`{\n${own}  npm: '${this.version}',\n  node: '${this.node}'\n}\n`);
      return 0;
    }
    if (!manifest) return this.noManifest(root);
    const next = nextVersion(manifest.version ?? '0.0.0', word);
    if (next === undefined) return this.fail([`Invalid version: ${word}`]);
    if (next === manifest.version) return this.fail(['Version not changed']);
    if (sys.access(`${root}/.git`, '') && !this.command.flags.has('no-git-tag-version')) {
      await sys.write(2, 'dockyard: npm version in a git repository is not simulated without --no-git-tag-version\n');
      return 1;
    }
    sys.writeFile(`${root}/package.json`, `${JSON.stringify({ ...manifest, version: next }, null, 2)}\n`);
    const lock = `${root}/package-lock.json`;
    if (sys.access(lock, '')) sys.writeFile(lock, sys.readText(lock).replace(/("version": )"[^"]*"/, `$1"${next}"`).replace(/("": \{\s*(?:"name": "[^"]*",\s*)?"version": )"[^"]*"/, `$1"${next}"`));
    await this.out(`v${next}\n`);
    return 0;
  }

  /** `npm pkg get|set|delete`: fields of package.json by dotted names. */
  protected async pkg([action, ...fields]: readonly string[]): Promise<number> {
    const root = this.root();
    const manifest = readManifest(this.sys, root);
    if (!manifest) return this.noManifest(root);
    type Node = Record<string, unknown>;
    const at = (path: string): unknown => path.split('.').reduce<unknown>((value, name) => (value as Node | undefined)?.[name], manifest);
    if (action === 'get') {
      const all = Object.fromEntries(fields.map((path) => [path, at(path)]).filter(([, value]) => value !== undefined));
      await this.out(`${JSON.stringify(fields.length === 0 ? manifest : fields.length === 1 ? (at(fields[0]!) ?? {}) : all, null, 2)}\n`);
      return 0;
    }
    if (action !== 'set' && action !== 'delete') return this.unknown(`pkg ${action ?? ''}`.trim());
    for (const field of fields) {
      const [, path = field, value = ''] = /^([^=]+)=(.*)$/s.exec(field) ?? [];
      const names = path.split('.');
      const last = names.pop()!;
      const holder = names.reduce<Node>((node, name) => (node[name] ??= {}) as Node, manifest);
      if (action === 'delete') delete holder[last];
      else holder[last] = this.command.flags.has('json') ? JSON.parse(value) : value;
    }
    this.sys.writeFile(`${root}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    return 0;
  }

  protected async outdated(): Promise<number> {
    const root = this.root();
    const manifest = readManifest(this.sys, root) ?? {};
    const ranges = Object.fromEntries(this.wanted(manifest).map(({ name, range }) => [name, range]));
    const [first] = Object.keys(ranges);
    if (first !== undefined) await reachRegistry(this.sys, first);
    const table = outdatedTable(ranges, installed(this.sys, root), root.split('/').at(-1)!);
    await this.out(table);
    return table === '' ? 0 : 1;
  }

  protected async tree(): Promise<number> {
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
    const asked = this.command.words.slice(1);
    const names = Object.keys(wanted).filter((name) => asked.length === 0 || asked.includes(name)).sort();
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
    if (missing.length + invalid.length === 0) return asked.length > 0 && names.length === 0 ? 1 : 0;
    return this.fail(['code ELSPROBLEMS', ...invalid.map((name) => `invalid: ${name}@${have.get(name)} ${root}/node_modules/${name}`), ...missing.map((name) => `missing: ${name}@${wanted[name]}, required by ${manifest.name ?? ''}@${manifest.version ?? ''}`)]);
  }

  protected async view(word: string, field: string | undefined): Promise<number> {
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

  /** `npm config`: what ~/.npmrc says. */
  protected async config([action, ...words]: readonly string[]): Promise<number> {
    const file = `${this.home}/.npmrc`;
    const held = new Map((this.sys.access(file, '') ? this.sys.readText(file) : '').split('\n').filter((line) => line.includes('=')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
    const [first = '', second] = words;
    if (action === 'get') await this.out(`${held.get(first) ?? (first === 'registry' ? REGISTRY_URL : 'undefined')}\n`);
    else if (action === 'set' || action === 'delete') {
      const [, name = first, joined] = /^([^=]+)=(.*)$/.exec(first) ?? [];
      if (action === 'delete') held.delete(name);
      else held.set(name, joined ?? second ?? '');
      this.sys.writeFile(file, [...held].map(([key, value]) => `${key}=${value}\n`).join(''), 0o600);
    } else {
      await this.sys.write(2, `dockyard: npm config ${action ?? ''} is not simulated\n`);
      return 1;
    }
    return 0;
  }
}
