import { upstreamVersion } from '../../../lib/package-version';
import { programVersion, versionOfFile } from '../../../machine/program-version';
import { pythonVersion } from './version';
import { isSysError } from '../../../machine/errno';
import { resolveName, ResolveError } from '../../../machine/net/resolve';
import type { Program } from '../../../machine/program';
import type { Sys } from '../../../machine/sys';
import { sleepFor } from '../machine/process-calls';
import { interpreter } from './environment';
import { INSTALLABLE } from './library-names';
import { BYTES_PER_MS, inOrder, progressBar, sizeText } from './pip-report';
import { DISTRIBUTIONS, EXTRAS, installedPackages, normal, sitePackages } from './packages';

/** The pip that runs, or that belongs to the python that runs: its package's version, or that of the images. */
function pipVersion(sys: Sys): string {
  const packaged = sys.exePath.startsWith('/usr/bin/') ? (versionOfFile(sys, '/usr/bin/pip3') ?? versionOfFile(sys, '/usr/bin/pip')) : undefined;
  return packaged === undefined ? '24.0' : upstreamVersion(packaged);
}

/** What has been written for the simulated world: the others can be installed, not imported. */
const SIMULATED = new Set(Object.values(INSTALLABLE).flatMap((names) => names.split(' ')));
/** Commands that come with a distribution: the module that each runs. */
const COMMANDS: Readonly<Record<string, readonly [command: string, module: string]>> = { flask: ['flask', 'flask'], django: ['django-admin', 'django'], gunicorn: ['gunicorn', 'gunicorn'], uvicorn: ['uvicorn', 'uvicorn'], fastapi: ['fastapi', 'fastapi'], pytest: ['pytest', 'pytest'] };
/** Commands that come with distributions that haven't been written: each is there and says so. */
const UNWRITTEN: Readonly<Record<string, string>> = {
  celery: 'celery', black: 'black blackd', httpx: 'httpx', virtualenv: 'virtualenv', pygments: 'pygmentize', sqlparse: 'sqlformat', numpy: 'f2py numpy-config', 'python-dotenv': 'dotenv', 'charset-normalizer': 'normalizer', wheel: 'wheel',
};
/** What a distribution is imported by, where that isn't its own name. */
const IMPORTED: Readonly<Record<string, string>> = { 'scikit-learn': 'sklearn', pillow: 'PIL', pyyaml: 'yaml', 'python-dateutil': 'dateutil', dnspython: 'dns', pymongo: 'pymongo bson gridfs', setuptools: 'setuptools pkg_resources', matplotlib: 'matplotlib mpl_toolkits' };
interface Wanted {
  name: string;
  spec: string;
  by: string;
  extras: readonly string[];
}

function parseRequirement(line: string, by: string): Wanted | undefined {
  const bare = line.replace(/\s+#.*$|^#.*$/, '').replace(/;.*$/, '').trim();
  const match = /^([A-Za-z0-9._-]+)(?:\[([^\]]*)\])?\s*(.*)$/.exec(bare);
  return match && !bare.startsWith('-') ? { name: match[1]!, spec: match[3]!.replace(/\s+/g, ''), by, extras: (match[2] ?? '').split(',').map((one) => one.trim()).filter(Boolean) } : undefined;
}

const parts = (text: string): number[] => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
const below = (a: string, b: string): boolean => {
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) < (y[i] ?? 0);
  return false;
};

/** A requirement asks for something newer than there is. */
function isTooNew(spec: string, newest: string): boolean {
  return spec.split(',').some((one) => {
    const [, operator = '', version = ''] = /^(===?|~=|>=|>)([\d.]+)/.exec(one) ?? [];
    return operator !== '' && (below(newest, version) || (operator === '>' && !below(version, newest)));
  });
}

/** The version that a requirement gets: the newest known one, or the lowest that it asks for where that is too new. */
function versionFor(spec: string, newest: string): string {
  const compatible = /~=([\d.]+)/.exec(spec)?.[1];
  if (compatible) return parts(compatible).slice(0, -1).join('.') === parts(newest).slice(0, parts(compatible).length - 1).join('.') ? newest : compatible;
  const limit = /<=?([\d.]+)/.exec(spec);
  if (!limit || below(newest, limit[1]!)) return newest;
  if (limit[0].startsWith('<=')) return limit[1]!;
  const least = />=?([\d.]+)/.exec(spec)?.[1];
  const [major = 1, minor = 0] = parts(limit[1]!);
  return least ?? (minor > 0 ? `${major}.${minor - 1}.0` : `${Math.max(0, major - 1)}.0.0`);
}

function makeFolders(sys: Sys, path: string): void {
  let at = '';
  for (const part of path.split('/').filter(Boolean)) {
    at += `/${part}`;
    if (!sys.access(at, '')) sys.mkdir(at, 0o755);
  }
}

function removeTree(sys: Sys, path: string): void {
  if (sys.lstat(path).type !== 'dir') return sys.unlink(path);
  for (const { name } of sys.readdir(path)) if (name !== '.' && name !== '..') removeTree(sys, `${path}/${name}`);
  sys.rmdir(path);
}

/** `pip`: installs from a table of real names and versions, as pip prints it. */
export async function pipMain(sys: Sys, args: readonly string[], version: string): Promise<number> {
  const short = version.split('.').slice(0, 2).join('.');
  const [verb, ...rest] = args;
  const out = (text: string): Promise<void> => sys.write(1, text);
  switch (verb) {
    case '-V': case '--version':
      await out(`pip ${pipVersion(sys)} from ${sitePackages(sys, version)[0]}/pip (python ${short})\n`);
      return 0;
    case 'list': {
      const have = [...installedPackages(sys, version).values(), { name: 'pip', version: pipVersion(sys) }].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
      const wide = Math.max(7, ...have.map(({ name }) => name.length));
      const versions = Math.max(7, ...have.map((one) => one.version.length));
      await out(`${'Package'.padEnd(wide)} Version\n${'-'.repeat(wide)} ${'-'.repeat(versions)}\n${have.map((one) => `${one.name.padEnd(wide)} ${one.version}\n`).join('')}`);
      return 0;
    }
    case 'freeze':
      await out([...installedPackages(sys, version).values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)).map((one) => `${one.name}==${one.version}\n`).join(''));
      return 0;
    case 'show': {
      const have = installedPackages(sys, version).get(normal(rest[0] ?? ''));
      if (!have) {
        await sys.write(2, `WARNING: Package(s) not found: ${rest[0] ?? ''}\n`);
        return 1;
      }
      await out(`Name: ${have.name}\nVersion: ${have.version}\nLocation: ${sitePackages(sys, version)[0]}\nRequires: ${(DISTRIBUTIONS.get(normal(have.name))?.needs ?? []).join(', ')}\n`);
      return 0;
    }
    case 'uninstall': return uninstall(sys, rest, version);
    case 'install': return install(sys, rest, version);
    case 'check': return check(sys, version);
    case 'cache': case 'config': return 0;
    case undefined: case 'help': case '--help':
      await out('\nUsage:   \n  pip <command> [options]\n\nCommands:\n  install                     Install packages.\n  uninstall                   Uninstall packages.\n  freeze                      Output installed packages in requirements format.\n  list                        List installed packages.\n  show                        Show information about installed packages.\n');
      return 0;
    default:
      await sys.write(2, ['download', 'wheel', 'search', 'index', 'hash', 'debug', 'inspect'].includes(verb) ? `dockyard: pip ${verb} is not simulated\n` : `ERROR: unknown command "${verb}"\n`);
      return 1;
  }
}

/** `pip check`: what the installed packages need and haven't got. */
async function check(sys: Sys, version: string): Promise<number> {
  const have = installedPackages(sys, version);
  const broken = [...have].flatMap(([key, one]) => (DISTRIBUTIONS.get(key)?.needs ?? []).filter((need) => !have.has(need)).map((need) => `${normal(one.name)} ${one.version} requires ${need}, which is not installed.\n`));
  await sys.write(1, broken.length > 0 ? broken.join('') : 'No broken requirements found.\n');
  return broken.length > 0 ? 1 : 0;
}

async function uninstall(sys: Sys, args: readonly string[], version: string): Promise<number> {
  for (const word of args.filter((arg) => !arg.startsWith('-'))) {
    const have = installedPackages(sys, version).get(normal(word));
    if (!have) {
      await sys.write(2, `WARNING: Skipping ${word} as it is not installed.\n`);
      continue;
    }
    const folder = sitePackages(sys, version)[0]!;
    removeTree(sys, `${folder}/${normal(word).replace(/-/g, '_')}-${have.version}.dist-info`);
    await sys.write(1, `Found existing installation: ${have.name} ${have.version}\nUninstalling ${have.name}-${have.version}:\n  Successfully uninstalled ${have.name}-${have.version}\n`);
  }
  return 0;
}

async function install(sys: Sys, args: readonly string[], version: string): Promise<number> {
  const wanted: Wanted[] = [];
  let quiet = false;
  let target: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '-r' || arg === '--requirement' || arg.startsWith('-r') || arg.startsWith('--requirement=')) {
      const file = arg === '-r' || arg === '--requirement' ? args[++i]! : arg.replace(/^-r|^--requirement=/, '');
      let source: string;
      try {
        source = sys.readText(file);
      } catch (error) {
        if (!isSysError(error)) throw error;
        await sys.write(2, `ERROR: Could not open requirements file: [Errno ${error.errno}] ${error.message}: '${file}'\n`);
        return 1;
      }
      source.split('\n').forEach((line, n) => {
        const one = parseRequirement(line, ` (from -r ${file} (line ${n + 1}))`);
        if (one) wanted.push(one);
      });
    } else if (arg === '-q' || arg === '--quiet') quiet = true;
    else if (arg === '-t' || arg === '--target') target = args[++i];
    else if (['-i', '--index-url', '--extra-index-url', '--trusted-host', '--timeout', '--retries', '--prefix', '--root', '-c'].includes(arg)) i++;
    else if (!arg.startsWith('-')) {
      const one = parseRequirement(arg, '');
      if (one && arg !== '.') wanted.push(one);
      else {
        await sys.write(2, `dockyard: pip install ${arg} is not simulated\n`);
        return 1;
      }
    }
  }
  if (wanted.length === 0) {
    if (args.some((arg) => arg.startsWith('-r'))) return 0;
    await sys.write(2, 'ERROR: You must give at least one requirement to install (see "pip help install")\n');
    return 1;
  }
  const say = (text: string): Promise<void> => (quiet ? Promise.resolve() : sys.write(1, text));
  const have = installedPackages(sys, version);
  const folder = target ?? sitePackages(sys, version)[0]!;
  const chosen = new Map<string, { name: string; version: string }>();
  const files: { file: string; kilobytes: number }[] = [];
  const queue = [...wanted];
  let reached = false;
  while (queue.length > 0) {
    const one = queue.shift()!;
    const key = normal(one.name);
    if (key === 'pip' || chosen.has(key)) {
      if (key === 'pip') await say(`Requirement already satisfied: pip in ${folder} (${pipVersion(sys)})\n`);
      continue;
    }
    const old = have.get(key);
    const pinned = /==([\w.]+)/.exec(one.spec)?.[1];
    if (old && (pinned === undefined || pinned === old.version) && !args.includes('-U') && !args.includes('--upgrade')) {
      await say(`Requirement already satisfied: ${one.name}${one.spec} in ${folder}${one.by} (${old.version})\n`);
      continue;
    }
    if (!reached) {
      try {
        await resolveName(sys, 'example.com');
        reached = true;
      } catch (error) {
        if (!(error instanceof ResolveError)) throw error;
        for (let left = 4; left >= 0; left--) {
          await sleepFor(sys, 500);
          await sys.write(2, `WARNING: Retrying (Retry(total=${left}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/${key}/\n`);
        }
        await sys.write(2, `ERROR: Could not find a version that satisfies the requirement ${one.name}${one.spec} (from versions: none)\nERROR: No matching distribution found for ${one.name}${one.spec}\n`);
        return 1;
      }
    }
    const info = DISTRIBUTIONS.get(key);
    await sleepFor(sys, 120);
    if (!info || isTooNew(one.spec, info.version)) {
      await sys.write(2, `ERROR: Could not find a version that satisfies the requirement ${one.name}${one.spec} (from versions: ${info?.version ?? 'none'})\nERROR: No matching distribution found for ${one.name}${one.spec}\n`);
      return 1;
    }
    const picked = pinned ?? versionFor(one.spec, info.version);
    const file = `${info.name.replace(/-/g, '_').toLowerCase()}-${picked}-py3-none-any.whl`;
    const shown = `${one.name}${one.extras.length > 0 ? `[${one.extras.join(',')}]` : ''}${one.spec}`;
    await say(`Collecting ${shown}${one.by}\n  Downloading ${file}.metadata (3.2 kB)\n`);
    chosen.set(key, { name: info.name, version: picked });
    files.push({ file, kilobytes: info.kilobytes });
    const from = one.by.startsWith(' (from -r ') ? ` (from ${shown}->${one.by.slice(7)}` : one.by.includes('->-r ') ? ` (from ${shown}->${one.by.slice(one.by.indexOf('->') + 2)}` : ` (from ${shown})`;
    for (const need of info.wants) queue.push({ ...need, by: from, extras: [] });
    for (const extra of one.extras) for (const need of EXTRAS[`${key}[${extra}]`] ?? []) queue.push({ ...parseRequirement(need, from)! });
  }
  if (chosen.size === 0) return 0;
  for (const { file, kilobytes } of files) {
    await sleepFor(sys, (kilobytes * 1024) / BYTES_PER_MS);
    await say(`Downloading ${file} (${sizeText(kilobytes)})\n${kilobytes > 40 ? progressBar(kilobytes) : ''}`);
  }
  const order = inOrder(chosen);
  await say(`Installing collected packages: ${order.map(({ name }) => name.toLowerCase()).join(', ')}\n`);
  try {
    makeFolders(sys, folder);
    for (const { name, version: picked } of order) write(sys, folder, name, picked);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await sys.write(2, `ERROR: Could not install packages due to an OSError: [Errno ${error.errno}] ${error.message}: '${folder}'\nConsider using the \`--user\` option or check the permissions.\n\n`);
    return 1;
  }
  await sleepFor(sys, 80 * order.length);
  await say(`Successfully installed ${order.map((one) => `${one.name.toLowerCase()}-${one.version}`).sort().join(' ')}\n`);
  if (sys.credentials.uid === 0 && interpreter(sys).venv === undefined && !sys.env['PIP_ROOT_USER_ACTION']) await sys.write(2, 'WARNING: Running pip as the \'root\' user can result in broken permissions and conflicting behaviour with the system package manager. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv\n');
  return 0;
}

function write(sys: Sys, folder: string, name: string, picked: string): void {
  const key = normal(name);
  const info = `${folder}/${key.replace(/-/g, '_')}-${picked}.dist-info`;
  makeFolders(sys, info);
  sys.writeFile(`${info}/METADATA`, `Metadata-Version: 2.3\nName: ${name}\nVersion: ${picked}\n`);
  sys.writeFile(`${info}/INSTALLER`, 'pip\n');
  if (!SIMULATED.has(key)) {
    for (const module of (IMPORTED[key] ?? key.replace(/-/g, '_')).split(' ')) {
      if (sys.access(`${folder}/${module}`, '')) continue;
      makeFolders(sys, `${folder}/${module}`);
      sys.writeFile(`${folder}/${module}/__init__.py`, `raise ImportError('dockyard: the package ${name} is not simulated')\n`);
    }
  }
  const bin = folder.replace(/\/lib\/python[\d.]+\/site-packages$/, '/bin');
  if (bin !== folder && UNWRITTEN[key]) {
    makeFolders(sys, bin);
    for (const command of UNWRITTEN[key].split(' ')) sys.writeFile(`${bin}/${command}`, `#!/bin/sh\necho 'dockyard: ${command} is not simulated' >&2\nexit 1\n`, 0o755);
  }
  const command = COMMANDS[key];
  if (command && bin !== folder) {
    makeFolders(sys, bin);
    sys.writeFile(`${bin}/${command[0]}`, `#!/bin/sh\nexec ${['python3', 'python2'].map((name) => `${bin}/${name}`).find((path) => sys.access(path, '')) ?? 'python3'} -m ${command[1]} "$@"\n`, 0o755);
  }
}

export const pip: Program = { main: (sys) => pipMain(sys, sys.argv.slice(1), pythonVersion(sys, programVersion(sys) === undefined ? '/usr/local/bin/python3' : '/usr/bin/python3')) };
