import { quote } from '../../lib/govalue';
import { parseIp } from './ip';

/** Validators of docker/cli's opts package: each gives the value as it is kept, or throws its message. */

export function validateEnv(value: string): string {
  if (value === '' || value.startsWith('=')) throw new Error(`invalid environment variable: ${value}`);
  return value;
}

export function validateLabel(value: string): string {
  if (value === '' || value.startsWith('=')) throw new Error(`invalid label '${value}': empty name`);
  return value;
}

const SYSCTLS = new Set([
  'kernel.msgmax', 'kernel.msgmnb', 'kernel.msgmni', 'kernel.sem', 'kernel.shmall', 'kernel.shmmax', 'kernel.shmmni', 'kernel.shm_rmid_forced',
]);

/** Sysctls that are namespaced: some of kernel.*, fs.mqueue.*, net.*. */
export function validateSysctl(value: string): string {
  const at = value.indexOf('=');
  if (at !== -1) {
    const key = value.slice(0, at);
    if (SYSCTLS.has(key) || key.startsWith('net.') || key.startsWith('fs.mqueue.')) return value;
  }
  throw new Error(`sysctl '${value}' is not allowed`);
}

export function validateIPAddress(value: string): string {
  const ip = parseIp(value.trim());
  if (ip === undefined) throw new Error(`IP address is not correctly formatted: ${value}`);
  return ip;
}

/** net.ParseMAC: 48, 64 or 160 bits, as pairs or as groups of four. */
export function isMac(value: string): boolean {
  if (/^[0-9a-fA-F]{4}(\.[0-9a-fA-F]{4})+$/.test(value)) return [3, 4, 10].includes(value.split('.').length);
  return /^[0-9a-fA-F]{2}([:-])[0-9a-fA-F]{2}(\1[0-9a-fA-F]{2})+$/.test(value) && [6, 8, 20].includes(value.split(/[:-]/).length);
}

export function validateMACAddress(value: string): string {
  if (isMac(value.trim())) return value;
  throw new Error(value === '' ? 'invalid MAC address' : `address ${value}: invalid MAC address`);
}

// The stray colons are in the original expression and let one colon stand before a label.
const DOMAIN = /^(:?(:?[a-zA-Z0-9]|(:?[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))(:?\.(:?[a-zA-Z0-9]|(:?[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])))*)\.?\s*$/;

export function validateDNSSearch(value: string): string {
  const name = value.replace(/^ +| +$/g, '');
  if (name === '.') return name;
  const match = /[a-zA-Z]/.test(name) ? DOMAIN.exec(name) : null;
  if (!match || match[1]!.length >= 255) throw new Error(`${name} is not a valid domain`);
  return match[1]!;
}

export function validateExtraHost(value: string): string {
  let at = value.indexOf('=');
  if (at === -1) at = value.indexOf(':');
  if (at <= 0) throw new Error(`bad format for add-host: ${quote(value)}`);
  const host = value.slice(0, at);
  const address = value.slice(at + 1);
  if (address === 'host-gateway') return `${host}:${address}`;
  const bare = address.length > 2 && address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;
  if (parseIp(bare) === undefined) throw new Error(`invalid IP address in add-host: ${quote(address)}`);
  return `${host}:${bare}`;
}

/** `name` or `name:alias`. */
export function parseLink(value: string): [name: string, alias: string] {
  if (value === '') throw new Error('empty string specified for links');
  const parts = value.split(':');
  if (parts.length > 2) throw new Error(`bad format for links: ${value}`);
  if (parts.length === 1) return [value, value];
  const [name, alias] = parts as [string, string];
  return name.startsWith('/') ? [name.slice(1), alias.slice(alias.lastIndexOf('/') + 1)] : [name, alias];
}

export function validateLink(value: string): string {
  parseLink(value);
  return value;
}

export function validateAttach(value: string): string {
  const stream = value.toLowerCase();
  if (stream !== 'stdin' && stream !== 'stdout' && stream !== 'stderr') throw new Error('valid streams are STDIN, STDOUT and STDERR');
  return stream;
}

export function validateDeviceCgroupRule(value: string): string {
  if (!/^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(value)) throw new Error(`invalid device cgroup format '${value}'`);
  return value;
}

/** cli/opts.NormalizeCapability. */
export function normalizeCapability(value: string): string {
  const name = value.trim().toUpperCase();
  return name === 'ALL' || name === 'RESET' || name.startsWith('CAP_') ? name : `CAP_${name}`;
}

/** opts.ConvertKVStringsToMap. */
export function toMap(values: readonly string[]): Record<string, string> {
  const map: Record<string, string> = {};
  for (const value of values) {
    const at = value.indexOf('=');
    if (at === -1) map[value] = '';
    else map[value.slice(0, at)] = value.slice(at + 1);
  }
  return map;
}

/** Go's encoding/json writes maps in the order of their keys. */
export function sortKeys<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.keys(map).sort().map((key) => [key, map[key]!]));
}
