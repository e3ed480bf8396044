import { toBytes } from './bytes';
import { formatFloat } from './float';
import { canBackquote, isPrint, quote, quoteRune } from './quote';

/** The flags, width and precision of one verb of Go's fmt. */
export interface Flags {
  width: number | undefined;
  precision: number | undefined;
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** %+v and %#v. */
  plusV: boolean;
  sharpV: boolean;
}

export function noFlags(): Flags {
  return { width: undefined, precision: undefined, minus: false, plus: false, sharp: false, space: false, zero: false, plusV: false, sharpV: false };
}

function runeCount(text: string): number {
  return [...text].length;
}

function padding(flags: Flags, count: number, zero = flags.zero): string {
  return count <= 0 ? '' : (zero && !flags.minus ? '0' : ' ').repeat(count);
}

/** Fills to the width, with zeros where `zero` says so. */
export function pad(flags: Flags, text: string, zero = flags.zero): string {
  if (!flags.width) return text;
  const fill = padding(flags, flags.width - runeCount(text), zero);
  return flags.minus ? text + fill : fill + text;
}

function truncate(flags: Flags, text: string): string {
  return flags.precision === undefined ? text : [...text].slice(0, flags.precision).join('');
}

/** %s. */
export function formatString(flags: Flags, text: string): string {
  return pad(flags, truncate(flags, text));
}

/** %q. */
export function formatQuoted(flags: Flags, text: string): string {
  const cut = truncate(flags, text);
  if (flags.sharp && canBackquote(cut)) return pad(flags, '`' + cut + '`');
  return pad(flags, quote(cut, flags.plus));
}

/** %x and %X of a string or bytes. */
export function formatHexBytes(flags: Flags, bytes: ArrayLike<number>, upper: boolean): string {
  const count = Math.min(bytes.length, flags.precision ?? bytes.length);
  if (count === 0) return padding(flags, flags.width ?? 0);
  const prefix = flags.sharp ? (upper ? '0X' : '0x') : '';
  let out = prefix;
  for (let i = 0; i < count; i++) {
    if (flags.space && i > 0) out += ' ' + prefix;
    const digits = bytes[i]!.toString(16).padStart(2, '0');
    out += upper ? digits.toUpperCase() : digits;
  }
  return pad(flags, out);
}

/** The bytes that %x prints of a string. */
export function hexSource(text: string): Uint8Array {
  return toBytes(text);
}

/** %d, %b, %o, %O, %x, %X and %v of integers. */
export function formatInteger(flags: Flags, value: bigint, base: 2 | 8 | 10 | 16, verb: string): string {
  const negative = value < 0n;
  let digits = (negative ? -value : value).toString(base);
  if (verb === 'X') digits = digits.toUpperCase();
  let least = 0;
  if (flags.precision !== undefined) {
    least = flags.precision;
    if (least === 0 && value === 0n) return padding(flags, flags.width ?? 0, false);
  } else if (flags.zero && !flags.minus && flags.width !== undefined) {
    least = flags.width - (negative || flags.plus || flags.space ? 1 : 0);
  }
  digits = digits.padStart(least, '0');
  if (flags.sharp) {
    if (base === 2) digits = '0b' + digits;
    else if (base === 8 && digits[0] !== '0') digits = '0' + digits;
    else if (base === 16) digits = (verb === 'X' ? '0X' : '0x') + digits;
  }
  if (verb === 'O') digits = '0o' + digits;
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  return pad(flags, sign + digits, false);
}

/** The rune that an integer is to %c and %q; out of range, U+FFFD. */
function runeOf(value: bigint): number {
  if (value < 0n || value > 0x10ffffn) return 0xfffd;
  return Number(value);
}

/** %c. */
export function formatChar(flags: Flags, value: bigint): string {
  const code = runeOf(value);
  return pad(flags, String.fromCodePoint(code >= 0xd800 && code <= 0xdfff ? 0xfffd : code));
}

/** %q of an integer. */
export function formatQuotedChar(flags: Flags, value: bigint): string {
  return pad(flags, quoteRune(runeOf(value), flags.plus));
}

/** %U. */
export function formatUnicode(flags: Flags, value: bigint): string {
  const unsigned = BigInt.asUintN(64, value);
  let text = 'U+' + unsigned.toString(16).toUpperCase().padStart(Math.max(flags.precision ?? 4, 4), '0');
  if (flags.sharp && unsigned <= 0x10ffffn && !(unsigned >= 0xd800n && unsigned <= 0xdfffn)) {
    const char = String.fromCodePoint(Number(unsigned));
    if (isPrint(char)) text += ` '${char}'`;
  }
  return pad(flags, text, false);
}

/** %e, %f, %g, %b, %x and their capitals of a floating-point number. */
export function formatFloatVerb(flags: Flags, value: number, verb: string, defaultPrecision: number): string {
  const precision = flags.precision ?? defaultPrecision;
  let text = formatFloat(value, verb, precision);
  if (text[0] !== '-' && text[0] !== '+') text = '+' + text;
  if (flags.space && text[0] === '+' && !flags.plus) text = ' ' + text.slice(1);
  if (text[1] === 'I' || text[1] === 'N') {
    return pad(flags, text[1] === 'N' && !flags.space && !flags.plus ? text.slice(1) : text, false);
  }
  if (flags.sharp && verb !== 'b') text = keepZeros(text, verb, precision);
  if (flags.plus || text[0] !== '+') {
    if (flags.zero && !flags.minus && flags.width !== undefined && flags.width > text.length) {
      return text[0]! + padding(flags, flags.width - text.length) + text.slice(1);
    }
    return pad(flags, text);
  }
  return pad(flags, text.slice(1));
}

/** The # flag: always a decimal point, and for %g no trailing zeros removed. */
function keepZeros(text: string, verb: string, precision: number): string {
  const tailAt = text.slice(1).search(verb === 'x' || verb === 'X' ? /[pP]/ : /[eEpP]/) + 1;
  const tail = tailAt > 0 ? text.slice(tailAt) : '';
  let number = tailAt > 0 ? text.slice(0, tailAt) : text;
  let digits = 0;
  if (verb === 'g' || verb === 'G' || verb === 'x') digits = precision === -1 ? 6 : precision;
  let seen = false;
  for (const char of number.slice(1)) {
    if (char === '.') continue;
    if (char !== '0') seen = true;
    if (seen) digits--;
  }
  if (!number.includes('.')) {
    if (number.length === 2 && number[1] === '0') digits--;
    number += '.';
  }
  return number + '0'.repeat(Math.max(digits, 0)) + tail;
}
