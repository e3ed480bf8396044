import { isSysError } from '../../../machine/errno';
import { resolveName, ResolveError } from '../../../machine/net/resolve';
import type { Sys } from '../../../machine/sys';
import { sleepFor } from '../machine/process-calls';
import { packageFiles } from './package-files';
import { existsElsewhere } from './elsewhere';
import { mayExist, pickVersion, REGISTRY, satisfies, type PackageInfo } from './registry';

/** package.json, as far as it is read here. */
export interface Manifest {
  name?: string;
  version?: string;
  license?: string;
  main?: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  bin?: string | Record<string, string>;
  [other: string]: unknown;
}

/** The simulated registry's address. */
export const REGISTRY_URL = 'https://registry.npm.example/';
/** A name that is looked up to see whether there is a network at all. */
const PROBE = 'example.com';

/** Why an installation failed: what npm prints after `npm error `. */
export class InstallError extends Error {
  constructor(
    readonly code: string,
    readonly lines: readonly string[],
  ) {
    super(code);
  }
}

export interface Planned {
  name: string;
  version: string;
  dev: boolean;
}

const exists = (sys: Sys, path: string): boolean => {
  try {
    sys.lstat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
};

export function readManifest(sys: Sys, folder: string): Manifest | undefined {
  const path = `${folder}/package.json`;
  if (!exists(sys, path)) return undefined;
  const source = sys.readText(path);
  try {
    return JSON.parse(source) as Manifest;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InstallError('EJSONPARSE', ['code EJSONPARSE', `path ${path}`, `JSON.parse ${why}`, 'JSON.parse Failed to parse JSON data.', 'JSON.parse Note: package.json must be actual JSON, not just JavaScript.']);
  }
}

export function makeFolder(sys: Sys, path: string): void {
  let at = '';
  for (const part of path.split('/').filter(Boolean)) {
    at += `/${part}`;
    if (!exists(sys, at)) sys.mkdir(at, 0o755);
  }
}

export function removeTree(sys: Sys, path: string): void {
  if (!exists(sys, path)) return;
  if (sys.lstat(path).type !== 'dir') return sys.unlink(path);
  for (const { name } of sys.readdir(path)) if (name !== '.' && name !== '..') removeTree(sys, `${path}/${name}`);
  sys.rmdir(path);
}

/** All that has to lie in node_modules for the wanted packages. Throws InstallError for unknown ones. */
export function plan(wanted: readonly { name: string; range: string; dev: boolean }[]): Planned[] {
  const out = new Map<string, Planned>();
  // What the project itself asks for lies at the top, whoever else needs it.
  const direct = new Map(wanted.map(({ name, range }) => [name, range]));
  const add = (name: string, range: string, dev: boolean): void => {
    const known = out.get(name);
    if (known) {
      known.dev &&= dev;
      return;
    }
    const info = REGISTRY.get(name);
    if (!info) throw notFound(name, range);
    const version = offered(info, range);
    out.set(name, { name, version, dev });
    for (const dependency of info.dependencies) add(dependency, direct.get(dependency) ?? rangeWithin(name, version, dependency), dev);
  };
  for (const { name, range, dev } of wanted) add(name, range, dev);
  return [...out.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** An older major version of a package comes with the older versions of what it is made of. */
function rangeWithin(parent: string, version: string, dependency: string): string {
  const info = REGISTRY.get(dependency);
  const older = info?.versions[1];
  const newest = REGISTRY.get(parent)!.versions[0]!;
  const isOlder = version.split('.')[0] !== newest.split('.')[0];
  return older !== undefined && (isOlder || ['morgan', 'nodemon', 'compression', 'cookie-parser'].includes(parent)) ? older : '*';
}

/** The version of a package that a range gets. Throws InstallError where none is offered. */
export function offered(info: PackageInfo, range: string): string {
  const version = pickVersion(info, range);
  if (version !== undefined) return version;
  if (mayExist(info, range)) throw new InstallError('ENOTSUP', [`dockyard: ${info.name}@${range} is not simulated: the simulated registry offers ${info.versions.join(', ')}`]);
  throw new InstallError('ETARGET', ['code ETARGET', `notarget No matching version found for ${info.name}@${range}.`, 'notarget In most cases you or one of your dependencies are requesting', "notarget a package version that doesn't exist."]);
}

function notFound(name: string, range: string): InstallError {
  if (existsElsewhere(name)) return new InstallError('ENOTSUP', [`dockyard: the package ${name} is not simulated: the simulated registry doesn't offer it`]);
  const shown = `${name}@${range || '*'}`;
  return new InstallError('E404', [
    'code E404',
    `404 Not Found - GET ${REGISTRY_URL}${name.replace('/', '%2f')} - Not found`,
    '404',
    `404  '${shown}' is not in this registry.`,
    '404',
    '404 Note that you can also install from a',
    '404 tarball, folder, http url, or git url.',
  ]);
}

/** Fails as npm does where the registry can't be reached. */
export async function reachRegistry(sys: Sys, name: string): Promise<void> {
  try {
    await resolveName(sys, PROBE);
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    const code = error.code === 'EAI_AGAIN' ? 'EAI_AGAIN' : 'ENOTFOUND';
    await sleepFor(sys, 20_000);
    throw new InstallError(code, [`code ${code}`, 'syscall getaddrinfo', `errno ${code}`, `request to ${REGISTRY_URL}${name} failed, reason: getaddrinfo ${code} ${new URL(REGISTRY_URL).hostname}`]);
  }
}

const stub = (name: string): string => `'use strict';\nthrow new Error('dockyard: the package ${name} is not simulated');\n`;
const stubCommand = (name: string): string => `#!/usr/bin/env node\nprocess.stderr.write('dockyard: ${name} is not simulated\\n');\nprocess.exitCode = 1;\n`;

/** Writes one package's folder. */
async function writePackage(sys: Sys, folder: string, one: Planned): Promise<void> {
  const info = REGISTRY.get(one.name)!;
  const files = await sys.external(packageFiles(one.name));
  makeFolder(sys, folder);
  const manifest = {
    name: one.name,
    version: one.version,
    description: '',
    license: 'MIT',
    main: 'index.js',
    ...(info.bin ? { bin: info.bin } : {}),
    ...(info.dependencies.length > 0 ? { dependencies: Object.fromEntries(info.dependencies.map((name) => [name, `^${offered(REGISTRY.get(name)!, rangeWithin(one.name, one.version, name))}`])) } : {}),
  };
  sys.writeFile(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  const commands = Object.fromEntries(Object.entries(info.bin ?? {}).map(([command, path]) => [path, stubCommand(command)]));
  for (const [path, source] of Object.entries(files ?? { 'index.js': stub(one.name), ...commands })) {
    const file = `${folder}/${path}`;
    makeFolder(sys, file.slice(0, file.lastIndexOf('/')));
    sys.writeFile(file, source, Object.values(info.bin ?? {}).includes(path) ? 0o755 : 0o644);
  }
  if (!files) sys.writeFile(`${folder}/README.md`, `# ${one.name}\n`);
}

function linkBins(sys: Sys, modules: string, one: Planned, folder = `${modules}/.bin`, target = '..'): void {
  for (const [name, file] of Object.entries(REGISTRY.get(one.name)?.bin ?? {})) {
    makeFolder(sys, folder);
    if (exists(sys, `${folder}/${name}`)) sys.unlink(`${folder}/${name}`);
    sys.symlink(`${target}/${one.name}/${file}`, `${folder}/${name}`);
  }
}

export interface Outcome {
  added: number;
  removed: number;
  changed: number;
  audited: number;
  funding: number;
}

const lockEntry = (one: Planned): Record<string, unknown> => ({
  version: one.version,
  resolved: `${REGISTRY_URL}${one.name}/-/${one.name.replace(/^.*\//, '')}-${one.version}.tgz`,
  ...(one.dev ? { dev: true } : {}),
  license: 'MIT',
});

/** Brings node_modules to what is planned, and says what has changed. Takes time by what it fetches. */
export async function apply(sys: Sys, root: string, planned: readonly Planned[], manifest: Manifest, options: { lock: boolean; clean: boolean }): Promise<Outcome> {
  const modules = `${root}/node_modules`;
  if (options.clean) removeTree(sys, modules);
  const have = installed(sys, root);
  const outcome: Outcome = { added: 0, removed: 0, changed: 0, audited: planned.length + 1, funding: planned.filter(({ name }) => REGISTRY.get(name)?.funding).length };
  for (const one of planned) {
    const version = have.get(one.name);
    have.delete(one.name);
    if (version === one.version) continue;
    if (version === undefined) outcome.added++;
    else {
      outcome.changed++;
      removeTree(sys, `${modules}/${one.name}`);
    }
    await sleepFor(sys, 18);
    await writePackage(sys, `${modules}/${one.name}`, one);
    linkBins(sys, modules, one);
  }
  for (const name of have.keys()) {
    removeTree(sys, `${modules}/${name}`);
    outcome.removed++;
  }
  const packages = Object.fromEntries(planned.map((one) => [`node_modules/${one.name}`, lockEntry(one)]));
  const head = { name: manifest.name ?? root.split('/').at(-1), ...(manifest.version ? { version: manifest.version } : {}), lockfileVersion: 3, requires: true };
  if (planned.length > 0) sys.writeFile(`${modules}/.package-lock.json`, `${JSON.stringify({ ...head, packages }, null, 2)}\n`);
  const { name, version, license, dependencies, devDependencies } = manifest;
  const own = Object.fromEntries(Object.entries({ name, version, license, dependencies, devDependencies }).filter(([, value]) => value !== undefined));
  if (options.lock) sys.writeFile(`${root}/package-lock.json`, `${JSON.stringify({ ...head, packages: { '': own, ...packages } }, null, 2)}\n`);
  return outcome;
}

/** A package of its own for all: in the global folder with its commands in bin. */
export async function installGlobally(sys: Sys, prefix: string, planned: readonly Planned[], names: readonly string[]): Promise<number> {
  const modules = `${prefix}/lib/node_modules`;
  let added = 0;
  for (const name of names) {
    for (const one of planned) {
      await sleepFor(sys, 18);
      await writePackage(sys, one.name === name ? `${modules}/${name}` : `${modules}/${name}/node_modules/${one.name}`, one);
      added++;
    }
    linkBins(sys, modules, planned.find((one) => one.name === name)!, `${prefix}/bin`, '../lib/node_modules');
  }
  return added;
}

/** What lies in node_modules, by name its version. */
export function installed(sys: Sys, root: string): Map<string, string> {
  const out = new Map<string, string>();
  const modules = `${root}/node_modules`;
  if (!exists(sys, modules)) return out;
  const names = sys.readdir(modules).map(({ name }) => name).filter((name) => !name.startsWith('.'));
  for (const name of names.flatMap((one) => (one.startsWith('@') ? sys.readdir(`${modules}/${one}`).map((inner) => `${one}/${inner.name}`) : [one]))) {
    const manifest = readManifest(sys, `${modules}/${name}`);
    if (manifest?.version) out.set(name, manifest.version);
  }
  return out;
}

/** The versions that package-lock.json holds. */
export function readLock(sys: Sys, root: string): Map<string, Planned> | undefined {
  if (!exists(sys, `${root}/package-lock.json`)) return undefined;
  const { packages = {} } = JSON.parse(sys.readText(`${root}/package-lock.json`)) as { packages?: Record<string, { version?: string; dev?: boolean }> };
  const out = new Map<string, Planned>();
  for (const [path, { version, dev }] of Object.entries(packages)) {
    const name = path.replace(/^.*node_modules\//, '');
    if (path && version && !out.has(name)) out.set(name, { name, version, dev: dev ?? false });
  }
  return out;
}

/** Versions that a lock holds stay, where they fit what is asked for. */
export function keepLocked(planned: readonly Planned[], lock: ReadonlyMap<string, Planned> | undefined, ranges: Readonly<Record<string, string>>): Planned[] {
  return planned.map((one) => {
    const held = lock?.get(one.name);
    return held && satisfies(held.version, ranges[one.name] ?? '*') ? { ...one, version: held.version } : one;
  });
}
