import type { Sys } from '../machine/sys';
import { LookupError, resolveHost } from './resolve-host';

/** Networks whose registries may speak plain HTTP without being asked to. */
export const LOCAL_NETWORKS: readonly string[] = ['::1/128', '127.0.0.0/8'];

/** `insecure-registries` of daemon.json: networks, and hosts with their ports; a scheme in front doesn't count. */
export function splitInsecure(registries: readonly string[]): { networks: string[]; hosts: string[] } {
  const names = registries.map((one) => one.replace(/^https?:\/\//i, ''));
  return { networks: names.filter((name) => CIDR.test(name)), hosts: names.filter((name) => !CIDR.test(name)) };
}

const CIDR = /^[0-9a-fA-F.:]+\/\d+$/;

function ipv4(text: string): number | undefined {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number);
  return parts && parts.every((part) => part < 256) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

function isInside(address: string, network: string): boolean {
  const [base, bits] = network.split('/') as [string, string];
  const [a, b] = [ipv4(address), ipv4(base)];
  if (a === undefined || b === undefined) return address === base;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(a / size) === Math.floor(b / size);
}

/**
 * Whether a registry (`host` or `host:port`) may speak plain HTTP, or have a certificate that nobody knows: by its name
 * in `insecure-registries`, or by its address in a network there (moby daemon/pkg/registry/config.go isSecureIndex).
 */
export async function isInsecure(sys: Sys, host: string, registries: readonly string[]): Promise<boolean> {
  const { networks, hosts } = splitInsecure(registries);
  if (hosts.includes(host)) return true;
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  if (name === 'localhost') return true;
  let address: string;
  try {
    address = await resolveHost(sys, name);
  } catch (error) {
    if (error instanceof LookupError) return false;
    throw error;
  }
  return [...networks, ...LOCAL_NETWORKS].some((network) => isInside(address, network));
}
