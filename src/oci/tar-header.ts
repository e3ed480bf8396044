import { text } from '../lib/bytes';
import { TAR_BLOCK, TarError, type TarEntry } from './tar-entry';

function cText(block: Uint8Array, at: number, size: number): string {
  const field = block.subarray(at, at + size);
  const end = field.indexOf(0);
  return text(end === -1 ? field : field.subarray(0, end));
}

/** Octal, or GNU's base 256 where the first bit is set. */
function number(block: Uint8Array, at: number, size: number): number {
  if (block[at]! & 0x80) {
    let value = block[at]! & 0x7f;
    for (let i = 1; i < size; i++) value = value * 256 + block[at + i]!;
    return value;
  }
  const digits = cText(block, at, size).trim();
  if (digits === '') return 0;
  if (!/^[0-7]+$/.test(digits)) throw new TarError('archive/tar: invalid tar header');
  return parseInt(digits, 8);
}

function checkSum(block: Uint8Array): void {
  const wanted = number(block, 148, 8);
  let sum = 0;
  for (let i = 0; i < TAR_BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : block[i]!;
  if (sum !== wanted) throw new TarError('archive/tar: invalid tar header');
}

/** The records of a pax header: `length key=value\n`. */
function paxRecords(data: Uint8Array): Map<string, Uint8Array> {
  const records = new Map<string, Uint8Array>();
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(32, at);
    const length = space === -1 ? NaN : Number(text(data.subarray(at, space)));
    if (!Number.isInteger(length) || length <= 0 || at + length > data.length) throw new TarError('archive/tar: invalid tar header');
    const record = data.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(61);
    if (equals === -1) throw new TarError('archive/tar: invalid tar header');
    records.set(text(record.subarray(0, equals)), record.subarray(equals + 1));
    at += length;
  }
  return records;
}

const TYPES: Record<string, TarEntry['type']> = {
  '0': 'file', '\0': 'file', '7': 'file', '1': 'hardlink', '2': 'symlink', '3': 'chr', '4': 'blk', '5': 'dir', '6': 'fifo',
};

function cleanPath(path: string): string {
  return path.split('/').filter((part) => part !== '' && part !== '.').join('/');
}

/** What a header block begins: the archive's end, data for the next header, or a member with its content. */
export type TarHeader =
  | { kind: 'end' }
  | { kind: 'extension'; size: number }
  /** `name` as it is written; `size` is 0 for what has no content. */
  | { kind: 'member'; name: string; size: number; entry: TarEntry };

/** Reads header blocks one after another (ustar, pax, GNU long names). Throws TarError for what isn't one. */
export class TarHeaders {
  private pax = new Map<string, Uint8Array>();
  private readonly global = new Map<string, Uint8Array>();
  private longName: string | undefined;
  private longLink: string | undefined;
  private pending = '';

  /** Takes the data that an extension header announced. */
  extension(data: Uint8Array): void {
    if (this.pending === 'x') this.pax = paxRecords(data);
    else if (this.pending === 'g') for (const [key, value] of paxRecords(data)) this.global.set(key, value);
    else if (this.pending === 'L') this.longName = cText(data, 0, data.length);
    else this.longLink = cText(data, 0, data.length);
  }

  read(block: Uint8Array): TarHeader {
    if (block.every((byte) => byte === 0)) return { kind: 'end' };
    checkSum(block);
    const flag = String.fromCharCode(block[156]!);
    const record = (key: string): string | undefined => {
      const value = this.pax.get(key) ?? this.global.get(key);
      return value && text(value);
    };
    const size = Number(record('size') ?? number(block, 124, 12));
    if (flag === 'x' || flag === 'g' || flag === 'L' || flag === 'K') {
      this.pending = flag;
      return { kind: 'extension', size };
    }
    const type = TYPES[flag];
    if (!type) throw new TarError(`unhandled tar header type ${block[156]!}`);
    const isUstar = cText(block, 257, 5) === 'ustar';
    const prefix = isUstar && block[262] === 0 ? cText(block, 345, 155) : '';
    const shortName = cText(block, 0, 100);
    const name = record('path') ?? this.longName ?? (prefix ? `${prefix}/${shortName}` : shortName);
    const isDir = type === 'dir' || (type === 'file' && name.endsWith('/'));
    const mtime = record('mtime');
    const entry: TarEntry = {
      path: cleanPath(name),
      type: isDir ? 'dir' : type,
      mode: number(block, 100, 8) & 0o7777,
      uid: Number(record('uid') ?? number(block, 108, 8)),
      gid: Number(record('gid') ?? number(block, 116, 8)),
      mtimeMs: mtime === undefined ? number(block, 136, 12) * 1000 : Math.round(Number(mtime) * 1000),
    };
    if (type === 'symlink') entry.target = record('linkpath') ?? this.longLink ?? cText(block, 157, 100);
    if (type === 'hardlink') entry.target = cleanPath(record('linkpath') ?? this.longLink ?? cText(block, 157, 100));
    if (type === 'chr' || type === 'blk') entry.rdev = number(block, 329, 8) * 256 + number(block, 337, 8);
    const xattrs = [...this.pax].filter(([key]) => key.startsWith('SCHILY.xattr.'));
    if (xattrs.length > 0) {
      entry.xattrs = Object.fromEntries(xattrs.map(([key, value]) => [key.slice('SCHILY.xattr.'.length), value.slice()]));
    }
    this.pax = new Map();
    this.longName = this.longLink = undefined;
    return { kind: 'member', name, size: type === 'file' && !isDir ? size : 0, entry };
  }
}
