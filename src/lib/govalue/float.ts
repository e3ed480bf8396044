/** Floating-point text as Go's strconv.FormatFloat writes it. */

/** The number is 0.digits × 10^point; no digits means zero. */
interface Decimal {
  digits: string;
  point: number;
}

/** mantissa × 2^exponent, exactly. */
function decompose(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return biased === 0 ? { mantissa: fraction, exponent: -1074 } : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

function exactDecimal(value: number): Decimal {
  const { mantissa, exponent } = decompose(value);
  if (mantissa === 0n) return { digits: '', point: 0 };
  const digits = exponent >= 0 ? (mantissa << BigInt(exponent)).toString() : (mantissa * 5n ** BigInt(-exponent)).toString();
  return { digits: digits.replace(/0+$/, ''), point: digits.length + Math.min(exponent, 0) };
}

function shortestDecimal(value: number): Decimal {
  if (value === 0) return { digits: '', point: 0 };
  const [digits, exponent] = value.toExponential().split('e');
  return { digits: digits!.replace('.', '').replace(/0+$/, ''), point: Number(exponent) + 1 };
}

/** Keeps `count` digits, rounding half to even. */
function round(decimal: Decimal, count: number): Decimal {
  const { digits, point } = decimal;
  if (count >= digits.length) return decimal;
  if (count < 0) return { digits: '', point: 0 };
  const half = digits[count]! === '5' && digits.length === count + 1;
  const up = half ? count > 0 && Number(digits[count - 1]) % 2 === 1 : digits[count]! >= '5';
  const kept = digits.slice(0, count);
  if (!up) {
    const trimmed = kept.replace(/0+$/, '');
    return { digits: trimmed, point: trimmed === '' ? 0 : point };
  }
  const raised = (BigInt(kept === '' ? '0' : kept) + 1n).toString();
  const grown = raised.length > count;
  return { digits: raised.replace(/0+$/, ''), point: grown ? point + 1 : point };
}

function exponentText(exponent: number, letter: string): string {
  return letter + (exponent < 0 ? '-' : '+') + String(Math.abs(exponent)).padStart(2, '0');
}

function asExponent({ digits, point }: Decimal, precision: number, letter: string): string {
  const tail = digits.slice(1, 1 + precision).padEnd(precision, '0');
  return (digits[0] ?? '0') + (precision > 0 ? '.' + tail : '') + exponentText(digits === '' ? 0 : point - 1, letter);
}

function asFixed({ digits, point }: Decimal, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (precision <= 0) return whole;
  const tail = point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  return whole + '.' + tail.slice(0, precision).padEnd(precision, '0');
}

function asHex(value: number, precision: number, upper: boolean): string {
  let { mantissa, exponent } = decompose(value);
  if (mantissa === 0n) exponent = 0;
  else {
    while (mantissa < 1n << 52n) {
      mantissa <<= 1n;
      exponent--;
    }
    exponent += 52;
  }
  let digits = 13;
  if (precision >= 0 && precision < 13) {
    const drop = BigInt(4 * (13 - precision));
    const rest = mantissa & ((1n << drop) - 1n);
    const half = 1n << (drop - 1n);
    mantissa >>= drop;
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa += 1n;
    if (mantissa >> BigInt(4 * precision) > 1n) {
      mantissa >>= 1n;
      exponent++;
    }
    digits = precision;
  }
  let fraction = (mantissa & ((1n << BigInt(4 * digits)) - 1n)).toString(16).padStart(digits, '0').slice(0, digits);
  if (precision < 0) fraction = fraction.replace(/0+$/, '');
  else fraction = fraction.padEnd(precision, '0');
  const lead = (mantissa >> BigInt(4 * digits)).toString();
  const text = `0x${lead}${fraction === '' ? '' : '.' + fraction}` + exponentText(exponent, 'p');
  return upper ? text.toUpperCase() : text;
}

/** strconv.FormatFloat(value, verb, precision, 64); a negative precision asks for the shortest text that reads back. */
export function formatFloat(value: number, verb: string, precision: number): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === Infinity) return sign === '' ? '+Inf' : '-Inf';
  if (verb === 'b') {
    const { mantissa, exponent } = decompose(size);
    return `${sign}${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
  }
  if (verb === 'x' || verb === 'X') return sign + asHex(size, precision, verb === 'X');
  if (precision < 0) {
    const shortest = shortestDecimal(size);
    const count = shortest.digits.length;
    if (verb === 'e' || verb === 'E') return sign + asExponent(shortest, Math.max(count - 1, 0), verb);
    if (verb === 'f') return sign + asFixed(shortest, Math.max(count - shortest.point, 0));
    return sign + general(shortest, count, 6, verb);
  }
  const exact = exactDecimal(size);
  if (verb === 'e' || verb === 'E') return sign + asExponent(round(exact, precision + 1), precision, verb);
  if (verb === 'f') return sign + asFixed(round(exact, exact.point + precision), precision);
  const wanted = precision === 0 ? 1 : precision;
  const rounded = round(exact, wanted);
  const count = rounded.digits.length;
  return sign + general(rounded, wanted, wanted > count && count >= rounded.point ? count : wanted, verb);
}

function general(decimal: Decimal, precision: number, threshold: number, verb: string): string {
  const count = decimal.digits.length;
  const exponent = decimal.point - 1;
  if (exponent < -4 || exponent >= threshold) {
    return asExponent(decimal, Math.max(Math.min(precision, count) - 1, 0), verb === 'G' ? 'E' : 'e');
  }
  return asFixed(decimal, Math.max(count - decimal.point, 0));
}
