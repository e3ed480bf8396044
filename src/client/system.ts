import type { ByteReader } from '../lib/stream';
import type { Client } from './client';

/** Calls on the engine itself (moby client/). */

export async function systemInfo(client: Client): Promise<Record<string, unknown>> {
  return client.json('GET', '/info');
}

export async function systemVersion(client: Client): Promise<Record<string, unknown>> {
  return client.json('GET', '/version');
}

export async function systemDf(client: Client, verbose: boolean): Promise<Record<string, unknown>> {
  return client.json('GET', '/system/df', { query: { verbose: verbose ? '1' : undefined } });
}

export async function events(client: Client, options: { since?: string; until?: string; filters?: string }): Promise<ByteReader> {
  const query = { filters: options.filters || undefined, since: options.since || undefined, until: options.until || undefined };
  return (await client.request('GET', '/events', { query })).body;
}

export interface LoginAnswer {
  Status: string;
  IdentityToken?: string;
}

export async function registryLogin(client: Client, auth: unknown): Promise<LoginAnswer> {
  return client.json('POST', '/auth', { json: auth });
}
