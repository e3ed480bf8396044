/** opts.ParseCPUs: a rational number (Go's big.Rat notation) to billionths of a CPU. */
export function parseCpus(text: string): number {
  const fail = (): Error => new Error(`failed to parse ${text} as a rational number`);
  const sign = text.startsWith('-') ? -1n : 1n;
  const body = text.replace(/^[+-]/, '');
  let num: bigint;
  let den = 1n;
  const fraction = /^(\d+)\/(\d+)$/.exec(body);
  if (fraction) {
    num = BigInt(fraction[1]!);
    den = BigInt(fraction[2]!);
    if (den === 0n) throw fail();
  } else if (/^0[xX][0-9a-fA-F]+$/.test(body) || /^0[bB][01]+$/.test(body) || /^0[oO][0-7]+$/.test(body)) {
    num = BigInt(body.toLowerCase());
  } else {
    const match = /^(\d(?:_?\d)*)?(\.)?(\d(?:_?\d)*)?(?:[eE]([+-]?\d+))?$/.exec(body);
    if (!match || (match[1] === undefined && match[3] === undefined)) throw fail();
    const decimals = (match[3] ?? '').replaceAll('_', '');
    num = BigInt((match[1] ?? '').replaceAll('_', '') + decimals);
    const exponent = Number(match[4] ?? 0) - decimals.length;
    if (Math.abs(exponent) > 1000) throw fail();
    if (exponent >= 0) num *= 10n ** BigInt(exponent);
    else den = 10n ** BigInt(-exponent);
  }
  const nano = sign * num * 1_000_000_000n;
  if (nano % den !== 0n) throw new Error('value is too precise');
  return Number(nano / den);
}
