import { integer, reads, SYNTAX, writes, type CommandTable, type Context } from './command';
import { fail, int, type Reply } from './resp';

const textOf = (c: Context, key: string): string => c.db.typed(key, 'string')?.text ?? '';

/** A bit of a string; bit 0 is the first byte's highest. */
const bitOf = (text: string, at: number): number => ((text.charCodeAt(at >> 3) || 0) >> (7 - (at & 7))) & 1;

function offset(word: string | undefined): number {
  const message = 'ERR bit offset is not an integer or out of range';
  const at = integer(word, message);
  return at < 0 || at >= 2 ** 32 ? integer(undefined, message) : at;
}

function setBit(c: Context, [key = '', where, bit]: string[]): Reply {
  const at = offset(where);
  if (bit !== '0' && bit !== '1') return fail('ERR bit is not an integer or out of range');
  const value = c.db.made(key, 'string');
  const text = value.text.padEnd((at >> 3) + 1, '\0');
  const old = bitOf(text, at);
  const mask = 1 << (7 - (at & 7));
  const byte = text.charCodeAt(at >> 3);
  value.text = text.slice(0, at >> 3) + String.fromCharCode(bit === '1' ? byte | mask : byte & ~mask) + text.slice((at >> 3) + 1);
  return int(old);
}

/** The bits between two places, counted in bytes or with BIT in bits. */
function window(text: string, start: string | undefined, end: string | undefined, unit: string | undefined): [from: number, to: number] {
  const scale = /^bit$/i.test(unit ?? '') ? 1 : 8;
  const size = (text.length * 8) / scale;
  const place = (word: string | undefined, otherwise: number) => { const at = word === undefined ? otherwise : integer(word); return at < 0 ? Math.max(0, size + at) : Math.min(at, size - 1); };
  return [place(start, 0) * scale, (place(end, size - 1) + 1) * scale];
}

function count(c: Context, [key = '', start, end, unit]: string[]): Reply {
  if (start !== undefined && end === undefined) return SYNTAX;
  const text = textOf(c, key);
  const [from, to] = window(text, start, end, unit);
  let bits = 0;
  for (let at = from; at < to; at++) bits += bitOf(text, at);
  return int(bits);
}

function position(c: Context, [key = '', bit, start, end, unit]: string[]): Reply {
  if (bit !== '0' && bit !== '1') return fail('ERR The bit argument must be 1 or 0.');
  const text = textOf(c, key);
  if (text === '') return int(bit === '0' ? 0 : -1);
  const [from, to] = window(text, start, end, unit);
  for (let at = from; at < to; at++) if (bitOf(text, at) === Number(bit)) return int(at);
  return int(bit === '0' && end === undefined ? text.length * 8 : -1);
}

function combine(c: Context, [how = '', target = '', ...keys]: string[]): Reply {
  const name = how.toLowerCase();
  if (!['and', 'or', 'xor', 'not'].includes(name)) return SYNTAX;
  if (name === 'not' && keys.length !== 1) return fail('ERR BITOP NOT must be called with a single source key.');
  const texts = keys.map((key) => textOf(c, key));
  const length = Math.max(...texts.map((text) => text.length));
  let result = '';
  for (let i = 0; i < length; i++) {
    const bytes = texts.map((text) => text.charCodeAt(i) || 0);
    result += String.fromCharCode(name === 'not' ? ~bytes[0]! & 255 : bytes.reduce((a, b) => (name === 'and' ? a & b : name === 'or' ? a | b : a ^ b)));
  }
  c.db.delete(target);
  if (length > 0) c.db.set(target, { type: 'string', text: result });
  return int(length);
}

/** Commands on the bits of strings (redis.io: commands, group bitmap). */
export const BITS: CommandTable = {
  setbit: writes(4, setBit),
  getbit: reads(3, (c, [key = '', at]) => int(bitOf(textOf(c, key), offset(at)))),
  bitcount: reads(-2, count),
  bitpos: reads(-3, position),
  bitop: writes(-4, combine),
};
