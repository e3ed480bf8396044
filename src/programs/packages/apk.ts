import { isSysError } from '../../machine/errno';
import { upstreamVersion } from '../../lib/package-version';
import { architectureOf } from '../../machine/program-architecture';
import { programVersion } from '../../machine/program-version';
import type { Sys } from '../../machine/sys';
import type { Applet, Io } from '../applet';
import { ALPINE_PACKAGES } from './alpine-world';
import { readIfThere } from './dpkg-database';
import { ALPINE_FILES } from './extra-files';
import { fetchText, transfer } from './fetch';
import { makeFolders, removeFiles, unpack } from './install';
import type { Package } from './world';

const DATABASE = '/lib/apk/db/installed';
const WORLD = '/etc/apk/world';

interface Installed {
  name: string;
  version: string;
  installedBytes: number;
  /** The paragraph as it stands in the database. */
  lines: string[];
}

function readDatabase(sys: Sys): Map<string, Installed> {
  const all = new Map<string, Installed>();
  for (const part of readIfThere(sys, DATABASE).split('\n\n')) {
    const lines = part.split('\n').filter(Boolean);
    const get = (key: string) => lines.find((line) => line.startsWith(`${key}:`))?.slice(2) ?? '';
    if (get('P')) all.set(get('P'), { name: get('P'), version: get('V'), installedBytes: Number(get('I') || 0), lines });
  }
  return all;
}

function writeDatabase(sys: Sys, all: ReadonlyMap<string, Installed>): void {
  sys.writeFile(DATABASE, [...all.values()].map((one) => `${one.lines.join('\n')}\n\n`).join(''));
}

function readWorld(sys: Sys): string[] {
  return readIfThere(sys, WORLD).split(/\s+/).filter(Boolean);
}

/** `OK: 12 MiB in 24 packages` */
async function summary(io: Io, all: ReadonlyMap<string, Installed>): Promise<void> {
  const bytes = [...all.values()].reduce((sum, one) => sum + one.installedBytes, 0);
  const size = bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MiB` : `${Math.round(bytes / 1024)} KiB`;
  await io.out(`OK: ${size} in ${all.size} packages\n`);
}

interface ApkOptions {
  noCache: boolean;
  update: boolean;
  quiet: boolean;
  virtual: string | undefined;
  simulate: boolean;
  all: boolean;
  verbose: boolean;
  installed: boolean;
  words: string[];
}

const FLAGS_WITH_VALUE = new Set(['-X', '--repository', '-p', '--root', '--arch', '--repositories-file', '--keys-dir', '--cache-dir', '--wait', '--progress-fd']);

function parseArguments(args: readonly string[]): ApkOptions | { bad: string } {
  const options: ApkOptions = { noCache: false, update: false, quiet: false, virtual: undefined, simulate: false, all: false, verbose: false, installed: false, words: [] };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (FLAGS_WITH_VALUE.has(arg)) i++;
    else if (arg === '--no-cache') options.noCache = true;
    else if (arg === '-U' || arg === '--update-cache' || arg === '--update') options.update = true;
    else if (arg === '-q' || arg === '--quiet') options.quiet = true;
    else if (arg === '-s' || arg === '--simulate') options.simulate = true;
    else if (arg === '-a' || arg === '--all' || arg === '-d' || arg === '-L' || arg === '--contents') options.all = true;
    else if (arg === '-v' || arg === '--verbose' || arg === '-vv') options.verbose = true;
    else if (arg === '-e' || arg === '--installed' || arg === '-I') options.installed = true;
    else if (arg === '-t' || arg === '--virtual') options.virtual = args[++i];
    else if (arg.startsWith('--virtual=')) options.virtual = arg.slice(10);
    else if (/^(-u|-l|-f|-i|--upgrade|--latest|--force.*|--interactive|--no-progress|--no-scripts|--purge|--rdepends|--allow-untrusted|--initdb|--available|--clean-protected|--no-network|--repository=.*|--no-interactive|--no-check-certificate|--available)$/.test(arg)) continue;
    else if (arg.startsWith('-') && arg.length > 1) return { bad: arg };
    else options.words.push(arg);
  }
  return options;
}

/** Fetches the indexes unless they are cached; prints the lines that apk prints. */
async function fetchIndexes(io: Io, options: ApkOptions, force: boolean): Promise<boolean> {
  const repositories = readIfThere(io.sys, '/etc/apk/repositories').split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  let ok = repositories.length > 0;
  for (const [i, repository] of repositories.entries()) {
    const base = repository.replace(/^@\S+\s+/, '');
    const url = `${base}/${architectureOf(io.sys).alpine}/APKINDEX.tar.gz`;
    const cached = `/var/cache/apk/APKINDEX.${String(i).padStart(8, '0')}.tar.gz`;
    if (!force && !options.noCache && io.sys.access(cached, '')) continue;
    if (!options.quiet) await io.out(`fetch ${url}\n`);
    await io.flush();
    const answer = await fetchText(io.sys, url);
    if (answer.kind !== 'ok') {
      await io.err(`WARNING: ${options.noCache ? 'fetching' : 'updating and opening'} ${base}: ${answer.kind === 'failed' && answer.reason.startsWith('Temporary') ? 'temporary error (try again later)' : answer.kind === 'status' ? 'No such file or directory' : 'network connection aborted'}`);
      ok = false;
      continue;
    }
    await transfer(io.sys, 480_000);
    if (!options.noCache) {
      makeFolders(io.sys, '/var/cache/apk');
      io.sys.writeFile(cached, answer.body);
    }
  }
  return ok;
}

const bare = (word: string): string => word.replace(/[<>=~@].*$/, '');

async function add(io: Io, options: ApkOptions, names: readonly string[]): Promise<number> {
  const { sys } = io;
  const online = await fetchIndexes(io, options, options.update);
  const database = readDatabase(sys);
  const unknown: string[] = [];
  const chosen: Package[] = [];
  const visit = (name: string): void => {
    const one = online ? ALPINE_PACKAGES.get(name) : undefined;
    if (!one || database.has(name) || chosen.includes(one)) return;
    for (const need of one.depends) visit(need);
    chosen.push(one);
  };
  for (const word of names) {
    const name = bare(word);
    if (database.has(name)) continue;
    if (!online || !ALPINE_PACKAGES.has(name)) unknown.push(word);
    else visit(name);
  }
  if (unknown.length > 0) {
    await io.err('ERROR: unable to select packages:');
    for (const word of unknown.sort()) {
      await io.err(`  ${bare(word)} (no such package):`);
      await io.err(`    required by: ${options.virtual ? `${options.virtual}-0[${word}]` : `world[${word}]`}`);
    }
    return unknown.length;
  }
  if (options.simulate) return 0;
  const virtual: Package | undefined = options.virtual === undefined ? undefined : { name: options.virtual, version: '20260101.000000', sizeBytes: 0, installedBytes: 0, depends: names.map(bare), recommends: [], executables: new Map(), links: new Map(), description: 'virtual meta package', section: '' };
  const queue = [...chosen.sort((a, b) => (dependsOn(a, b) ? 1 : dependsOn(b, a) ? -1 : 0)), ...(virtual ? [virtual] : [])];
  const width = String(queue.length).length;
  for (const [i, one] of queue.entries()) {
    if (!options.quiet) await io.out(`(${String(i + 1).padStart(width)}/${queue.length}) Installing ${one.name} (${one.version})\n`);
    await io.flush();
    await transfer(sys, one.sizeBytes);
    const paths = unpack(sys, one, ALPINE_FILES[one.name], `/usr/share/apk/${one.name}.dat`);
    const lines = [`P:${one.name}`, `V:${one.version}`, `A:${architectureOf(sys).alpine}`, `S:${one.sizeBytes}`, `I:${one.installedBytes}`, `T:${one.description}`, 'U:https://alpine.dockyard.example/', 'L:MIT', `o:${one.name}`];
    if (one.depends.length > 0) lines.push(`D:${one.depends.join(' ')}`);
    for (const path of paths) lines.push(`F:${path.slice(1, path.lastIndexOf('/'))}`, `R:${path.slice(path.lastIndexOf('/') + 1)}`);
    database.set(one.name, { name: one.name, version: one.version, installedBytes: one.installedBytes, lines });
  }
  writeDatabase(sys, database);
  const world = readWorld(sys);
  for (const word of options.virtual === undefined ? names : [options.virtual]) if (!world.includes(word)) world.push(word);
  sys.writeFile(WORLD, `${world.sort().join('\n')}\n`);
  if (queue.length > 0 && !options.quiet) {
    const busybox = database.get('busybox');
    if (busybox && queue.some((one) => one.executables.size > 0 || one === virtual)) await io.out(`Executing busybox-${busybox.version}.trigger\n`);
    const certificates = chosen.find((one) => one.name === 'ca-certificates');
    if (certificates) await io.out(`Executing ca-certificates-${certificates.version}.trigger\n`);
  }
  if (!options.quiet) await summary(io, database);
  return 0;
}

function dependsOn(a: Package, b: Package): boolean {
  return a.depends.includes(b.name) || a.depends.some((need) => ALPINE_PACKAGES.get(need)?.depends.includes(b.name));
}

async function del(io: Io, options: ApkOptions, names: readonly string[]): Promise<number> {
  const { sys } = io;
  const database = readDatabase(sys);
  const world = readWorld(sys);
  const asked = names.map(bare);
  if (asked.some((name) => !database.has(name))) for (const name of asked.filter((one) => !database.has(one))) await io.err(`ERROR: No such package: ${name}`);
  const kept = world.filter((word) => !asked.includes(bare(word)));
  const needed = new Set<string>();
  const keep = (name: string): void => {
    const one = database.get(name);
    if (!one || needed.has(name)) return;
    needed.add(name);
    const depends = one.lines.find((line) => line.startsWith('D:'))?.slice(2).split(' ') ?? [];
    for (const need of depends) keep(bare(need));
  };
  for (const word of kept) keep(bare(word));
  // Only what this world brought can go: the base's packages state no dependencies here.
  const gone = [...database.values()].filter((one) => !needed.has(one.name) && (asked.includes(one.name) || ALPINE_PACKAGES.has(one.name)) && one.lines.some((line) => line.startsWith('T:')) && (asked.includes(one.name) || one.lines.some((line) => line.startsWith('R:') || line.startsWith('D:')) || one.installedBytes === ALPINE_PACKAGES.get(one.name)?.installedBytes));
  for (const [i, one] of gone.entries()) {
    if (!options.quiet) await io.out(`(${String(i + 1).padStart(String(gone.length).length)}/${gone.length}) Purging ${one.name} (${one.version})\n`);
    removeFiles(sys, pathsOf(one));
    database.delete(one.name);
  }
  writeDatabase(sys, database);
  sys.writeFile(WORLD, `${kept.join('\n')}\n`);
  const busybox = database.get('busybox');
  if (gone.length > 0 && busybox && !options.quiet) await io.out(`Executing busybox-${busybox.version}.trigger\n`);
  if (!options.quiet) await summary(io, database);
  return asked.filter((name) => !gone.some((one) => one.name === name)).length > 0 && gone.length === 0 ? 1 : 0;
}

function pathsOf(one: Installed): string[] {
  const paths: string[] = [];
  let folder = '';
  for (const line of one.lines) {
    if (line.startsWith('F:')) folder = line.slice(2);
    else if (line.startsWith('R:')) paths.push(`/${folder}/${line.slice(2)}`);
  }
  return paths;
}

async function info(io: Io, options: ApkOptions, names: readonly string[]): Promise<number> {
  const database = readDatabase(io.sys);
  if (names.length === 0) {
    for (const one of [...database.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) await io.out(`${one.name}${options.verbose ? `-${one.version}` : ''}\n`);
    return 0;
  }
  let status = 0;
  for (const name of names) {
    const one = database.get(name);
    if (!one) {
      status = 1;
      continue;
    }
    if (options.installed) {
      await io.out(`${name}\n`);
      continue;
    }
    const get = (key: string) => one.lines.find((line) => line.startsWith(`${key}:`))?.slice(2) ?? '';
    const label = `${name}-${one.version}`;
    if (options.all && io.args.some((arg) => arg === '-L' || arg === '--contents')) await io.out(`${label} contains:\n${pathsOf(one).map((path) => `${path.slice(1)}\n`).join('')}\n`);
    else await io.out(`${label} description:\n${get('T')}\n\n${label} webpage:\n${get('U')}\n\n${label} installed size:\n${Math.round(one.installedBytes / 1024)} KiB\n\n`);
  }
  return status;
}

/** apk(8): add, del, update, upgrade, info, search, list, cache, fix, version. */
export const apk: Applet = async (io) => {
  if (io.args.includes('--version') || io.args.includes('-V')) {
    await io.out(`apk-tools ${upstreamVersion(programVersion(io.sys) ?? '3.0.8-r0')}, compiled for ${architectureOf(io.sys).alpine}.\n`);
    return 0;
  }
  if (io.args.includes('--print-arch')) {
    await io.out(`${architectureOf(io.sys).alpine}\n`);
    return 0;
  }
  const options = parseArguments(io.args);
  if ('bad' in options) {
    await io.err(`apk: unrecognized option: ${options.bad.replace(/^-+/, '')}`);
    return 1;
  }
  const [verb, ...names] = options.words;
  const changes = ['add', 'del', 'update', 'upgrade', 'fix', 'cache'].includes(verb ?? '');
  if (changes && io.sys.credentials.euid !== 0) {
    await io.err('ERROR: Unable to lock database: Permission denied');
    await io.err('ERROR: Failed to open apk database: Permission denied');
    return 99;
  }
  try {
    switch (verb) {
      case 'add':
        return await add(io, options, names);
      case 'del':
        return await del(io, options, names);
      case 'update': {
        const ok = await fetchIndexes(io, options, true);
        const repositories = readIfThere(io.sys, '/etc/apk/repositories').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
        if (!ok) {
          await io.err(`${repositories.length} unavailable, 0 stale; ${readDatabase(io.sys).size} distinct packages available`);
          return repositories.length;
        }
        for (const repository of repositories) await io.out(`${/v\d+\.\d+/.exec(repository)?.[0] ?? 'edge'}.0-dockyard [${repository}]\n`);
        await io.out(`OK: ${ALPINE_PACKAGES.size} distinct packages available\n`);
        return 0;
      }
      case 'upgrade':
        await fetchIndexes(io, options, options.update);
        await summary(io, readDatabase(io.sys));
        return 0;
      case 'fix':
        await summary(io, readDatabase(io.sys));
        return 0;
      case 'cache':
        if (names[0] === 'clean' || names[0] === 'purge') {
          for (const entry of io.sys.access('/var/cache/apk', '') ? io.sys.readdir('/var/cache/apk') : []) io.sys.unlink(`/var/cache/apk/${entry.name}`);
        }
        return 0;
      case 'info':
        return await info(io, options, names);
      case 'list': {
        const database = readDatabase(io.sys);
        for (const one of [...database.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) if (names.length === 0 || names.includes(one.name)) await io.out(`${one.name}-${one.version} ${architectureOf(io.sys).alpine} {${one.name}} (MIT) [installed]\n`);
        if (!options.installed) for (const one of ALPINE_PACKAGES.values()) if (!database.has(one.name) && (names.length === 0 || names.includes(one.name))) await io.out(`${one.name}-${one.version} ${architectureOf(io.sys).alpine} {${one.name}} (MIT)\n`);
        return 0;
      }
      case 'search': {
        await fetchIndexes(io, options, false);
        for (const one of ALPINE_PACKAGES.values()) if (names.length === 0 || names.some((name) => one.name.includes(name.replace(/\*/g, '')))) await io.out(`${one.name}-${one.version}${options.verbose ? ` - ${one.description}` : ''}\n`);
        return 0;
      }
      case 'version':
        await io.out('Installed:                                Available:\n');
        return 0;
      case undefined:
        await io.out(`apk-tools ${upstreamVersion(programVersion(io.sys) ?? '3.0.8-r0')}, compiled for ${architectureOf(io.sys).alpine}.\n\nusage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]\n`);
        return 1;
      default:
        await io.err(`apk: '${verb}' is not an apk command. See 'apk --help'.`);
        return 1;
    }
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`ERROR: ${error.message}`);
    return 99;
  }
};
