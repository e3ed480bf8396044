import { architectureOf } from '../../machine/program-architecture';
import { programVersion } from '../../machine/program-version';
import { utf8 } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { reason } from '../applet';
import { formatDate } from '../coreutils/date-text';
import { LISTS, listName, readSources, type Source } from './apt-sources';
import { DEBIAN_PACKAGES, packagesOf } from './debian-world';
import { DOCKER_ARCHIVE, DOCKER_KEY_ID, dockerPackagesOf } from './docker-world';
import { DpkgDatabase, parseParagraphs, readIfThere, type Paragraph } from './dpkg-database';
import { DEBIAN_FILES } from './extra-files';
import { fetchText, transfer } from './fetch';
import { makeFolders, removeFiles, unpack } from './install';
import { archiveName, packageArchitecture, poolPath } from './mirror';
import type { Package } from './world';

/** 1234567 → `1235 kB`, as apt's SizeToStr does it with decimal units. */
export function aptSize(bytes: number): string {
  let value = bytes;
  for (const unit of ['', 'k', 'M', 'G']) {
    if (value < 100 && unit !== '') return `${value.toFixed(1)} ${unit}B`;
    if (value < 10_000) return `${Math.round(value)} ${unit}B`;
    value /= 1000;
  }
  return `${Math.round(value)} TB`;
}

interface AptOptions {
  yes: boolean;
  quiet: number;
  recommends: boolean;
  simulate: boolean;
  downloadOnly: boolean;
  reinstall: boolean;
  purge: boolean;
  autoRemove: boolean;
  words: string[];
}

const VALUE_OPTIONS = new Set(['-o', '-t', '-c', '--option', '--target-release']);

function parseArguments(args: readonly string[]): AptOptions | { bad: string } {
  const options: AptOptions = { yes: false, quiet: 0, recommends: true, simulate: false, downloadOnly: false, reinstall: false, purge: false, autoRemove: false, words: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (VALUE_OPTIONS.has(arg)) i++;
    else if (/^(-y|--yes|--assume-yes)$/.test(arg)) options.yes = true;
    else if (/^-q+(=\d)?$/.test(arg)) options.quiet += /=(\d)/.test(arg) ? Number(arg.at(-1)) : arg.length - 1;
    else if (/^-[a-z]*q+[a-z]*$/.test(arg) && /^-[yq]+$/.test(arg)) {
      options.yes ||= arg.includes('y');
      options.quiet += arg.split('q').length - 1;
    } else if (arg === '--quiet') options.quiet++;
    else if (arg === '--no-install-recommends') options.recommends = false;
    else if (arg === '--install-recommends') options.recommends = true;
    else if (/^(-s|--simulate|--dry-run|--just-print)$/.test(arg)) options.simulate = true;
    else if (/^(-d|--download-only)$/.test(arg)) options.downloadOnly = true;
    else if (arg === '--reinstall') options.reinstall = true;
    else if (arg === '--purge') options.purge = true;
    else if (/^--auto-?remove$/.test(arg)) options.autoRemove = true;
    else if (/^(-f|-m|-V|-u|--fix-broken|--fix-missing|--allow-.*|--force-yes|--no-upgrade|--only-upgrade|--no-install-suggests|--show-progress|--upgradable|--installed|--show-upgraded|--names-only|-n|-a|--all-versions|--verbose-versions|--no-download|-[ot].+|--option=.*|--default-release=.*|--no-cache|--error-on=.*|--update)$/.test(arg)) options.words.push(...(/^--(upgradable|installed|names-only)$/.test(arg) ? [arg] : []));
    else if (arg.startsWith('-')) return { bad: arg };
    else options.words.push(arg);
  }
  return options;
}

/** apt-get, apt and apt-cache over one world. */
class Apt {
  private readonly isApt: boolean;
  /** dpkg's name for what the machine runs. */
  private readonly native: string;

  constructor(
    private readonly io: Io,
    private readonly options: AptOptions,
  ) {
    this.isApt = io.name === 'apt';
    this.native = architectureOf(io.sys).debian;
  }

  private async say(line: string): Promise<void> {
    if (this.options.quiet < 2) await this.io.out(`${line}\n`);
  }

  private async fail(...lines: string[]): Promise<number> {
    await this.io.flush();
    for (const line of lines) await this.io.err(`E: ${line}`);
    return 100;
  }

  private isRoot(): boolean {
    return this.io.sys.credentials.euid === 0;
  }

  // update

  async update(): Promise<number> {
    const { io } = this;
    const { sys } = io;
    if (!this.isRoot()) {
      await this.say('Reading package lists...');
      return this.fail(`Could not open lock file ${LISTS}/lock - open (13: Permission denied)`, `Unable to lock directory ${LISTS}/`);
    }
    const sources = readSources(sys);
    const start = sys.now();
    let number = 0;
    let total = 0;
    const failures: string[] = [];
    makeFolders(sys, `${LISTS}/partial`);
    if (!sys.access(`${LISTS}/lock`, '')) sys.writeFile(`${LISTS}/lock`, '', 0o640);
    const fresh: { source: Source; number: number }[] = [];
    for (const source of sources) {
      number++;
      const url = `${source.uri}/dists/${source.suite}/InRelease`;
      const answer = await fetchText(sys, url);
      const where = `${source.uri} ${source.suite} InRelease`;
      if (answer.kind !== 'ok') {
        const why = answer.kind === 'failed' ? answer.reason : `${answer.status}  Not Found`;
        await this.say(`${answer.kind === 'failed' ? 'Ign' : 'Err'}:${number} ${where}`);
        if (answer.kind === 'failed') await this.say(`Err:${number} ${where}`);
        await this.say(`  ${why}`);
        failures.push(answer.kind === 'failed' ? `Failed to fetch ${url}  ${why}` : `The repository '${source.uri} ${source.suite} Release' does not have a Release file.`);
        continue;
      }
      if (!this.isVerified(source)) {
        await this.say(`Get:${number} ${where} [${aptSize(utf8(answer.body).length)}]`);
        const why = `The following signatures couldn't be verified because the public key is not available: NO_PUBKEY ${DOCKER_KEY_ID}`;
        await this.say(`Err:${number} ${where}`);
        await this.say(`  ${why}`);
        failures.push(`GPG error: ${where}: ${why}`, `The repository '${where}' is not signed.`);
        continue;
      }
      const path = `${LISTS}/${listName(source, 'InRelease')}`;
      if (sys.access(path, '')) await this.say(`Hit:${number} ${where}`);
      else {
        const bytes = utf8(answer.body).length;
        total += bytes;
        await this.say(`Get:${number} ${where} [${aptSize(bytes)}]`);
        sys.writeFile(path, answer.body, 0o644);
        fresh.push({ source, number });
      }
    }
    for (const { source } of fresh) {
      for (const component of source.components) {
        const answer = await fetchText(sys, `${source.uri}/dists/${source.suite}/${component}/binary-${this.native}/Packages`);
        if (answer.kind !== 'ok' || answer.body === '') continue;
        const bytes = utf8(answer.body).length;
        total += bytes;
        await transfer(sys, bytes);
        await this.say(`Get:${++number} ${source.uri} ${source.suite}/${component} ${this.native} Packages [${aptSize(bytes)}]`);
        sys.writeFile(`${LISTS}/${listName(source, `${component}/binary-${this.native}/Packages`)}`, answer.body, 0o644);
      }
    }
    const seconds = Math.max(1, Math.round((sys.now() - start) / 1000));
    if (total > 0) await this.say(`Fetched ${aptSize(total)} in ${seconds}s (${aptSize(total / Math.max(0.2, (sys.now() - start) / 1000))}/s)`);
    await this.say('Reading package lists...');
    if (this.isApt && failures.length === 0) {
      await this.say('Building dependency tree...');
      await this.say('Reading state information...');
      await this.say('All packages are up to date.');
    }
    await io.flush();
    const hard = failures.filter((line) => line.startsWith('The repository'));
    for (const line of failures) await io.err(`${line.startsWith('The repository') ? 'E' : 'W'}: ${line}`);
    if (hard.length > 0) return 100;
    if (failures.length > 0) await io.err('W: Some index files failed to download. They have been ignored, or old ones used instead.');
    return 0;
  }

  /** Whether the key is there that a source is signed with: the file that it names, or one that apt trusts for all. */
  private isVerified(source: Source): boolean {
    const { sys } = this.io;
    if (source.trusted || !source.uri.startsWith(DOCKER_ARCHIVE)) return true;
    if (source.signedBy !== undefined) return sys.access(source.signedBy, '') && sys.stat(source.signedBy).size > 0;
    return sys.access('/etc/apt/trusted.gpg.d', '') && sys.readdir('/etc/apt/trusted.gpg.d').some((entry) => entry.name.includes('docker'));
  }

  /** A package of the simulated world: Docker's own come from Docker's archive, as the index says that offers them. */
  private packageOf(name: string, offered: ReadonlyMap<string, { source: string }>): Package | undefined {
    const [uri = '', where = ''] = offered.get(name)?.source.split(' ') ?? [];
    const suite = where.split('/')[0]!;
    return dockerPackagesOf(uri, suite)?.get(name) ?? packagesOf(suite).get(name);
  }

  /** What the indexes on disk offer; and from where, for messages. */
  private offered(): Map<string, { fields: Paragraph; source: string }> {
    const { sys } = this.io;
    const offered = new Map<string, { fields: Paragraph; source: string }>();
    const sources = readSources(sys);
    let names: string[] = [];
    try {
      names = sys.readdir(LISTS).map((entry) => entry.name).filter((name) => name.endsWith('_Packages'));
    } catch (error) {
      reason(error);
    }
    for (const name of names) {
      const source = sources.find((one) => one.components.some((component) => listName(one, `${component}/binary-${this.native}/Packages`) === name));
      const component = /_([a-z]+)_binary-/.exec(name)?.[1] ?? 'main';
      for (const fields of parseParagraphs(readIfThere(sys, `${LISTS}/${name}`))) offered.set(fields.get('Package')!, { fields, source: source ? `${source.uri} ${source.suite}/${component}` : '' });
    }
    return offered;
  }

  // install

  async install(wanted: readonly string[], upgradeOnly = false): Promise<number> {
    const { io } = this;
    const { sys } = io;
    if (!this.isRoot() && !this.options.simulate) {
      return this.fail('Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)', 'Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?');
    }
    await this.preamble();
    const database = new DpkgDatabase(sys);
    const offered = this.offered();
    const missing: string[] = [];
    const chosen: string[] = [];
    const removals: string[] = [];
    for (const word of wanted) {
      if (word.startsWith('/') || word.startsWith('./')) {
        missing.push(`Unsupported file ${word} given on commandline`);
        continue;
      }
      const [name = '', version] = word.replace(/:(amd64|arm64|all)$/, '').split('=');
      if (name.endsWith('-') && !offered.has(name)) {
        removals.push(name.slice(0, -1));
        continue;
      }
      if (!offered.has(name)) {
        const known = database.installed(name);
        if (known && !this.options.reinstall) {
          await this.say(`${name} is already the newest version (${known.get('Version')}).`);
          continue;
        }
        missing.push(DEBIAN_PACKAGES.has(name) || !this.mentioned(offered, name) ? `Unable to locate package ${name}` : `Package '${name}' has no installation candidate`);
        continue;
      }
      if (version !== undefined && !matchesVersion(version, offered.get(name)!.fields.get('Version')!)) {
        missing.push(`Version '${version}' for '${name}' was not found`);
        continue;
      }
      const present = database.installed(name);
      if (present && !this.options.reinstall) {
        await this.say(`${name} is already the newest version (${present.get('Version')}).`);
        continue;
      }
      if (!chosen.includes(name)) chosen.push(name);
    }
    if (missing.length > 0) return this.fail(...missing);
    const additional: string[] = [];
    const recommended: string[] = [];
    const visit = (name: string): void => {
      const one = this.packageOf(name, offered);
      if (!one) return;
      const follow = (list: readonly string[], isRecommended: boolean) => {
        for (const need of list) {
          if (chosen.includes(need) || additional.includes(need) || database.installed(need) || !offered.has(need)) continue;
          // A library that an older or newer release has under a like name is there already.
          if ([...database.packages.keys()].some((there) => there === `${need}t64`)) continue;
          if (isRecommended && !this.options.recommends) {
            if (!recommended.includes(need)) recommended.push(need);
            continue;
          }
          additional.push(need);
          visit(need);
        }
      };
      follow(one.depends, false);
      follow(one.recommends, true);
    };
    for (const name of chosen) visit(name);
    const all = [...chosen, ...additional].sort();
    if (additional.length > 0) await this.list('The following additional packages will be installed:', [...additional].sort());
    const notInstalled = recommended.filter((name) => !all.includes(name));
    if (notInstalled.length > 0) await this.list('Recommended packages:', notInstalled.sort());
    if (all.length > 0) await this.list('The following NEW packages will be installed:', all);
    if (removals.length > 0) return this.remove(removals, false);
    await this.say(`0 upgraded, ${all.length} newly installed, 0 to remove and 0 not upgraded.`);
    if (upgradeOnly || all.length === 0) return 0;
    const packages = order(all.map((name) => this.packageOf(name, offered)!));
    const download = packages.reduce((sum, one) => sum + one.sizeBytes, 0);
    const disk = packages.reduce((sum, one) => sum + one.installedBytes, 0);
    if (this.options.simulate) {
      for (const one of packages) await io.out(`Inst ${one.name} (${one.version} ${packageArchitecture(one, this.native)})\n`);
      for (const one of packages) await io.out(`Conf ${one.name} (${one.version} ${packageArchitecture(one, this.native)})\n`);
      return 0;
    }
    await this.say(`Need to get ${aptSize(download)} of archives.`);
    await this.say(`After this operation, ${aptSize(disk)} of additional disk space will be used.`);
    if (additional.length > 0 && !(await this.confirm())) return 1;
    const start = sys.now();
    let number = 0;
    for (const one of packages) {
      const source = offered.get(one.name)!.source;
      const uri = source.split(' ')[0]!;
      const answer = await fetchText(sys, `${uri}/${poolPath(one, this.native)}`);
      if (answer.kind !== 'ok') {
        const why = answer.kind === 'failed' ? answer.reason : `${answer.status}  Not Found`;
        await this.say(`Err:${++number} ${source} ${this.native} ${one.name} ${packageArchitecture(one, this.native)} ${one.version}`);
        await this.say(`  ${why}`);
        return this.fail(`Failed to fetch ${uri}/${poolPath(one, this.native)}  ${why}`, 'Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?');
      }
      await transfer(sys, one.sizeBytes);
      await this.say(`Get:${++number} ${source} ${this.native} ${one.name} ${packageArchitecture(one, this.native)} ${one.version} [${aptSize(one.sizeBytes)}]`);
    }
    const seconds = (sys.now() - start) / 1000;
    await this.say(`Fetched ${aptSize(download)} in ${Math.max(1, Math.round(seconds))}s (${aptSize(download / Math.max(0.2, seconds))}/s)`);
    if (this.options.downloadOnly) {
      await this.say('Download complete and in download only mode');
      return 0;
    }
    await this.configure(database, packages, new Set(chosen));
    return 0;
  }

  /** Whether something that is offered depends on a name: apt then knows it as a virtual package. */
  private mentioned(offered: ReadonlyMap<string, { fields: Paragraph }>, name: string): boolean {
    return [...offered.values()].some(({ fields }) => (fields.get('Depends') ?? '').split(', ').includes(name));
  }

  private async preamble(): Promise<void> {
    await this.say('Reading package lists...');
    await this.say('Building dependency tree...');
    await this.say('Reading state information...');
  }

  private async list(title: string, names: readonly string[]): Promise<void> {
    await this.say(title);
    const width = this.io.sys.isatty(1) ? this.io.sys.winsize(1).cols : 80;
    let line = ' ';
    for (const name of names) {
      if (line.length + 1 + name.length >= width && line.trim() !== '') {
        await this.say(line);
        line = ' ';
      }
      line += ` ${name}`;
    }
    if (line.trim() !== '') await this.say(line);
  }

  private async confirm(): Promise<boolean> {
    if (this.options.yes || this.options.quiet >= 2) return true;
    await this.io.out('Do you want to continue? [Y/n] ');
    await this.io.flush();
    const answer = await this.io.sys.read(0);
    if (answer.length === 0 || !/^(\s*$|[yY])/.test(new TextDecoder().decode(answer))) {
      await this.io.out('Abort.\n');
      return false;
    }
    return true;
  }

  private async configure(database: DpkgDatabase, packages: readonly Package[], manual: ReadonlySet<string>): Promise<void> {
    const { io } = this;
    const { sys } = io;
    // dpkg's own lines come whatever apt's quietness (-qq silences apt alone).
    if (this.options.quiet < 2 && !database.installed('apt-utils') && !database.installed('debconf-i18n')) await io.err('debconf: delaying package configuration, since apt-utils is not installed');
    const count = 4000 + [...database.packages.keys()].length * 21;
    const pad = String(packages.length - 1).length;
    for (const [i, one] of packages.entries()) {
      const label = packageArchitecture(one, this.native) === 'all' ? one.name : one.name.startsWith('lib') ? `${one.name}:${this.native}` : one.name;
      await io.out(`Selecting previously unselected package ${label}.\n`);
      if (i === 0) await io.out(`(Reading database ... ${count} files and directories currently installed.)\n`);
      await io.out(`Preparing to unpack ${packages.length > 1 ? `.../${packages.length > 9 ? `${String(i).padStart(Math.max(2, pad), '0')}-` : ''}` : '.../'}${archiveName(one, this.native)} ...\n`);
      await io.out(`Unpacking ${label} (${one.version}) ...\n`);
      const paths = unpack(sys, one, DEBIAN_FILES[one.name], `/usr/share/doc/${one.name}/package.dat`);
      makeFolders(sys, '/var/lib/dpkg/info');
      sys.writeFile(`/var/lib/dpkg/info/${one.name}.list`, `${['/.', ...paths].join('\n')}\n`, 0o644);
      database.packages.set(one.name, new Map([
        ['Package', one.name], ['Status', 'install ok installed'], ['Priority', 'optional'], ['Section', one.section], ['Installed-Size', String(Math.round(one.installedBytes / 1024))],
        ['Maintainer', 'Debian Maintainers <maint@debian.dockyard.example>'], ['Architecture', packageArchitecture(one, this.native)], ['Version', one.version],
        ...(one.depends.length > 0 ? [['Depends', one.depends.join(', ')] as [string, string]] : []), ['Description', one.description],
        ...(manual.has(one.name) ? [] : [['Auto-Installed', '1'] as [string, string]]),
      ]));
      await sys.sleep(15 + one.installedBytes / 400_000);
    }
    for (const one of packages) {
      const label = packageArchitecture(one, this.native) === 'all' || !one.name.startsWith('lib') ? one.name : `${one.name}:${this.native}`;
      await io.out(`Setting up ${label} (${one.version}) ...\n`);
      if (one.name === 'ca-certificates') await io.out('Updating certificates in /etc/ssl/certs...\n142 added, 0 removed; done.\n');
      if (one.name === 'tzdata') await io.out("\nCurrent default time zone: 'Etc/UTC'\n\n");
    }
    database.save();
    const libc = database.installed('libc-bin');
    if (packages.some((one) => one.name.startsWith('lib')) && libc) await io.out(`Processing triggers for libc-bin (${libc.get('Version')}) ...\n`);
    if (packages.some((one) => one.name === 'ca-certificates')) await io.out(`Processing triggers for ca-certificates (${database.packages.get('ca-certificates')!.get('Version')}) ...\nUpdating certificates in /etc/ssl/certs...\n0 added, 0 removed; done.\nRunning hooks in /etc/ca-certificates/update.d...\ndone.\n`);
    makeFolders(sys, '/var/log/apt');
    const log = readIfThere(sys, '/var/log/apt/history.log');
    sys.writeFile('/var/log/apt/history.log', `${log}\nStart-Date: ${formatDate('%F  %T', sys.now())}\nCommandline: ${[io.name, ...io.args].join(' ')}\nInstall: ${packages.map((one) => `${one.name}:${this.native} (${one.version})`).join(', ')}\nEnd-Date: ${formatDate('%F  %T', sys.now())}\n`);
  }

  // remove

  async remove(wanted: readonly string[], purge: boolean): Promise<number> {
    const { io } = this;
    if (!this.isRoot()) return this.fail('Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)', 'Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?');
    await this.preamble();
    const database = new DpkgDatabase(io.sys);
    const offered = this.offered();
    const gone = new Set<string>();
    for (const name of wanted) {
      if (database.installed(name)) gone.add(name);
      else if (offered.has(name)) await this.say(`Package '${name}' is not installed, so not removed`);
      else return this.fail(`Unable to locate package ${name}`);
    }
    // What depends on a removed package goes with it.
    for (let grew = true; grew; ) {
      grew = false;
      for (const [name, fields] of database.packages) {
        if (gone.has(name) || !database.installed(name)) continue;
        if ((fields.get('Depends') ?? '').split(', ').some((need) => gone.has(need))) {
          gone.add(name);
          grew = true;
        }
      }
    }
    const orphans = this.orphans(database, gone);
    if (this.options.autoRemove) for (const name of orphans) gone.add(name);
    else if (orphans.length > 0 && wanted.length > 0) {
      await this.list('The following packages were automatically installed and are no longer required:', orphans);
      await this.say(`Use '${io.name} autoremove' to remove them.`);
    }
    const names = [...gone].sort();
    if (names.length > 0) await this.list('The following packages will be REMOVED:', names.map((name) => (purge ? `${name}*` : name)));
    await this.say(`0 upgraded, 0 newly installed, ${names.length} to remove and 0 not upgraded.`);
    if (names.length === 0) return 0;
    const freed = names.reduce((sum, name) => sum + Number(database.packages.get(name)!.get('Installed-Size') ?? 0) * 1024, 0);
    await this.say(`After this operation, ${aptSize(freed)} disk space will be freed.`);
    if (!(await this.confirm())) return 1;
    await io.out(`(Reading database ... ${4000 + database.packages.size * 21} files and directories currently installed.)\n`);
    for (const name of names) {
      await io.out(`Removing ${name} (${database.packages.get(name)!.get('Version')}) ...\n`);
      removeFiles(io.sys, database.files(name).filter((path) => path !== '/.' && (purge || !path.startsWith('/etc/'))));
      database.packages.delete(name);
    }
    database.save();
    return 0;
  }

  private orphans(database: DpkgDatabase, gone: ReadonlySet<string>): string[] {
    const needed = (name: string, without: ReadonlySet<string>) => [...database.packages].some(([other, fields]) => other !== name && !without.has(other) && (fields.get('Depends') ?? '').split(', ').includes(name));
    const orphans = new Set<string>();
    for (let grew = true; grew; ) {
      grew = false;
      for (const [name, fields] of database.packages) {
        if (gone.has(name) || orphans.has(name) || fields.get('Auto-Installed') !== '1') continue;
        if (needed(name, new Set([...gone, ...orphans]))) continue;
        orphans.add(name);
        grew = true;
      }
    }
    return [...orphans].sort();
  }

  // queries

  async show(names: readonly string[]): Promise<number> {
    const offered = this.offered();
    const database = new DpkgDatabase(this.io.sys);
    let status = 0;
    for (const name of names) {
      const fields = offered.get(name)?.fields ?? database.installed(name);
      if (!fields) {
        await this.io.flush();
        if (this.isApt) {
          await this.io.err(`N: Unable to locate package ${name}`);
          await this.io.err(`N: Unable to locate package ${name}`);
        }
        await this.io.err('E: No packages found');
        status = 100;
        continue;
      }
      for (const [key, value] of fields) if (key !== 'Auto-Installed') await this.io.out(`${key}: ${value}\n`);
      await this.io.out('\n');
    }
    return status;
  }

  async search(patterns: readonly string[]): Promise<number> {
    const namesOnly = this.options.words.includes('--names-only');
    if (this.isApt) await this.io.out('Sorting...\nFull Text Search...\n');
    const offered = [...this.offered()].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, { fields, source }] of offered) {
      const description = fields.get('Description') ?? '';
      if (!patterns.every((pattern) => new RegExp(pattern, 'i').test(namesOnly ? name : `${name} ${description}`))) continue;
      if (this.isApt) await this.io.out(`${name}/${/ ([^/]+)\//.exec(source)?.[1] ?? 'stable'} ${fields.get('Version')} ${fields.get('Architecture')}\n  ${description}\n\n`);
      else await this.io.out(`${name} - ${description}\n`);
    }
    return 0;
  }

  async listPackages(): Promise<number> {
    await this.io.out('Listing...\n');
    const database = new DpkgDatabase(this.io.sys);
    const onlyInstalled = this.options.words.includes('--installed');
    if (this.options.words.includes('--upgradable')) return 0;
    const all = new Map<string, Paragraph>([...this.offered()].map(([name, { fields }]) => [name, fields]));
    for (const [name, fields] of database.packages) all.set(name, fields);
    const patterns = this.options.words.slice(1).filter((word) => !word.startsWith('--'));
    for (const name of [...all.keys()].sort()) {
      const present = database.installed(name);
      if ((onlyInstalled && !present) || (patterns.length > 0 && !patterns.includes(name))) continue;
      const fields = all.get(name)!;
      await this.io.out(`${name}/${present ? 'now' : 'stable'} ${fields.get('Version')} ${fields.get('Architecture')}${present ? ' [installed,local]' : ''}\n`);
    }
    return 0;
  }

  async policy(names: readonly string[]): Promise<number> {
    const offered = this.offered();
    const database = new DpkgDatabase(this.io.sys);
    for (const name of names) {
      const present = database.installed(name)?.get('Version');
      const candidate = offered.get(name);
      if (!present && !candidate) {
        await this.io.flush();
        await this.io.err(`N: Unable to locate package ${name}`);
        continue;
      }
      const best = candidate?.fields.get('Version') ?? present!;
      await this.io.out(`${name}:\n  Installed: ${present ?? '(none)'}\n  Candidate: ${best}\n  Version table:\n`);
      await this.io.out(` ${present === best ? '***' : '   '} ${best} ${candidate ? 500 : 100}\n`);
      if (candidate) await this.io.out(`        500 ${candidate.source} ${this.native} Packages\n`);
      if (present) await this.io.out('        100 /var/lib/dpkg/status\n');
    }
    return 0;
  }

  async clean(lists: boolean): Promise<number> {
    if (!this.isRoot()) return this.fail('Could not open lock file /var/cache/apt/archives/lock - open (13: Permission denied)', 'Unable to lock directory /var/cache/apt/archives/');
    void lists;
    for (const folder of ['/var/cache/apt/archives', '/var/cache/apt/archives/partial']) {
      try {
        for (const entry of this.io.sys.readdir(folder)) if (entry.name.endsWith('.deb')) this.io.sys.unlink(`${folder}/${entry.name}`);
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    }
    return 0;
  }
}

function matchesVersion(wanted: string, version: string): boolean {
  return wanted === version || (wanted.endsWith('*') && version.startsWith(wanted.slice(0, -1)));
}

/** Dependencies before what needs them, as dpkg configures. */
function order(packages: readonly Package[]): Package[] {
  const ordered: Package[] = [];
  const visit = (one: Package, path: readonly string[]): void => {
    if (ordered.includes(one) || path.includes(one.name)) return;
    for (const need of [...one.depends, ...one.recommends]) {
      const other = packages.find((candidate) => candidate.name === need);
      if (other) visit(other, [...path, one.name]);
    }
    if (!ordered.includes(one)) ordered.push(one);
  };
  for (const one of packages) visit(one, []);
  return ordered;
}

/** apt's own name and version: those of its package. */
const aptVersion = (io: Io): string => `apt ${programVersion(io.sys) ?? '2.6.1'} (${architectureOf(io.sys).debian})`;

/** apt-get(8), apt(8) and apt-cache(8) over the simulated archives. */
export const apt: Applet = async (io) => {
  const options = parseArguments(io.args.filter((arg) => arg !== '--version' && arg !== '-v'));
  if ('bad' in options) {
    await io.err(options.bad.startsWith('--') ? `E: Command line option ${options.bad} is not understood in combination with the other options` : `E: Command line option '${options.bad[1]}' [from ${options.bad}] is not known.`);
    return 100;
  }
  if (io.args.includes('--version') || io.args.includes('-v')) {
    await io.out(`${aptVersion(io)}\n`);
    return 0;
  }
  const [verb, ...names] = options.words.filter((word) => !word.startsWith('--'));
  const run = new Apt(io, options);
  if (io.name === 'apt' && !io.sys.isatty(1) && verb !== undefined) await io.err('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n');
  switch (verb) {
    case undefined:
    case 'help':
      await io.out(`${aptVersion(io)}\nUsage: ${io.name} [options] command\n`);
      return verb === undefined && io.name !== 'apt-cache' ? 1 : 0;
    case 'update':
      return run.update();
    case 'install':
    case 'reinstall':
      if (verb === 'reinstall') options.reinstall = true;
      return run.install(names);
    case 'upgrade': case 'dist-upgrade': case 'full-upgrade':
      if (io.name === 'apt-cache') break;
      await runUpgrade(io, run, options);
      return io.sys.credentials.euid === 0 ? 0 : 100;
    case 'remove':
      return run.remove(names, options.purge);
    case 'purge':
      return run.remove(names, true);
    case 'autoremove': case 'auto-remove': case 'autopurge':
      options.autoRemove = true;
      return run.remove(names, options.purge || verb === 'autopurge');
    case 'clean': case 'autoclean': case 'auto-clean': case 'distclean':
      return run.clean(verb === 'distclean');
    case 'show':
      return run.show(names);
    case 'search':
      return run.search(names);
    case 'list':
      return run.listPackages();
    case 'policy': case 'madison':
      return run.policy(names);
    case 'check':
      return 0;
    case 'source': case 'build-dep': case 'download': case 'changelog': case 'edit-sources': case 'depends': case 'rdepends': case 'full-depends':
      await io.err(`dockyard: ${io.name} ${verb} is not simulated`);
      return 1;
  }
  await io.err(`E: Invalid operation ${verb}`);
  return 100;
};

async function runUpgrade(io: Io, run: Apt, options: AptOptions): Promise<void> {
  void options;
  const status = await run.install([], true);
  if (status !== 0) return;
  if (io.name === 'apt') await io.flush();
}

/** apt-mark(8) and apt-config(8), as far as scripts use them: marks are kept in dpkg's status. */
export const aptMark: Applet = async (io) => {
  const [verb, ...names] = io.args.filter((arg) => !arg.startsWith('-'));
  const database = new DpkgDatabase(io.sys);
  if (verb === 'showmanual' || verb === 'showauto') {
    for (const [name, fields] of [...database.packages].sort(([a], [b]) => (a < b ? -1 : 1))) if ((fields.get('Auto-Installed') === '1') === (verb === 'showauto')) await io.out(`${name}\n`);
    return 0;
  }
  if (verb === 'hold' || verb === 'unhold') {
    for (const name of names) await io.out(`${name} ${verb === 'hold' ? 'set on hold' : 'was already not on hold'}.\n`);
    return 0;
  }
  if (verb === 'manual' || verb === 'auto') {
    for (const name of names.length > 0 && names[0] === '.*' ? [...database.packages.keys()] : names) {
      const fields = database.packages.get(name);
      if (!fields) {
        await io.err(`E: Unable to locate package ${name}`);
        return 100;
      }
      if (verb === 'auto') fields.set('Auto-Installed', '1');
      else fields.delete('Auto-Installed');
      await io.out(`${name} set to ${verb === 'auto' ? 'automatically' : 'manually'} installed.\n`);
    }
    database.save();
    return 0;
  }
  await io.err(`E: Invalid operation ${verb ?? ''}`);
  return 100;
};
