/** Reading numbers as Go's strconv does. */

/** Underscores may stand between digits, or between a base prefix and a digit. */
function underscoresOk(text: string): boolean {
  const body = text.replace(/^[+-]/, '');
  const prefix = /^0[xXoObB]/.exec(body);
  const hex = prefix !== null && /[xX]/.test(prefix[0]);
  let before = prefix ? '0' : '^';
  for (const char of body.slice(prefix ? 2 : 0)) {
    if (hex ? /[0-9a-fA-F]/.test(char) : /[0-9]/.test(char)) before = '0';
    else if (char === '_') {
      if (before !== '0') return false;
      before = '_';
    } else {
      if (before === '_') return false;
      before = '!';
    }
  }
  return before !== '_';
}

/** strconv.ParseInt(text, 0, …) without a range; undefined for bad syntax. */
export function parseInteger(text: string): bigint | undefined {
  const match = /^([+-]?)(0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|0[0-7_]*|[1-9][0-9_]*)$/.exec(text);
  if (!match || !underscoresOk(text)) return undefined;
  let digits = match[2]!.replaceAll('_', '');
  if (/^0[0-7]+$/.test(digits)) digits = '0o' + digits.slice(1);
  const size = BigInt(digits);
  return match[1] === '-' ? -size : size;
}

const DECIMAL = /^[+-]?([0-9_]+\.?[0-9_]*|\.[0-9_]+)([eE][+-]?[0-9][0-9_]*)?$/;
const HEX = /^([+-]?)0[xX]([0-9a-fA-F_]*)\.?([0-9a-fA-F_]*)[pP]([+-]?[0-9][0-9_]*)$/;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;

/** strconv.ParseFloat(text, 64): a number, or what is wrong. */
export function parseFloat64(text: string): number | 'invalid syntax' | 'value out of range' {
  const special = SPECIAL.exec(text);
  if (special) {
    if (/nan/i.test(text)) return special[1] === '' ? NaN : 'invalid syntax';
    return special[1] === '-' ? -Infinity : Infinity;
  }
  if (text.includes('_') && !underscoresOk(text)) return 'invalid syntax';
  const plain = text.replaceAll('_', '');
  const hex = HEX.exec(plain);
  let value: number;
  if (hex) {
    if (hex[2]! + hex[3]! === '') return 'invalid syntax';
    value = Number(BigInt('0x' + hex[2]! + hex[3]!)) * 2 ** (Number(hex[4]) - 4 * hex[3]!.length);
    if (hex[1] === '-') value = -value;
  } else {
    if (!DECIMAL.test(plain) || !/[0-9]/.test(plain)) return 'invalid syntax';
    value = Number(plain);
  }
  return Number.isFinite(value) ? value : 'value out of range';
}
