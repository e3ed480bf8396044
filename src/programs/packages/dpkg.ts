import { architectureOf } from '../../machine/program-architecture';
import { programVersion } from '../../machine/program-version';
import type { Applet, Io } from '../applet';
import { DpkgDatabase, type Paragraph } from './dpkg-database';
import { globRegex } from '../text/glob';
import { removeFiles } from './install';

const HEADER = 'Desired=Unknown/Install/Remove/Purge/Hold\n| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend\n|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)\n';

async function list(io: Io, database: DpkgDatabase, patterns: readonly string[]): Promise<number> {
  const rows: string[][] = [];
  let status = 0;
  const matched = new Set<string>();
  for (const pattern of patterns.length > 0 ? patterns : ['*']) {
    const regex = globRegex(pattern);
    const names = [...database.packages.keys()].filter((name) => regex.test(name));
    if (names.length === 0) {
      await io.err(`dpkg-query: no packages found matching ${pattern}`);
      status = 1;
    }
    for (const name of names) matched.add(name);
  }
  for (const name of [...matched].sort()) {
    const fields = database.packages.get(name)!;
    const label = fields.get('Architecture') !== 'all' && name.startsWith('lib') ? `${name}:${fields.get('Architecture')}` : name;
    rows.push([label, fields.get('Version') ?? '', fields.get('Architecture') ?? '', (fields.get('Description') ?? '').split('\n')[0]!]);
  }
  if (rows.length === 0) return status;
  const titles = ['Name', 'Version', 'Architecture', 'Description'];
  const widths = titles.map((title, i) => Math.max(i === 3 ? 33 : title.length, ...rows.map((row) => row[i]!.length)));
  const total = io.sys.isatty(1) ? io.sys.winsize(1).cols : Infinity;
  const line = (prefix: string, row: readonly string[]) => `${prefix} ${row.map((cell, i) => (i === 3 ? cell : cell.padEnd(widths[i]!))).join(' ')}`.slice(0, total === Infinity ? undefined : total);
  await io.out(`${HEADER}${line('||/', titles)}\n+++-${widths.map((width) => '='.repeat(width)).join('-')}\n`);
  for (const row of rows) await io.out(`${line('ii ', row)}\n`);
  return status;
}

function show(fields: Paragraph, format: string): string {
  return format.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\$\{([^}:;]+)(?:;(-?\d+))?\}/g, (_, name: string, width: string | undefined) => {
    const value = name === 'binary:Package' ? (fields.get('Package') ?? '') : name === 'db:Status-Abbrev' ? 'ii ' : name === 'binary' ? (fields.get('Package') ?? '') : (fields.get(name) ?? '');
    return width === undefined ? value : Number(width) < 0 ? value.padStart(-Number(width)) : value.padEnd(Number(width));
  }).replace(/\$\{binary:Package\}/g, fields.get('Package') ?? '').replace(/\$\{db:Status-Status\}/g, 'installed').replace(/\$\{db:Status-Abbrev\}/g, 'ii ');
}

/** dpkg(1) and dpkg-query(1): -l -L -s -S -W -i -r -P --print-architecture --get-selections --configure. */
export const dpkg: Applet = async (io) => {
  const database = new DpkgDatabase(io.sys);
  let format = '${binary:Package}\\t${Version}\\n';
  let action: string | undefined;
  const operands: string[] = [];
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg === '-f') format = io.args[++i] ?? format;
    else if (/^(-f=?|--showformat=)/.test(arg)) format = arg.replace(/^(-f=?|--showformat=)/, '');
    else if (/^--(force|no)-/.test(arg) || arg === '--no-pager' || arg === '-E') continue;
    else if (arg.startsWith('-') && action === undefined) action = arg;
    else operands.push(arg);
  }
  const missing = async (name: string) => io.err(`dpkg-query: package '${name}' is not installed`);
  switch (action) {
    case '--print-architecture':
      await io.out(`${architectureOf(io.sys).debian}\n`);
      return 0;
    case '--print-foreign-architectures': case '--add-architecture': case '--remove-architecture': case '--clear-avail':
      return 0;
    case '--version': {
      const version = (programVersion(io.sys) ?? '1.21.22').replace(/ubuntu.*$/, '');
      await io.out(io.name === 'dpkg' ? `Debian 'dpkg' package management program version ${version} (${architectureOf(io.sys).debian}).\nThis is free software; see the GNU General Public License version 2 or\nlater for copying conditions. There is NO warranty.\n` : `Debian dpkg-query package management program query tool version ${version} (${architectureOf(io.sys).debian}).\n`);
      return 0;
    }
    case '-l': case '--list':
      return list(io, database, operands);
    case '-W': case '--show': {
      let status = 0;
      for (const pattern of operands.length > 0 ? operands : ['*']) {
        const regex = globRegex(pattern);
        const found = [...database.packages].filter(([name]) => regex.test(name)).sort(([a], [b]) => (a < b ? -1 : 1));
        if (found.length === 0) {
          await io.err(`dpkg-query: no packages found matching ${pattern}`);
          status = 1;
        }
        for (const [, fields] of found) await io.out(show(fields, format));
      }
      return status;
    }
    case '-s': case '--status': {
      let status = 0;
      for (const name of operands) {
        const fields = database.installed(name);
        if (!fields) {
          await io.err(`dpkg-query: package '${name}' is not installed and no information is available`);
          await io.err("Use dpkg --info (= dpkg-deb --info) to examine archive files.");
          status = 1;
        } else for (const [key, value] of fields) if (key !== 'Auto-Installed') await io.out(`${key}: ${value}\n`);
        if (fields && operands.length > 1) await io.out('\n');
      }
      return status;
    }
    case '-L': case '--listfiles': {
      let status = 0;
      for (const name of operands) {
        if (!database.installed(name)) {
          await missing(name);
          await io.err('Use dpkg --contents (= dpkg-deb --contents) to list archive files contents.');
          status = 1;
        } else for (const path of database.files(name)) await io.out(`${path}\n`);
      }
      return status;
    }
    case '-S': case '--search': {
      let status = 0;
      for (const pattern of operands) {
        // A name with a slash before it stands for that path alone; any other for paths with it inside (dpkg-query(1)).
        const glob = globRegex(/^[*?[/]/.test(pattern) ? pattern : `*${pattern}*`);
        const found = (path: string): boolean => (pattern.startsWith('/') && !/[*?[]/.test(pattern) ? path === pattern : glob.test(path));
        const hits = [...database.packages.keys()].flatMap((name) => database.files(name).filter((path) => found(path)).map((path) => `${name}: ${path}`));
        if (hits.length === 0) {
          await io.err(`dpkg-query: no path found matching pattern ${pattern.includes('*') || pattern.startsWith('/') ? pattern : `*${pattern}*`}`);
          status = 1;
        }
        for (const hit of hits) await io.out(`${hit}\n`);
      }
      return status;
    }
    case '--get-selections':
      for (const name of [...database.packages.keys()].sort()) await io.out(`${name.padEnd(40)}install\n`.replace(/ {2,}/, (spaces) => '\t'.repeat(Math.max(1, Math.ceil(spaces.length / 8)))));
      return 0;
    case '--configure': case '-a': case '--audit': case '-C':
      return 0;
    case '-r': case '--remove': case '-P': case '--purge': {
      if (io.sys.credentials.euid !== 0) {
        await io.err('dpkg: error: requested operation requires superuser privilege');
        return 2;
      }
      for (const name of operands) {
        const fields = database.installed(name);
        if (!fields) {
          await io.err(`dpkg: warning: ignoring request to remove ${name} which isn't installed`);
          continue;
        }
        await io.out(`(Reading database ... ${4000 + database.packages.size * 21} files and directories currently installed.)\nRemoving ${name} (${fields.get('Version')}) ...\n`);
        removeFiles(io.sys, database.files(name).filter((path) => path !== '/.'));
        database.packages.delete(name);
      }
      database.save();
      return 0;
    }
    case '-i': case '--install': {
      if (io.sys.credentials.euid !== 0) {
        await io.err('dpkg: error: requested operation requires superuser privilege');
        return 2;
      }
      for (const path of operands) {
        if (!io.sys.access(path, '')) {
          await io.err(`dpkg: error: cannot access archive '${path}': No such file or directory`);
          return 2;
        }
      }
      await io.err('dockyard: dpkg --install of archives is not simulated');
      return 1;
    }
    case undefined:
      await io.err(`${io.name}: error: need an action option\n`);
      await io.err("Type dpkg --help for help about installing and deinstalling packages [*];\nUse 'apt' or 'aptitude' for user-friendly package management;");
      return 2;
    default:
      await io.err(`dockyard: ${io.name} ${action} is not simulated`);
      return 1;
  }
};
