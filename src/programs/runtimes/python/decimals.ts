/** Digits beyond those asked for in which a tie of two roundings shows itself: a double's fraction has no more. */
const TIE_DIGITS = 60;

/** `%.<digits>f` of a number below 1e21: of two that are as near, the even one, as C's printf has it and JavaScript hasn't. */
export function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  if (digits + TIE_DIGITS > 100) return text;
  const long = value.toFixed(digits + TIE_DIGITS);
  const end = long.indexOf('.') + (digits === 0 ? 0 : digits + 1);
  const isTie = /^\.?50*$/.test(long.slice(end));
  return isTie && /[02468]$/.test(long.slice(0, end)) ? long.slice(0, end) : text;
}

/** `%.<digits>e`: at least two digits of the exponent. */
export function exponent(value: number, digits: number): string {
  const [mantissa, power] = value.toExponential(digits).split('e') as [string, string];
  return `${mantissa}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}
