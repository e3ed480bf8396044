import { concat, text, utf8 } from '../../../lib/bytes';

/** A member of an archive (POSIX ustar, with GNU and pax long names). */
export interface Member {
  path: string;
  type: 'file' | 'dir' | 'symlink' | 'hardlink' | 'chr' | 'blk' | 'fifo';
  mode: number;
  uid: number;
  gid: number;
  user: string;
  group: string;
  mtimeMs: number;
  link: string;
  content: Uint8Array;
}

const TYPES: Readonly<Record<string, Member['type']>> = { '0': 'file', '\0': 'file', '7': 'file', '5': 'dir', '2': 'symlink', '1': 'hardlink', '3': 'chr', '4': 'blk', '6': 'fifo' };
const LETTERS: Readonly<Record<Member['type'], string>> = { file: '0', hardlink: '1', symlink: '2', chr: '3', blk: '4', dir: '5', fifo: '6' };

export class TarError extends Error {}

function cString(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return text(end === -1 ? field : field.subarray(0, end));
}

function number(block: Uint8Array, at: number, length: number): number {
  if (block[at]! & 0x80) return block.subarray(at + 1, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
  return parseInt(cString(block, at, length).trim() || '0', 8);
}

/** The members of an archive. Throws TarError on what is none. */
export function readTar(bytes: Uint8Array): Member[] {
  const members: Member[] = [];
  let longName: string | undefined;
  let longLink: string | undefined;
  let pax: Record<string, string> = {};
  for (let at = 0; at + 512 <= bytes.length; ) {
    const block = bytes.subarray(at, at + 512);
    if (block.every((byte) => byte === 0)) break;
    const stored = number(block, 148, 8);
    const sum = block.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    if (sum !== stored) throw new TarError(at === 0 ? 'This does not look like a tar archive' : 'Skipping to next header');
    const size = Number(pax['size'] ?? number(block, 124, 12));
    const kind = String.fromCharCode(block[156]!);
    const content = bytes.subarray(at + 512, at + 512 + size);
    if (content.length < size) throw new TarError('Unexpected EOF in archive');
    at += 512 + Math.ceil(size / 512) * 512;
    if (kind === 'L') longName = text(content).replace(/\0.*$/s, '');
    else if (kind === 'K') longLink = text(content).replace(/\0.*$/s, '');
    else if (kind === 'x') pax = paxRecords(content);
    else if (kind !== 'g') {
      const prefix = cString(block, 257, 6).startsWith('ustar') && block[263] !== 0x20 ? cString(block, 345, 155) : '';
      const name = cString(block, 0, 100);
      members.push({
        path: pax['path'] ?? longName ?? (prefix ? `${prefix}/${name}` : name), type: name.endsWith('/') && kind === '0' ? 'dir' : (TYPES[kind] ?? 'file'), mode: number(block, 100, 8) & 0o7777,
        uid: number(block, 108, 8), gid: number(block, 116, 8), user: cString(block, 265, 32), group: cString(block, 297, 32), mtimeMs: pax['mtime'] ? Number(pax['mtime']) * 1000 : number(block, 136, 12) * 1000,
        link: pax['linkpath'] ?? longLink ?? cString(block, 157, 100), content,
      });
      [longName, longLink, pax] = [undefined, undefined, {}];
    }
  }
  return members;
}

function paxRecords(bytes: Uint8Array): Record<string, string> {
  const records: Record<string, string> = {};
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    if (space === -1) break;
    const length = Number(text(bytes.subarray(at, space)));
    if (!(length > 0)) break;
    const record = text(bytes.subarray(space + 1, at + length - 1));
    records[record.slice(0, record.indexOf('='))] = record.slice(record.indexOf('=') + 1);
    at += length;
  }
  return records;
}

function header(member: Member, name: string, link: string, letter: string, size: number): Uint8Array {
  const block = new Uint8Array(512);
  const put = (at: number, value: string, length: number) => block.set(utf8(value).subarray(0, length), at);
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0');
  put(0, name, 100);
  put(100, octal(member.mode, 8), 7);
  put(108, octal(member.uid, 8), 7);
  put(116, octal(member.gid, 8), 7);
  put(124, octal(size, 12), 11);
  put(136, octal(Math.max(0, Math.floor(member.mtimeMs / 1000)), 12), 11);
  put(148, '        ', 8);
  put(156, letter, 1);
  put(157, link, 100);
  put(257, 'ustar  ', 8);
  put(265, member.user, 31);
  put(297, member.group, 31);
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `, 8);
  return block;
}

const padded = (bytes: Uint8Array): Uint8Array[] => (bytes.length % 512 === 0 ? [bytes] : [bytes, new Uint8Array(512 - (bytes.length % 512))]);

/** A member in GNU's format: a long name comes before it as a member of its own. */
export function memberBytes(member: Member): Uint8Array {
  const parts: Uint8Array[] = [];
  const long = (letter: string, value: string) => {
    const bytes = utf8(`${value}\0`);
    parts.push(header({ ...member, mode: 0o644, uid: 0, gid: 0, mtimeMs: 0, user: 'root', group: 'root' }, '././@LongLink', '', letter, bytes.length), ...padded(bytes));
  };
  if (utf8(member.link).length > 100) long('K', member.link);
  if (utf8(member.path).length > 100) long('L', member.path);
  const size = member.type === 'file' ? member.content.length : 0;
  parts.push(header(member, member.path, member.link, LETTERS[member.type], size));
  if (size > 0) parts.push(...padded(member.content));
  return concat(parts);
}

/** Two blocks of zeros, and more until the record's 10240 bytes are full. */
export function ending(length: number): Uint8Array {
  return new Uint8Array(10240 * Math.ceil((length + 1024) / 10240) - length);
}
