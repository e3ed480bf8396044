import { quote } from '../../lib/govalue';

/** Numbers and booleans as Go's strconv reads them, with its errors. */

function numError(fn: string, text: string, why: string): Error {
  return new Error(`strconv.${fn}: parsing ${quote(text)}: ${why}`);
}

/** strconv.ParseBool. */
export function parseBool(text: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return false;
  throw numError('ParseBool', text, 'invalid syntax');
}

/** The digits of an integer in Go's base-0 notation (0x, 0o, 0b, leading 0, underscores), or base 10. */
function parseDigits(text: string, base: 0 | 10): bigint | undefined {
  if (base === 10) return /^\d+$/.test(text) ? BigInt(text) : undefined;
  if (/_/.test(text) && (!/^(0[xXoObB])?(_?[0-9a-fA-F])+$/.test(text) || !/^0/.test(text) && !/^[0-9](_?[0-9])*$/.test(text))) return undefined;
  const plain = text.replaceAll('_', '').toLowerCase();
  if (/^0x[0-9a-f]+$/.test(plain) || /^0b[01]+$/.test(plain) || /^0o[0-7]+$/.test(plain)) return BigInt(plain);
  if (/^0[0-7]+$/.test(plain)) return BigInt('0o' + plain.slice(1));
  return /^(0|[1-9]\d*)$/.test(plain) ? BigInt(plain) : undefined;
}

/** strconv.ParseInt with a width of `bits`. pflag reads in base 0. */
export function parseInt64(text: string, bits = 64, base: 0 | 10 = 0, fn = 'ParseInt'): number {
  const negative = text.startsWith('-');
  const value = parseDigits(/^[+-]/.test(text) ? text.slice(1) : text, base);
  if (value === undefined) throw numError(fn, text, 'invalid syntax');
  const limit = 1n << BigInt(bits - 1);
  if (value > limit || (!negative && value === limit)) throw numError(fn, text, 'value out of range');
  return Number(negative ? -value : value);
}

/** strconv.ParseUint with a width of `bits`. */
export function parseUint64(text: string, bits = 64, base: 0 | 10 = 0): number {
  const value = parseDigits(text, base);
  if (value === undefined) throw numError('ParseUint', text, 'invalid syntax');
  if (value >= 1n << BigInt(bits)) throw numError('ParseUint', text, 'value out of range');
  return Number(value);
}

/** strconv.ParseFloat. */
export function parseFloat64(text: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) throw numError('ParseFloat', text, 'invalid syntax');
  return Number(text);
}
