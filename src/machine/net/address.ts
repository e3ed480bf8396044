/** Text and bits of IP addresses (RFC 4291 for IPv6's text, RFC 5952 for its canonical form). */

export function isIPv4(text: string): boolean {
  return /^(\d{1,3})(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);
}

export function isIPv6(text: string): boolean {
  return text.includes(':') && parseIPv6(text) !== undefined;
}

function parseIPv6(text: string): bigint | undefined {
  let source = text.replace(/%.*$/, '');
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(source);
  if (dotted) {
    if (!isIPv4(dotted[2]!)) return undefined;
    const v4 = Number(ipToBig(dotted[2]!));
    source = `${dotted[1]}${(v4 >>> 16).toString(16)}:${(v4 & 0xffff).toString(16)}`;
  }
  const halves = source.split('::');
  if (halves.length > 2) return undefined;
  const head = halves[0] ? halves[0].split(':') : [];
  const tail = halves[1] ? halves[1].split(':') : [];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const parts = [...head, ...Array<string>(halves.length === 1 ? 0 : missing).fill('0'), ...tail];
  if (!parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined;
  return parts.reduce((sum, part) => (sum << 16n) | BigInt(parseInt(part, 16)), 0n);
}

/** An address as a number; throws on what isn't one. */
export function ipToBig(text: string): bigint {
  if (isIPv4(text)) return text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
  const value = parseIPv6(text);
  if (value === undefined) throw new RangeError(`not an IP address: ${text}`);
  return value;
}

export function bigToIPv6(value: bigint): string {
  const parts = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  let best = { at: -1, length: 1 };
  for (let i = 0; i < 8; ) {
    let end = i;
    while (end < 8 && parts[end] === 0) end++;
    if (end - i > best.length) best = { at: i, length: end - i };
    i = Math.max(end, i + 1);
  }
  const words = (list: number[]): string => list.map((part) => part.toString(16)).join(':');
  if (best.at < 0) return words(parts);
  return `${words(parts.slice(0, best.at))}::${words(parts.slice(best.at + best.length))}`;
}

/** One spelling for each address, so that they can be compared as text; IPv4-mapped IPv6 becomes IPv4. */
export function canonicalIp(text: string): string {
  if (isIPv4(text)) return text.split('.').map(Number).join('.');
  const value = parseIPv6(text);
  if (value === undefined) return text;
  if (value >> 32n === 0xffffn) return bigToIPv4(value & 0xffffffffn);
  return bigToIPv6(value);
}

export function bigToIPv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => ((value >> shift) & 255n).toString()).join('.');
}

/** Whether an address lies in `network/prefix`. */
export function inPrefix(ip: string, network: string, prefix: number): boolean {
  const bits = isIPv4(ip) ? 32 : 128;
  if (isIPv4(network) !== (bits === 32)) return false;
  const shift = BigInt(bits - prefix);
  return ipToBig(ip) >> shift === ipToBig(network) >> shift;
}

/** `172.17.0.0/16` for 172.17.0.2/16. */
export function networkOf(ip: string, prefix: number): string {
  const bits = isIPv4(ip) ? 32 : 128;
  const shift = BigInt(bits - prefix);
  const base = (ipToBig(ip) >> shift) << shift;
  return `${bits === 32 ? bigToIPv4(base) : bigToIPv6(base)}/${prefix}`;
}

export function parseCidr(text: string): { ip: string; prefix: number } {
  const [ip = '', prefix] = text.split('/');
  return { ip, prefix: prefix === undefined ? (isIPv4(ip) ? 32 : 128) : Number(prefix) };
}

export function isLoopback(ip: string): boolean {
  return ip.startsWith('127.') || ip === '::1';
}

export function isWildcard(ip: string): boolean {
  return ip === '0.0.0.0' || ip === '::' || ip === '';
}

/** `0.0.0.0` and `::` lead to the own machine when connected to (as on Linux). */
export function loopbackOf(ip: string): string {
  return ip.includes(':') ? '::1' : '127.0.0.1';
}
