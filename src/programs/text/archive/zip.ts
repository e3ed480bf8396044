import { isSysError } from '../../../machine/errno';
import type { Applet, Io } from '../../applet';
import { linesOf } from '../../applet';
import { formatDate } from '../../coreutils/date-text';
import { globRegex } from '../glob';
import { isSound, readZip, writeZip, zipMember, type ZipMember } from './zip-format';

/** zip(1): adds and updates; -r -j -q -0…-9 -x -d -m. */
export const zip: Applet = async (io) => {
  const words: string[] = [];
  const excluded: RegExp[] = [];
  const flags = new Set<string>();
  let level = 6;
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg === '-x' || arg === '--exclude') {
      while (io.args[i + 1] !== undefined && !/^-./.test(io.args[i + 1]!)) excluded.push(globRegex(io.args[++i]!));
    } else if (/^-.+/.test(arg)) {
      for (const letter of arg === '--recurse-paths' ? 'r' : arg === '--quiet' ? 'q' : arg.slice(1)) {
        if (/\d/.test(letter)) level = Number(letter);
        else if ('rjqdmovyuX'.includes(letter)) flags.add(letter);
        else {
          const real = 'eFfgiklnPpRsSTtzAbBcDhLwZ'.includes(letter);
          await io.err(real ? `dockyard: zip -${letter} is not simulated` : `\nzip error: Invalid command arguments (short option '${letter}' not supported)`);
          return real ? 1 : 16;
        }
      }
    } else words.push(arg);
  }
  const [first, ...names] = words;
  if (first === undefined) {
    await io.err('\nzip error: Nothing to do! (try: zip -r archive .)');
    return 12;
  }
  const path = /\.[^/]*$/.test(first) || first === '-' ? first : `${first}.zip`;
  const members: ZipMember[] = first !== '-' && io.sys.access(path, '') ? (readZip(io.sys.readFile(path)) ?? []) : [];
  const say = async (line: string): Promise<void> => (flags.has('q') || first === '-' ? undefined : io.out(`${line}\n`));
  let done = 0;
  if (flags.has('d')) {
    for (const pattern of names.map((name) => globRegex(name))) {
      for (let i = members.length - 1; i >= 0; i--) {
        if (!pattern.test(members[i]!.name)) continue;
        await say(`deleting: ${members[i]!.name}`);
        members.splice(i, 1);
        done++;
      }
    }
  } else {
    const own = path === '-' ? undefined : path.replace(/^\.\//, '');
    for (const file of collect(io, names, flags.has('r'))) {
      if (typeof file === 'object') {
        await say(`\tzip warning: name not matched: ${file.missing}`);
        continue;
      }
      const folder = io.sys.stat(file).type === 'dir';
      if (folder && flags.has('j')) continue;
      const bare = file.replace(/^(\.\.?\/+|\/+)+/, '').replace(/\/+$/, '');
      const name = `${flags.has('j') ? bare.slice(bare.lastIndexOf('/') + 1) : bare}${folder ? '/' : ''}`;
      if (bare === '' || bare === '.' || bare === own || excluded.some((pattern) => pattern.test(name))) continue;
      const stat = io.sys.stat(file);
      const one = zipMember(name, folder ? new Uint8Array(0) : await io.file(file), stat.mtimeMs, stat.mode, level);
      await io.sys.cpu(one.bytes.length / 50);
      const there = members.findIndex((member) => member.name === name);
      const saved = one.bytes.length > one.packed.length ? Math.floor((1 + Math.floor((200 * (one.bytes.length - one.packed.length)) / one.bytes.length)) / 2) : 0;
      await say(`${there === -1 ? '  adding' : 'updating'}: ${name} (${one.method === 8 ? 'deflated' : 'stored'} ${saved}%)`);
      if (there === -1) members.push(one);
      else members[there] = one;
      done++;
    }
  }
  if (done === 0) {
    await io.out(`\nzip error: Nothing to do! (${path})\n`);
    return 12;
  }
  if (first === '-') await io.out(writeZip(members));
  else io.sys.writeFile(path, writeZip(members));
  if (flags.has('m')) for (const name of names) if (io.sys.access(name, '') && io.sys.stat(name).type === 'file') io.sys.unlink(name);
  return 0;
};

function* collect(io: Io, names: readonly string[], recursive: boolean): Generator<string | { missing: string }> {
  for (const name of names) {
    if (!io.sys.access(name, '')) {
      yield { missing: name };
      continue;
    }
    yield name;
    if (recursive && io.sys.stat(name).type === 'dir') yield* collect(io, io.sys.readdir(name).map((entry) => `${name.replace(/\/+$/, '')}/${entry.name}`), true);
  }
}

const NOT_ZIP = (path: string): string => `  End-of-central-directory signature not found.  Either this file is not
  a zipfile, or it constitutes one disk of a multi-part archive.  In the
  latter case the central directory and zipfile comment will be found on
  the last disk(s) of this archive.
unzip:  cannot find zipfile directory in one of ${path} or
        ${path}.zip, and cannot find ${path}.ZIP, period.`;

/** unzip(1): extracts; -l -t -p -o -n -q -j -d folder -x names. */
export const unzip: Applet = async (io) => {
  const flags = new Map<string, number>();
  const words: string[] = [];
  const excluded: RegExp[] = [];
  let folder = '';
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (!/^-./.test(arg)) words.push(arg);
    else if (arg === '-x') while (io.args[i + 1] !== undefined && !/^-./.test(io.args[i + 1]!)) excluded.push(globRegex(io.args[++i]!));
    else {
      for (const [k, letter] of [...arg.slice(1)].entries()) {
        if (letter === 'd') {
          folder = `${(arg.slice(k + 2) || (io.args[++i] ?? '.')).replace(/\/+$/, '')}/`;
          break;
        }
        if (!'ltponqjuaLXK'.includes(letter)) {
          await io.err(`dockyard: unzip -${letter} is not simulated`);
          return 1;
        }
        flags.set(letter, (flags.get(letter) ?? 0) + 1);
      }
    }
  }
  const [given, ...wanted] = words;
  if (given === undefined) {
    await io.err('UnZip 6.00 of 20 April 2009, by Debian. Original by Info-ZIP.\n\nUsage: unzip [-Z] [-opts[modifiers]] file[.zip] [list] [-x xlist] [-d exdir]');
    return 10;
  }
  const path = [given, `${given}.zip`].find((one) => io.sys.access(one, ''));
  if (path === undefined) {
    await io.err(`unzip:  cannot find or open ${given}, ${given}.zip or ${given}.ZIP.`);
    return 9;
  }
  const quiet = flags.has('q') || flags.has('p');
  if (!quiet) await io.out(`Archive:  ${path}\n`);
  const all = readZip(await io.file(path));
  if (!all) {
    await io.err(NOT_ZIP(path));
    return 9;
  }
  const patterns = wanted.map((name) => ({ name, regex: globRegex(name), used: false }));
  const members = all.filter(({ name }) => {
    const fits = patterns.filter(({ regex }) => regex.test(name));
    for (const one of fits) one.used = true;
    return (patterns.length === 0 || fits.length > 0) && !excluded.some((regex) => regex.test(name));
  });
  let status = 0;
  if (flags.has('l')) await list(io, members);
  else if (flags.has('t')) {
    for (const one of members) if (!quiet) await io.out(`    testing: ${one.name.padEnd(22)}   ${isSound(one) ? 'OK' : 'bad CRC'}\n`);
    await io.out(`No errors detected in compressed data of ${path}.\n`);
  } else if (flags.has('p')) for (const one of members) await io.out(one.bytes);
  else status = await extract(io, members, folder, flags);
  for (const { name, used } of patterns) {
    if (used) continue;
    if (!flags.has('l')) await io.err(`caution: filename not matched:  ${name}`);
    status = 11;
  }
  return status;
};

async function list(io: Io, members: readonly ZipMember[]): Promise<void> {
  await io.out('  Length      Date    Time    Name\n---------  ---------- -----   ----\n');
  for (const one of members) await io.out(`${String(one.bytes.length).padStart(9)}  ${formatDate('%Y-%m-%d %H:%M', one.mtimeMs)}   ${one.name}\n`);
  await io.out(`---------                     -------\n${String(members.reduce((sum, one) => sum + one.bytes.length, 0)).padStart(9)}                     ${members.length} file${members.length === 1 ? '' : 's'}\n`);
}

async function extract(io: Io, members: readonly ZipMember[], folder: string, flags: ReadonlyMap<string, number>): Promise<number> {
  let answer = flags.has('o') ? 'A' : flags.has('n') ? 'N' : '';
  const lines = linesOf(io.sys, 0);
  const quiet = flags.has('q');
  for (const one of members) {
    // What would leave the folder is kept inside, as the real one does it.
    const safe = one.name.split('/').filter((part) => part !== '..').join('/').replace(/^\/+/, '');
    const path = folder + (flags.has('j') ? safe.slice(safe.lastIndexOf('/') + 1) : safe);
    if (one.name.endsWith('/')) {
      if (!flags.has('j') && makeFolders(io, path) && !quiet) await io.out(`   creating: ${path}\n`);
      continue;
    }
    makeFolders(io, path.slice(0, path.lastIndexOf('/') + 1));
    if (io.sys.access(path, '')) {
      if (answer === '') {
        await io.flush();
        await io.sys.write(2, `replace ${path}? [y]es, [n]o, [A]ll, [N]one, [r]ename: `);
        const { value, done } = await lines.next();
        if (done) await io.err(' NULL\n(EOF or read error, treating as "[N]one" ...)');
        if (done || value === 'N') answer = 'N';
        else if (value === 'A') answer = 'A';
        else if (!/^y/i.test(value)) continue;
      }
      if (answer === 'N') continue;
    }
    try {
      io.sys.writeFile(path, one.bytes, (one.mode || 0o644) & 0o777);
      io.sys.setattr(path, { mtimeMs: one.mtimeMs, atimeMs: io.sys.now() });
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.err(`error:  cannot create ${path}\n        ${error.message}`);
      return 50;
    }
    if (!quiet) await io.out(`${one.method === 8 ? '  inflating' : ' extracting'}: ${path.padEnd(22)}  \n`);
  }
  return 0;
}

/** mkdir -p; true where the last folder is new. */
function makeFolders(io: Io, path: string): boolean {
  let made = false;
  const parts = path.split('/').filter((part) => part !== '');
  for (let i = 1; i <= parts.length; i++) {
    const at = `${path.startsWith('/') ? '/' : ''}${parts.slice(0, i).join('/')}`;
    made = !io.sys.access(at, '');
    if (made) io.sys.mkdir(at, 0o777);
  }
  return made;
}
