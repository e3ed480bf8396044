/** An address as a number, so that ranges can be counted through. */
export interface Ip {
  version: 4 | 6;
  value: bigint;
}

export interface Prefix extends Ip {
  length: number;
}

/** Reads `172.17.0.2` or `fd00::1`; undefined when it is neither. */
export function parseIp(text: string): Ip | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const bytes = text.split('.').map(Number);
    if (bytes.some((byte) => byte > 255)) return undefined;
    return { version: 4, value: bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) };
  }
  if (!text.includes(':')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = (half: string): string[] => (half === '' ? [] : half.split(':'));
  const head = groups(halves[0]!);
  const tail = halves.length === 2 ? groups(halves[1]!) : [];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return { version: 6, value: all.reduce((sum, group) => sum * 65536n + BigInt(parseInt(group, 16)), 0n) };
}

export function formatIp(ip: Ip): string {
  if (ip.version === 4) return [24n, 16n, 8n, 0n].map((shift) => String((ip.value >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => Number((ip.value >> BigInt(112 - 16 * i)) & 0xffffn));
  let bestStart = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && groups[i + length] === 0) length++;
    if (length > bestLength) [bestStart, bestLength] = [i, length];
  }
  const text = (part: number[]): string => part.map((group) => group.toString(16)).join(':');
  if (bestStart === -1) return text(groups);
  return `${text(groups.slice(0, bestStart))}::${text(groups.slice(bestStart + bestLength))}`;
}

export function bits(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

export function parsePrefix(text: string): Prefix | undefined {
  const [address = '', length = '', rest] = text.split('/');
  const ip = parseIp(address);
  if (!ip || rest !== undefined || !/^\d{1,3}$/.test(length) || Number(length) > bits(ip.version)) return undefined;
  return { ...ip, length: Number(length) };
}

export function prefixSize(prefix: Prefix): bigint {
  return 1n << BigInt(bits(prefix.version) - prefix.length);
}

/** The prefix with its host bits cleared. */
export function maskPrefix(prefix: Prefix): Prefix {
  return { ...prefix, value: prefix.value - (prefix.value % prefixSize(prefix)) };
}

export function formatPrefix(prefix: Prefix): string {
  return `${formatIp(prefix)}/${prefix.length}`;
}

export function contains(prefix: Prefix, ip: Ip): boolean {
  const base = maskPrefix(prefix).value;
  return prefix.version === ip.version && ip.value >= base && ip.value < base + prefixSize(prefix);
}

export function overlaps(a: Prefix, b: Prefix): boolean {
  return contains(a, maskPrefix(b)) || contains(b, maskPrefix(a));
}
