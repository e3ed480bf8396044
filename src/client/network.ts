import type { Client } from './client';
import { requireId } from './ids';

/** Calls on networks (moby client/network_*.go). */

export interface NetworkSummary {
  Name: string;
  Id: string;
  Driver: string;
  Scope: string;
  Ingress?: boolean;
  [key: string]: unknown;
}

export async function networkList(client: Client, filters = ''): Promise<NetworkSummary[]> {
  return client.json('GET', '/networks', { query: { filters: filters || undefined } });
}

export async function networkInspect(client: Client, id: string, verbose = false): Promise<NetworkSummary> {
  return client.json('GET', `/networks/${requireId('network', id)}`, { query: { verbose: verbose ? 'true' : undefined } });
}

export async function networkCreate(client: Client, body: unknown): Promise<{ Id: string; Warning?: string }> {
  return client.json('POST', '/networks/create', { json: body });
}

export async function networkConnect(client: Client, id: string, body: unknown): Promise<void> {
  await client.call('POST', `/networks/${requireId('network', id)}/connect`, { json: body });
}

export async function networkDisconnect(client: Client, id: string, body: unknown): Promise<void> {
  await client.call('POST', `/networks/${requireId('network', id)}/disconnect`, { json: body });
}

export async function networkRemove(client: Client, id: string): Promise<void> {
  await client.call('DELETE', `/networks/${requireId('network', id)}`);
}

export async function networksPrune(client: Client, filters: string): Promise<{ NetworksDeleted: string[] | null }> {
  return client.json('POST', '/networks/prune', { query: { filters: filters || undefined } });
}
