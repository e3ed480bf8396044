import type { Value } from './ast';
import { numberText, toNumber, toText, valueJson } from './values';

const VERB = /%(?:%|([ +#0-]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;

function pad(text: string, flags: string, width: string | undefined, zero: boolean): string {
  const missing = Number(width ?? 0) - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  const sign = zero && /^[+-]/.test(text) ? text[0]! : '';
  return zero ? sign + '0'.repeat(missing) + text.slice(sign.length) : ' '.repeat(missing) + text;
}

/** What `format` makes of a text with verbs (go-cty's stdlib format.go). Throws in its words. */
export function formatText(format: string, args: readonly Value[]): string {
  let next = 0;
  let most = 0;
  const out = format.replace(VERB, (whole: string, flags: string = '', width: string | undefined, precision: string | undefined, index: string | undefined, verb: string | undefined, offset: number) => {
    if (verb === undefined) return '%';
    if (index !== undefined) next = Number(index) - 1;
    const at = next++;
    most = Math.max(most, next);
    if (at >= args.length) throw new Error(`not enough arguments for "${whole}" at ${offset}: need index ${at + 1} but have ${args.length} total`);
    const arg = args[at]!;
    const signed = (value: number, text: string): string => (flags.includes('+') && value >= 0 ? `+${text}` : flags.includes(' ') && value >= 0 ? ` ${text}` : text);
    const number = (): number => {
      if (arg === null) throw new Error(`unsupported value for "${whole}" at ${offset}: null value cannot be formatted`);
      try {
        return toNumber(arg);
      } catch {
        throw new Error(`unsupported value for "${whole}" at ${offset}: number required`);
      }
    };
    const whole10 = (radix: number): string => pad(signed(number(), Math.trunc(number()).toString(radix)), flags, width, flags.includes('0'));
    switch (verb) {
      case 's':
      case 'q': {
        if (arg === null) throw new Error(`unsupported value for "${whole}" at ${offset}: null value cannot be formatted`);
        const text = toText(arg);
        return pad(verb === 'q' ? JSON.stringify(text) : precision === undefined ? text : [...text].slice(0, Number(precision)).join(''), flags, width, flags.includes('0'));
      }
      case 'v':
        return pad(flags.includes('#') || (typeof arg === 'object' && arg !== null) ? valueJson(arg) : arg === null ? 'null' : typeof arg === 'number' ? numberText(arg) : String(arg), flags, width, flags.includes('0'));
      case 't':
        return pad(String(arg), flags, width, false);
      case 'd': return whole10(10);
      case 'b': return whole10(2);
      case 'o': return whole10(8);
      case 'x': return whole10(16);
      case 'X': return whole10(16).toUpperCase();
      case 'f':
      case 'F': return pad(signed(number(), number().toFixed(Number(precision ?? 6))), flags, width, flags.includes('0'));
      case 'e':
      case 'E': {
        const text = number().toExponential(Number(precision ?? 6)).replace(/e([+-])(\d)$/, 'e$10$2');
        return pad(signed(number(), verb === 'E' ? text.toUpperCase() : text), flags, width, flags.includes('0'));
      }
      case 'g':
      case 'G': return pad(signed(number(), precision === undefined ? String(number()) : String(Number(number().toPrecision(Number(precision) || 1)))), flags, width, flags.includes('0'));
      default:
        throw new Error(`unsupported format verb "${verb}" in "${whole}" at offset ${offset}`);
    }
  });
  if (most < args.length) throw new Error(most === 0 ? 'too many arguments; no verbs in format string' : `too many arguments; only ${most} used by format string`);
  return out;
}
