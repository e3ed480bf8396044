import { deflateSync, inflateSync } from 'fflate';
import { concat, text, utf8 } from '../../../lib/bytes';
import { civilDate } from '../../systemd/time-text';
import { daysOf } from '../../coreutils/date-text';

/** A member of a zip archive (PKWARE's APPNOTE). Folders end with a slash. */
export interface ZipMember {
  name: string;
  bytes: Uint8Array;
  /** As it lies in the archive: 0 stored, 8 deflated. */
  method: number;
  packed: Uint8Array;
  crc: number;
  mtimeMs: number;
  mode: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = ~0;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 255]! ^ (c >>> 8);
  return ~c >>> 0;
}

/** Makes a member; what deflating doesn't shorten is stored. */
export function zipMember(name: string, bytes: Uint8Array, mtimeMs: number, mode: number, level: number): ZipMember {
  const deflated = level === 0 || bytes.length === 0 ? bytes : deflateSync(bytes, { level: level as 6 });
  const smaller = deflated.length < bytes.length;
  return { name, bytes, method: smaller ? 8 : 0, packed: smaller ? deflated : bytes, crc: crc32(bytes), mtimeMs, mode };
}

/** MS-DOS's time and date, in UTC. */
function dosTime(ms: number): number {
  const days = Math.floor(ms / 86_400_000);
  const { year, month, day } = civilDate(days);
  const seconds = Math.floor((ms % 86_400_000) / 1000);
  const date = ((Math.max(1980, year) - 1980) << 9) | (month << 5) | day;
  return date * 65_536 + ((Math.floor(seconds / 3600) << 11) | ((Math.floor(seconds / 60) % 60) << 5) | Math.floor((seconds % 60) / 2));
}

function fromDosTime(value: number): number {
  const date = Math.floor(value / 65_536);
  const time = value % 65_536;
  return daysOf((date >> 9) + 1980, (date >> 5) & 15, date & 31) * 86_400_000 + ((time >> 11) * 3600 + ((time >> 5) & 63) * 60 + (time & 31) * 2) * 1000;
}

function record(...fields: readonly [size: 2 | 4, value: number][]): Uint8Array {
  const out = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return out;
}

export function writeZip(members: readonly ZipMember[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const one of members) {
    const name = utf8(one.name);
    const common: [2 | 4, number][] = [[2, one.method === 8 ? 20 : 10], [2, 0], [2, one.method], [4, dosTime(one.mtimeMs)], [4, one.crc], [4, one.packed.length], [4, one.bytes.length], [2, name.length], [2, 0]];
    const local = concat([record([4, LOCAL], ...common), name, one.packed]);
    const folder = one.name.endsWith('/');
    const attributes = ((folder ? 0o040000 : 0o100000) | one.mode) * 65_536 + (folder ? 16 : 0);
    central.push(concat([record([4, CENTRAL], [2, 0x031e], ...common, [2, 0], [2, 0], [2, 0], [4, attributes], [4, offset]), name]));
    parts.push(local);
    offset += local.length;
  }
  const directory = concat(central);
  return concat([...parts, directory, record([4, END], [2, 0], [2, 0], [2, members.length], [2, members.length], [4, directory.length], [4, offset], [2, 0])]);
}

/** The members of an archive, or undefined where the bytes are none. */
export function readZip(bytes: Uint8Array): ZipMember[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) return undefined;
  const members: ZipMember[] = [];
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n--) {
    if (view.getUint32(at, true) !== CENTRAL) return undefined;
    const [method, time, crc, packedSize, size] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const nameLength = view.getUint16(at + 28, true);
    const start = view.getUint32(at + 42, true);
    const data = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const packed = bytes.subarray(data, data + packedSize);
    members.push({ name: text(bytes.subarray(at + 46, at + 46 + nameLength)), method, packed, crc, mtimeMs: fromDosTime(time), mode: (view.getUint32(at + 38, true) >>> 16) & 0o7777, bytes: method === 8 ? inflateSync(packed, { out: new Uint8Array(size) }) : packed });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return members;
}

/** Whether a member's bytes are what its checksum says. */
export const isSound = (one: ZipMember): boolean => crc32(one.bytes) === one.crc;
