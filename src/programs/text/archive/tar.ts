import { upstreamVersion } from '../../../lib/package-version';
import { programVersion } from '../../../machine/program-version';
import { busyboxRelease } from '../../busybox/banner';
import { gunzipSync, gzipSync } from 'fflate';
import { concat } from '../../../lib/bytes';
import { isSysError } from '../../../machine/errno';
import type { Stat } from '../../../machine/file-system';
import type { Applet, Io } from '../../applet';
import { reason } from '../../applet';
import { formatDate } from '../../coreutils/date-text';
import { idNames, modeString } from '../../coreutils/ls';
import { lookupId } from '../../coreutils/files';
import { globRegex } from '../glob';
import { ending, memberBytes, readTar, TarError, type Member } from './tar-format';

interface Options {
  verb: '' | 'c' | 'x' | 't' | 'r';
  file: string | undefined;
  gzip: boolean;
  verbose: number;
  folder: string | undefined;
  excludes: string[];
  strip: number;
  keepOwner: boolean;
  toStdout: boolean;
  absolute: boolean;
  keepOld: boolean;
  owner: string | undefined;
  group: string | undefined;
  transform: string | undefined;
  words: { path: string; folder: string | undefined }[];
}

const isNotTar = 'This does not look like a tar archive';

/** tar(1): c x t r with z v f C k O p, --exclude, --strip-components, --owner, --group. */
export const tar: Applet = async (io) => {
  const options = await parse(io);
  if (typeof options === 'number') return options;
  if (options.verb === '') {
    await io.err(io.flavour === 'gnu' ? "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information." : 'BusyBox v1.37.0 () multi-call binary.\n\nUsage: tar c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [-T FILE] [-X FILE] [LONGOPT]... [FILE]...');
    return io.flavour === 'gnu' ? 2 : 1;
  }
  return options.verb === 'c' || options.verb === 'r' ? create(io, options) : extract(io, options);
};

async function parse(io: Io): Promise<Options | number> {
  const options: Options = { verb: '', file: undefined, gzip: false, verbose: 0, folder: undefined, excludes: [], strip: 0, keepOwner: io.sys.credentials.euid === 0, toStdout: false, absolute: false, keepOld: false, owner: undefined, group: undefined, transform: undefined, words: [] };
  const args = [...io.args];
  // The first word's letters need no dash; their values follow in order.
  if (args[0] !== undefined && !args[0].startsWith('-')) {
    const letters = args.shift()!;
    const values: string[] = [];
    for (const letter of letters) if ('fCTXbNVKIFgLHk'.includes(letter) && letter !== 'k') values.push(`-${letter}`, args.shift() ?? '');
    const plain = [...letters].filter((letter) => !'fCTXbNVKIFgLH'.includes(letter));
    args.unshift(...plain.map((letter) => `-${letter}`), ...values);
  }
  let folder: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--') {
      options.words.push(...args.slice(i + 1).map((path) => ({ path, folder })));
      break;
    }
    if (arg.startsWith('--')) {
      const [name, joined] = arg.slice(2).split(/=(.*)/s) as [string, string | undefined];
      const value = () => joined ?? args[++i] ?? '';
      if (name === 'create') options.verb = 'c';
      else if (name === 'extract' || name === 'get') options.verb = 'x';
      else if (name === 'list') options.verb = 't';
      else if (name === 'append') options.verb = 'r';
      else if (name === 'file') options.file = value();
      else if (name === 'gzip' || name === 'gunzip' || name === 'ungzip') options.gzip = true;
      else if (name === 'verbose') options.verbose++;
      else if (name === 'directory') folder = value();
      else if (name === 'exclude') options.excludes.push(value());
      else if (name === 'strip-components') options.strip = Number(value());
      else if (name === 'no-same-owner') options.keepOwner = false;
      else if (name === 'same-owner') options.keepOwner = true;
      else if (name === 'to-stdout') options.toStdout = true;
      else if (name === 'absolute-names') options.absolute = true;
      else if (name === 'keep-old-files' || name === 'skip-old-files') options.keepOld = true;
      else if (name === 'owner') options.owner = value();
      else if (name === 'group') options.group = value();
      else if (name === 'version') {
        await io.out(io.flavour === 'gnu' ? `tar (GNU tar) ${upstreamVersion(programVersion(io.sys) ?? '1.34-1')}\n` : `tar (busybox) ${busyboxRelease(io.sys).split(' ')[0]}\n`);
        return 0;
      } else if (/^(xz|bzip2|zstd|use-compress-program|transform|xform|files-from|exclude-from)$/.test(name)) {
        await io.err(`dockyard: tar --${name} is not simulated`);
        return 1;
      } else if (!/^(preserve-permissions|same-permissions|overwrite|numeric-owner|no-same-permissions|touch|wildcards|no-recursion|sort|mtime|format|one-file-system|totals|checkpoint.*|warning|auto-compress|no-xattrs|xattrs.*|selinux|acls|dereference|sparse|keep-directory-symlink|no-overwrite-dir|ignore-failed-read|anchored)$/.test(name)) {
        await io.complain(`unrecognized option '${arg}'`);
        if (io.flavour === 'gnu') await io.err("Try 'tar --help' or 'tar --usage' for more information.");
        return io.flavour === 'gnu' ? 64 : 1;
      } else if (/^(mtime|format|sort|warning)$/.test(name)) value();
      continue;
    }
    if (!arg.startsWith('-') || arg === '-') {
      options.words.push({ path: arg, folder });
      continue;
    }
    for (let k = 1; k < arg.length; k++) {
      const letter = arg[k]!;
      const value = () => {
        const joined = arg.slice(k + 1);
        k = arg.length;
        return joined !== '' ? joined : (args[++i] ?? '');
      };
      if ('cxtr'.includes(letter)) options.verb = letter as 'c';
      else if (letter === 'f') options.file = value();
      else if (letter === 'C') folder = value();
      else if (letter === 'z') options.gzip = true;
      else if (letter === 'v') options.verbose++;
      else if (letter === 'O') options.toStdout = true;
      else if (letter === 'P') options.absolute = true;
      else if (letter === 'o') options.keepOwner = false;
      else if (letter === 'k') options.keepOld = true;
      else if (letter === 'j' || letter === 'J' || letter === 'T' || letter === 'X') {
        await io.err(`dockyard: tar -${letter} is not simulated`);
        return 1;
      } else if (!'apmhwSUWl'.includes(letter)) {
        await io.complain(`invalid option -- '${letter}'`);
        if (io.flavour === 'gnu') await io.err("Try 'tar --help' or 'tar --usage' for more information.");
        return io.flavour === 'gnu' ? 64 : 1;
      }
    }
  }
  options.folder = folder;
  if (options.file !== undefined && /\.(tgz|tar\.gz)$/.test(options.file) && args.some((arg) => arg === '-a' || /^-c?a/.test(arg))) options.gzip = true;
  return options;
}

function excluded(options: Options, path: string): boolean {
  return options.excludes.some((pattern) => {
    const regex = globRegex(pattern.replace(/\/$/, ''));
    const parts = path.replace(/\/$/, '').split('/');
    return parts.some((_, i) => regex.test(parts.slice(i).join('/')) || regex.test(parts.slice(0, i + 1).join('/')) || parts.slice(i).some((_, k) => regex.test(parts.slice(i, i + k + 1).join('/'))));
  });
}

async function create(io: Io, options: Options): Promise<number> {
  const { sys } = io;
  if (options.words.length === 0) {
    await io.err(io.flavour === 'gnu' ? "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information." : 'tar: empty archive');
    return io.flavour === 'gnu' ? 2 : 1;
  }
  const start = sys.cwd();
  const archive = options.file === undefined || options.file === '-' ? undefined : options.file.startsWith('/') ? options.file : `${start}/${options.file}`;
  if (archive === undefined && sys.isatty(1)) {
    await io.complain('Refusing to write archive contents to terminal (missing -f option?)');
    await io.complain('Error is not recoverable: exiting now');
    return 2;
  }
  const users = idNames(io, '/etc/passwd');
  const groups = idNames(io, '/etc/group');
  const numberOf = (file: '/etc/passwd' | '/etc/group', value: string | undefined) => (value === undefined ? undefined : /^\+?\d+$/.test(value) ? Number(value) : (lookupId(io, file, value.split(':')[0]!) ?? 0));
  const [owner, group] = [numberOf('/etc/passwd', options.owner), numberOf('/etc/group', options.group)];
  const parts: Uint8Array[] = [];
  const inodes = new Map<string, string>();
  let status = 0;
  let warned = false;
  const say = (line: string) => (options.verbose > 0 ? (archive === undefined ? io.err(line) : io.out(`${line}\n`)) : undefined);
  const add = async (path: string): Promise<void> => {
    let stat: Stat;
    let name = options.absolute ? path : path.replace(/^(\.\.\/)*\/*/, (head) => (head.includes('/') ? '' : head));
    if (name !== path && !warned) {
      await io.complain(`Removing leading \`${path.slice(0, path.length - name.length)}' from member names`);
      warned = true;
    }
    if (name === '') name = './';
    if (excluded(options, name)) return;
    try {
      stat = sys.lstat(path);
      const base = { mode: stat.mode, uid: owner ?? stat.uid, gid: group ?? stat.gid, user: options.owner?.split(':')[0] ?? users(stat.uid), group: options.group?.split(':')[0] ?? groups(stat.gid), mtimeMs: stat.mtimeMs, link: '', content: new Uint8Array(0) };
      if (stat.type === 'dir') {
        const folder = name.endsWith('/') ? name : `${name}/`;
        await say(folder);
        parts.push(memberBytes({ ...base, path: folder, type: 'dir' }));
        for (const entry of sys.readdir(path).map((one) => one.name).sort()) await add(`${path.replace(/\/$/, '')}/${entry}`);
      } else if (stat.type === 'symlink') {
        await say(name);
        parts.push(memberBytes({ ...base, path: name, type: 'symlink', link: sys.readlink(path) }));
      } else if (stat.type === 'file') {
        const key = `${stat.dev}:${stat.ino}`;
        const first = stat.nlink > 1 ? inodes.get(key) : undefined;
        await say(name);
        if (first !== undefined) parts.push(memberBytes({ ...base, path: name, type: 'hardlink', link: first }));
        else {
          inodes.set(key, name);
          parts.push(memberBytes({ ...base, path: name, type: 'file', content: sys.readFile(path) }));
        }
      } else if (stat.type === 'fifo') parts.push(memberBytes({ ...base, path: name, type: 'fifo' }));
      await sys.cpu(5);
    } catch (error) {
      const why = reason(error);
      await io.complain(isSysError(error, 'EACCES') ? `${path}: Cannot open: ${why}` : io.flavour === 'gnu' ? `${path}: Cannot stat: ${why}` : `${path}: ${why}`);
      status = io.flavour === 'gnu' ? 2 : 1;
    }
  };
  for (const { path, folder } of options.words) {
    if (folder !== undefined) {
      try {
        sys.chdir(folder.startsWith('/') ? folder : `${start}/${folder}`);
      } catch (error) {
        await io.complain(`${folder}: Cannot open`, error);
        await io.complain('Error is not recoverable: exiting now');
        return 2;
      }
    }
    await add(path);
  }
  const body = concat(parts);
  const whole = concat([body, ending(body.length)]);
  const bytes = options.gzip ? gzipSync(whole, { mtime: 0 }) : whole;
  await sys.cpu(bytes.length / 100);
  if (archive === undefined) await io.out(bytes);
  else {
    try {
      sys.chdir(start);
      if (options.verb === 'r') {
        const old = sys.readFile(archive);
        const kept = concat(readTar(old).map((member) => memberBytes(member)));
        sys.writeFile(archive, concat([kept, body, ending(kept.length + body.length)]));
      } else sys.writeFile(archive, bytes);
    } catch (error) {
      await io.complain(`${options.file}: Cannot open`, error);
      await io.complain('Error is not recoverable: exiting now');
      return 2;
    }
  }
  if (status !== 0 && io.flavour === 'gnu') await io.complain('Exiting with failure status due to previous errors');
  return status;
}

async function extract(io: Io, options: Options): Promise<number> {
  const { sys } = io;
  let bytes: Uint8Array;
  const name = options.file === undefined || options.file === '-' ? '-' : options.file;
  try {
    bytes = await io.file(name);
  } catch (error) {
    const why = reason(error);
    await io.complain(io.flavour === 'gnu' ? `${name}: Cannot open: ${why}` : `can't open '${name}': ${why}`);
    if (io.flavour === 'gnu') await io.complain('Error is not recoverable: exiting now');
    return io.flavour === 'gnu' ? 2 : 1;
  }
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  let members: Member[];
  try {
    if (options.gzip && !isGzip) {
      await io.err(io.flavour === 'gnu' ? '\ngzip: stdin: not in gzip format\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now' : 'tar: invalid magic\ntar: short read');
      return io.flavour === 'gnu' ? 2 : 1;
    }
    members = readTar(isGzip ? gunzipSync(bytes) : bytes);
  } catch (error) {
    if (!(error instanceof TarError)) {
      if (!(error instanceof Error) || !('code' in error) || isSysError(error)) throw error;
      await io.err('\ngzip: stdin: unexpected end of file\ntar: Unexpected EOF in archive\ntar: Error is not recoverable: exiting now');
      return 2;
    }
    await io.complain(io.flavour === 'busybox' ? 'invalid tar magic' : error.message);
    if (io.flavour === 'gnu') {
      if (error.message === isNotTar) await io.complain('Skipping to next header');
      await io.complain(error.message === isNotTar ? 'Exiting with failure status due to previous errors' : 'Error is not recoverable: exiting now');
    }
    return io.flavour === 'gnu' ? 2 : 1;
  }
  if (options.folder !== undefined) {
    try {
      sys.chdir(options.folder);
    } catch (error) {
      await io.complain(io.flavour === 'gnu' ? `${options.folder}: Cannot open` : `can't change directory to '${options.folder}'`, error);
      if (io.flavour === 'gnu') await io.complain('Error is not recoverable: exiting now');
      return io.flavour === 'gnu' ? 2 : 1;
    }
  }
  const wanted = options.words.map(({ path }) => path.replace(/\/$/, ''));
  const seen = new Set<string>();
  const late: Member[] = [];
  const widths = { owner: 0 };
  let status = 0;
  for (const member of members) {
    const bare = member.path.replace(/\/$/, '');
    if (wanted.length > 0) {
      const hit = wanted.find((path) => bare === path || bare.startsWith(`${path}/`) || globRegex(path).test(bare));
      if (hit === undefined) continue;
      seen.add(hit);
    }
    if (excluded(options, member.path)) continue;
    if (options.verb === 't') {
      await io.out(options.verbose > 0 ? `${longLine(member, widths)}\n` : `${member.path}\n`);
      continue;
    }
    const target = stripped(member.path, options.strip);
    if (target === undefined) continue;
    if (options.verbose > 0) await (options.toStdout ? io.err(member.path) : io.out(`${options.verbose > 1 ? longLine(member, widths) : member.path}\n`));
    if (options.toStdout) {
      if (member.type === 'file') await io.out(member.content);
      continue;
    }
    try {
      place(io, options, member, options.absolute ? target : target.replace(/^\/+/, ''), late);
    } catch (error) {
      const why = reason(error);
      await io.complain(io.flavour === 'gnu' ? `${target}: Cannot ${member.type === 'dir' ? 'mkdir' : 'open'}: ${why}` : `can't open '${target}': ${why}`);
      status = 2;
    }
    await sys.cpu(5);
  }
  for (const member of late.reverse()) {
    const target = stripped(member.path, options.strip)!.replace(/^\/+/, '').replace(/(.)\/$/, '$1');
    sys.chmod(target, member.mode);
    sys.setattr(target, { mtimeMs: member.mtimeMs });
  }
  for (const path of wanted) {
    if (seen.has(path)) continue;
    await io.complain(io.flavour === 'gnu' ? `${path}: Not found in archive` : `${path}: not found in archive`);
    status = io.flavour === 'gnu' ? 2 : 1;
  }
  if (status !== 0 && io.flavour === 'gnu') await io.complain('Exiting with failure status due to previous errors');
  return status;
}

function stripped(path: string, count: number): string | undefined {
  if (count === 0) return path;
  const parts = path.split('/').filter((part, i) => part !== '' || i === 0);
  const rest = parts.slice(count).join('/');
  return rest === '' ? undefined : rest;
}

function place(io: Io, options: Options, member: Member, path: string, late: Member[]): void {
  const { sys } = io;
  const target = path.replace(/(.)\/$/, '$1');
  if (target.split('/').includes('..') || target === '') return;
  const parents = target.split('/').slice(0, -1);
  parents.forEach((_, i) => {
    const folder = parents.slice(0, i + 1).join('/');
    if (folder !== '' && !sys.access(folder, '')) sys.mkdir(folder, 0o755);
  });
  const own = () => {
    if (!options.keepOwner) return;
    const uid = (member.user && lookupId(io, '/etc/passwd', member.user)) || member.uid;
    const gid = (member.group && lookupId(io, '/etc/group', member.group)) || member.gid;
    sys.chown(target, uid, gid, { noFollow: true });
  };
  if (member.type === 'dir') {
    if (!sys.access(target, '')) sys.mkdir(target, 0o755);
    own();
    late.push(member);
    return;
  }
  if (options.keepOld && sys.access(target, '')) return;
  try {
    if (sys.lstat(target).type !== 'dir') sys.unlink(target);
  } catch (error) {
    if (!isSysError(error, 'ENOENT')) throw error;
  }
  if (member.type === 'symlink') sys.symlink(member.link, target);
  else if (member.type === 'hardlink') sys.link(stripped(member.link, options.strip)!, target);
  else if (member.type === 'file') sys.writeFile(target, member.content.slice(), member.mode & 0o777);
  else if (member.type === 'fifo') sys.mknod(target, 'fifo', member.mode);
  own();
  if (member.type !== 'file') return;
  const mask = io.sys.credentials.euid === 0 ? 0 : sys.umask();
  sys.chmod(target, member.mode & ~mask);
  sys.setattr(target, { mtimeMs: member.mtimeMs });
}

function longLine(member: Member, widths: { owner: number }): string {
  const type = ({ file: 'file', hardlink: 'file', symlink: 'symlink', dir: 'dir', chr: 'chr', blk: 'blk', fifo: 'fifo' } as const)[member.type];
  const mode = member.type === 'hardlink' ? `h${modeString({ type, mode: member.mode }).slice(1)}` : modeString({ type, mode: member.mode });
  const owner = `${member.user || member.uid}/${member.group || member.gid}`;
  const size = String(member.type === 'file' ? member.content.length : 0);
  widths.owner = Math.max(widths.owner, 18, owner.length + 1 + size.length);
  const link = member.type === 'symlink' ? ` -> ${member.link}` : member.type === 'hardlink' ? ` link to ${member.link}` : '';
  return `${mode} ${owner}${size.padStart(widths.owner - owner.length)} ${formatDate('%Y-%m-%d %H:%M', member.mtimeMs)} ${member.path}${link}`;
}
