import { fixed } from './value';

/** Takes away what binary fractions add: 0.1 + 0.2 is 0.3 to a decimal column. */
export function tidy(value: number): number {
  return Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(15));
}

/** An exact mean of decimals, as text of so many digits behind the point. */
export function average(values: readonly number[], scale: number, digits: number): string {
  const sum = values.reduce((total, value) => total + BigInt(fixed(value, scale).replace('.', '')), 0n);
  const unit = 10n ** BigInt(digits - Math.min(scale, digits) + 1);
  const scaled = (sum * unit) / BigInt(values.length);
  const rounded = (scaled + (scaled < 0n ? -5n : 5n)) / 10n;
  const text = String(rounded < 0n ? -rounded : rounded).padStart(digits + 1, '0');
  return `${rounded < 0n ? '-' : ''}${text.slice(0, text.length - digits)}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}

/** The quotient of two decimals with as many digits as PostgreSQL keeps: sixteen that matter at least (numeric.c, select_div_scale). */
export function quotient(a: string, b: string): string {
  const places = (text: string) => (/\.(\d*)/.exec(text)?.[1] ?? '').length;
  const head = (value: number): [weight: number, first: number] => {
    if (value === 0) return [0, 0];
    const weight = Math.floor(Math.log10(value) / 4 + 1e-12);
    return [weight, Math.floor(value / 10 ** (weight * 4))];
  };
  const [x, y] = [head(Math.abs(Number(a))), head(Math.abs(Number(b)))];
  const weight = x[0] - y[0] - (x[1] <= y[1] ? 1 : 0);
  const scale = Math.max(16 - weight * 4, places(a), places(b), 0);
  const whole = (text: string, by: number) => BigInt(fixed(Number(text), by).replace('.', ''));
  const digits = Math.max(places(a), places(b));
  const scaledUp = (whole(a, digits) * 10n ** BigInt(scale + 1)) / whole(b, digits);
  const rounded = (scaledUp + (scaledUp < 0n ? -5n : 5n)) / 10n;
  const text = String(rounded < 0n ? -rounded : rounded).padStart(scale + 1, '0');
  return `${rounded < 0n ? '-' : ''}${text.slice(0, text.length - scale)}${scale > 0 ? `.${text.slice(-scale)}` : ''}`;
}
