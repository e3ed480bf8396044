import type { Client } from './client';
import { requireId } from './ids';

/** Calls on volumes (moby client/volume_*.go). */

export interface Volume {
  Name: string;
  Driver: string;
  Mountpoint: string;
  Labels: Record<string, string> | null;
  Scope: string;
  [key: string]: unknown;
}

export async function volumeList(client: Client, filters = ''): Promise<Volume[]> {
  const answer = await client.json<{ Volumes: Volume[] | null }>('GET', '/volumes', { query: { filters: filters || undefined } });
  return answer.Volumes ?? [];
}

export async function volumeInspect(client: Client, name: string): Promise<Volume> {
  return client.json('GET', `/volumes/${requireId('volume', name)}`);
}

export async function volumeCreate(client: Client, body: unknown): Promise<Volume> {
  return client.json('POST', '/volumes/create', { json: body });
}

export async function volumeRemove(client: Client, name: string, force: boolean): Promise<void> {
  await client.call('DELETE', `/volumes/${requireId('volume', name)}`, { query: { force: force ? '1' : undefined } });
}

export async function volumesPrune(client: Client, filters: string): Promise<{ VolumesDeleted: string[] | null; SpaceReclaimed: number }> {
  return client.json('POST', '/volumes/prune', { query: { filters: filters || undefined } });
}
