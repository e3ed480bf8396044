/** How a number becomes a string: whole ones as integers, others by a format such as `%.6g`. */
export function numberText(value: number, format: string): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Number.isInteger(value)) return Math.abs(value) < 1e16 ? String(value === 0 ? 0 : value) : BigInt(value).toString();
  return sprintf(format, [value]);
}

/** C's %g. */
function general(value: number, precision: number, alternate: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  if (value === 0) return '0';
  const exponent = Number(value.toExponential(digits - 1).split('e')[1]);
  let text: string;
  if (exponent < -4 || exponent >= digits) {
    const [mantissa = '', power = ''] = value.toExponential(digits - 1).split('e');
    text = `${alternate || !mantissa.includes('.') ? mantissa : mantissa.replace(/\.?0+$/, '')}e${power[0]}${power.slice(1).padStart(2, '0')}`;
  } else {
    text = value.toFixed(Math.max(0, digits - 1 - exponent));
    if (!alternate && text.includes('.')) text = text.replace(/\.?0+$/, '');
  }
  return text;
}

/** printf(3)'s conversions over awk's values. Too few arguments count as empty. */
export function sprintf(format: string, args: readonly (string | number)[]): string {
  let next = 0;
  const take = (): string | number => args[next++] ?? '';
  return format.replace(/%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?([hlLqjzt]*)([a-zA-Z%])/g, (all, flags: string, width: string | undefined, precision: string | undefined, _size: string, kind: string) => {
    if (kind === '%') return '%';
    const hasPrecision = /\.[^a-zA-Z]*[a-zA-Z]$/.test(all);
    let left = flags.includes('-');
    let wide = width === '*' ? Number(take()) : Number(width ?? 0);
    if (wide < 0) [left, wide] = [true, -wide];
    const exact = precision === '*' ? Number(take()) : hasPrecision ? Number(precision ?? 0) : undefined;
    const value = take();
    const number = typeof value === 'number' ? value : toNumber(value);
    let text: string;
    let isNumber = true;
    switch (kind) {
      case 'd': case 'i': {
        const whole = Math.trunc(number);
        text = !Number.isFinite(whole) ? (Number.isNaN(whole) ? 'nan' : whole > 0 ? 'inf' : '-inf') : Math.abs(whole) < 1e21 ? BigInt(whole).toString() : String(whole);
        if (exact !== undefined) text = text.startsWith('-') ? `-${text.slice(1).padStart(exact, '0')}` : text.padStart(exact, '0');
        break;
      }
      case 'u': text = String(number < 0 ? BigInt.asUintN(64, BigInt(Math.trunc(number))) : Math.trunc(number)); break;
      case 'o': text = Math.trunc(number).toString(8); break;
      case 'x': case 'X': text = `${flags.includes('#') && number !== 0 ? '0x' : ''}${(number < 0 ? BigInt.asUintN(64, BigInt(Math.trunc(number))) : BigInt(Math.trunc(number))).toString(16)}`; break;
      case 'f': case 'F': text = Number.isFinite(number) ? number.toFixed(exact ?? 6) : numberText(number, ''); break;
      case 'e': case 'E': text = number.toExponential(exact ?? 6).replace(/e([-+])(\d)$/, 'e$10$2'); break;
      case 'g': case 'G': text = Number.isFinite(number) ? general(number, exact ?? 6, flags.includes('#')) : numberText(number, ''); break;
      case 'c':
        text = typeof value === 'number' ? String.fromCodePoint(Math.max(0, Math.trunc(value))) : [...value][0] ?? '';
        isNumber = false;
        break;
      case 's':
        text = typeof value === 'number' ? numberText(value, '%.6g') : value;
        if (exact !== undefined) text = [...text].slice(0, exact).join('');
        isNumber = false;
        break;
      default: return all;
    }
    if ('XEG'.includes(kind)) text = text.toUpperCase();
    if (isNumber && number >= 0 && !text.startsWith('-') && 'dieEfFgG'.includes(kind)) text = `${flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''}${text}`;
    const length = [...text].length;
    if (length >= wide) return text;
    if (left) return text + ' '.repeat(wide - length);
    if (flags.includes('0') && isNumber && !('dioxXu'.includes(kind) && exact !== undefined)) {
      const sign = /^[-+ ]?(0x)?/i.exec(text)![0];
      return sign + '0'.repeat(wide - length) + text.slice(sign.length);
    }
    return ' '.repeat(wide - length) + text;
  });
}

/** The number that a string begins with, as strtod(3) reads it. */
export function toNumber(text: string): number {
  const match = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?(?:inf|nan)(?:inity)?\b)/i.exec(text);
  if (!match) return 0;
  const word = match[1]!.toLowerCase();
  if (/inf/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
  return /nan/.test(word) ? NaN : Number(word);
}
