import { concat, utf8 } from '../lib/bytes';
import { contentOf, joinContents, NO_CONTENT, type Content, type Extent } from '../lib/content';
import { TAR_BLOCK, type TarEntry } from './tar-entry';

const TYPE_FLAGS: Record<TarEntry['type'], string> = {
  file: '0', hardlink: '1', symlink: '2', chr: '3', blk: '4', dir: '5', fifo: '6',
};

function putText(block: Uint8Array, at: number, size: number, text: string): void {
  block.set(utf8(text).subarray(0, size), at);
}

/** Octal digits and a NUL, as Go's archive/tar formats numbers. */
function putOctal(block: Uint8Array, at: number, size: number, value: number): void {
  const digits = Math.max(0, value).toString(8).padStart(size - 1, '0');
  putText(block, at, size - 1, digits.length < size ? digits : '0'.repeat(size - 1));
}

function putChecksum(block: Uint8Array): void {
  block.fill(32, 148, 156);
  let sum = 0;
  for (const byte of block) sum += byte;
  putText(block, 148, 7, `${sum.toString(8).padStart(6, '0')}\0`);
}

interface HeaderFields {
  name: string;
  mode: number;
  uid: number;
  gid: number;
  size: number;
  mtime: number;
  flag: string;
  link: string;
  rdev: number;
}

function headerBlock(fields: HeaderFields): Uint8Array {
  const block = new Uint8Array(TAR_BLOCK);
  putText(block, 0, 100, fields.name);
  putOctal(block, 100, 8, fields.mode);
  putOctal(block, 108, 8, fields.uid);
  putOctal(block, 116, 8, fields.gid);
  putOctal(block, 124, 12, fields.size);
  putOctal(block, 136, 12, fields.mtime);
  putText(block, 156, 1, fields.flag);
  putText(block, 157, 100, fields.link);
  putText(block, 257, 8, 'ustar\x0000');
  putOctal(block, 329, 8, fields.rdev >> 8);
  putOctal(block, 337, 8, fields.rdev & 255);
  putChecksum(block);
  return block;
}

function paxRecord(key: string, value: Uint8Array): Uint8Array {
  const rest = concat([utf8(` ${key}=`), value, utf8('\n')]);
  let length = rest.length + String(rest.length).length;
  length = rest.length + String(length).length;
  return concat([utf8(String(length)), rest]);
}

const isPlain = (text: string, limit: number): boolean => text.length <= limit && /^[\x01-\x7f]*$/.test(text);

/** The extended header that an entry needs, or undefined (POSIX pax; which fields as Go's archive/tar chooses). */
function paxHeader(name: string, entry: TarEntry, size: number): Uint8Array | undefined {
  const records = new Map<string, Uint8Array>();
  if (!isPlain(name, 100)) records.set('path', utf8(name));
  if (entry.target !== undefined && !isPlain(entry.target, 100)) records.set('linkpath', utf8(entry.target));
  if (entry.uid > 0o7777777) records.set('uid', utf8(String(entry.uid)));
  if (entry.gid > 0o7777777) records.set('gid', utf8(String(entry.gid)));
  if (size > 0o77777777777) records.set('size', utf8(String(size)));
  for (const [key, value] of Object.entries(entry.xattrs ?? {})) records.set(`SCHILY.xattr.${key}`, value);
  if (records.size === 0) return undefined;
  const keys = [...records.keys()].sort();
  const data = concat(keys.map((key) => paxRecord(key, records.get(key)!)));
  const slash = name.replace(/\/$/, '').lastIndexOf('/');
  const base = name.slice(slash + 1).replace(/\/$/, '');
  const header = headerBlock({
    name: `${slash === -1 ? '' : name.slice(0, slash + 1)}PaxHeaders.0/${base}`.replace(/[^\x01-\x7f]/g, '').slice(0, 100),
    mode: 0, uid: 0, gid: 0, size: data.length, mtime: 0, flag: 'x', link: '', rdev: 0,
  });
  return concat([header, data, new Uint8Array(padding(data.length))]);
}

function padding(size: number): number {
  return (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
}

/** The bytes in front of an entry's content. */
export function tarHeader(entry: TarEntry): Uint8Array {
  const size = entry.type === 'file' ? (entry.content?.size ?? 0) : 0;
  const name = entry.type === 'dir' ? (entry.path === '' ? './' : `${entry.path}/`) : entry.path;
  const pax = paxHeader(name, entry, size);
  const header = headerBlock({
    name: isPlain(name, 100) ? name : name.replace(/[^\x01-\x7f]/g, ''),
    mode: entry.mode & 0o7777,
    uid: entry.uid > 0o7777777 ? 0 : entry.uid,
    gid: entry.gid > 0o7777777 ? 0 : entry.gid,
    size: size > 0o77777777777 ? 0 : size,
    mtime: Math.floor(entry.mtimeMs / 1000),
    flag: TYPE_FLAGS[entry.type],
    link: (entry.target ?? '').replace(/[^\x01-\x7f]/g, ''),
    rdev: entry.rdev ?? 0,
  });
  return pax ? concat([pax, header]) : header;
}

/**
 * Entries as a tar archive, as containerd's archive.WriteDiff and BuildKit write layers: PAX where ustar doesn't
 * reach, whole seconds, no names of users, two zero blocks at the end. Generated content stays generated.
 */
export function writeTar(entries: Iterable<TarEntry>): Content {
  const extents: Extent[] = [];
  let pending: Uint8Array[] = [];
  let size = 0;
  const flush = (): void => {
    if (pending.length > 0) extents.push({ bytes: concat(pending) });
    pending = [];
  };
  const bytes = (part: Uint8Array): void => {
    if (part.length === 0) return;
    pending.push(part);
    size += part.length;
  };
  for (const entry of entries) {
    bytes(tarHeader(entry));
    const content = entry.type === 'file' ? (entry.content ?? NO_CONTENT) : NO_CONTENT;
    for (const extent of content.extents) {
      if ('bytes' in extent) bytes(extent.bytes);
      else {
        flush();
        extents.push(extent);
        size += extent.length;
      }
    }
    bytes(new Uint8Array(padding(content.size)));
  }
  bytes(new Uint8Array(2 * TAR_BLOCK));
  flush();
  return { size, extents };
}

/** One member with its padding, for archives that are written as they go. */
export function tarMember(entry: TarEntry): Content {
  const content = entry.type === 'file' ? (entry.content ?? NO_CONTENT) : NO_CONTENT;
  return joinContents([contentOf(tarHeader(entry)), content, contentOf(new Uint8Array(padding(content.size)))]);
}

/** The two zero blocks that end an archive. */
export const TAR_END: Content = contentOf(new Uint8Array(2 * TAR_BLOCK));
