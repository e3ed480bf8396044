import type { HttpBody } from '../lib/http/message';
import type { ByteReader } from '../lib/stream';
import type { Client } from './client';
import { requireId } from './ids';
import type { Query } from './url';

/** Calls on images (moby client/image_*.go). */

const on = (flag: boolean | undefined): string | undefined => (flag ? '1' : undefined);

export interface ImageSummary {
  Id: string;
  RepoTags: string[] | null;
  RepoDigests: string[] | null;
  Created: number;
  Size: number;
  Containers: number;
  [key: string]: unknown;
}

export async function imageList(client: Client, options: { all?: boolean; manifests?: boolean; sharedSize?: boolean; filters?: string }): Promise<ImageSummary[]> {
  const query = { all: on(options.all), filters: options.filters || undefined, manifests: on(options.manifests), 'shared-size': on(options.sharedSize) };
  return client.json('GET', '/images/json', { query });
}

export async function imageInspect(client: Client, name: string, query: Query = {}): Promise<Record<string, unknown>> {
  return client.json('GET', `/images/${requireId('image', name)}/json`, { query });
}

export async function imageHistory(client: Client, name: string, query: Query = {}): Promise<Record<string, unknown>[]> {
  return client.json('GET', `/images/${name}/history`, { query });
}

export async function imagePull(client: Client, query: Query, auth: string): Promise<ByteReader> {
  return (await client.request('POST', '/images/create', { query, headers: [['X-Registry-Auth', auth]] })).body;
}

export async function imageImport(client: Client, query: Query, body?: HttpBody): Promise<ByteReader> {
  return (await client.request('POST', '/images/create', { query, body })).body;
}

export async function imagePush(client: Client, name: string, query: Query, auth: string): Promise<ByteReader> {
  return (await client.request('POST', `/images/${name}/push`, { query, headers: [['X-Registry-Auth', auth]] })).body;
}

/** Ends a build that was begun with that `buildid`; nothing when there is none. */
export async function buildCancel(client: Client, id: string): Promise<void> {
  await client.call('POST', '/build/cancel', { query: { id } });
}

export async function imageTag(client: Client, source: string, repo: string, tag: string): Promise<void> {
  await client.call('POST', `/images/${source}/tag`, { query: { repo, tag: tag || undefined } });
}

export interface DeletedImage {
  Untagged?: string;
  Deleted?: string;
}

export async function imageRemove(client: Client, name: string, query: Query): Promise<DeletedImage[]> {
  return client.json('DELETE', `/images/${name}`, { query });
}

export async function imageSave(client: Client, names: readonly string[], platforms: readonly string[]): Promise<ByteReader> {
  return (await client.request('GET', '/images/get', { query: { names, platform: platforms.length > 0 ? platforms : undefined } })).body;
}

export async function imageLoad(client: Client, body: HttpBody, query: Query): Promise<{ body: ByteReader; json: boolean }> {
  const response = await client.request('POST', '/images/load', { query, body, headers: [['Content-Type', 'application/x-tar']] });
  const type = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return { body: response.body, json: type === 'application/json' };
}

export async function imagesPrune(client: Client, filters: string): Promise<{ ImagesDeleted: DeletedImage[] | null; SpaceReclaimed: number }> {
  return client.json('POST', '/images/prune', { query: { filters: filters || undefined } });
}

export async function imageSearch(client: Client, term: string, query: Query, auth?: string): Promise<Record<string, unknown>[]> {
  return client.json('GET', '/images/search', { query: { ...query, term }, headers: auth === undefined ? [] : [['X-Registry-Auth', auth]] });
}

export async function imageBuild(client: Client, query: Query, body: HttpBody, registryConfig: string): Promise<ByteReader> {
  const headers: [string, string][] = [['Content-Type', 'application/x-tar'], ['X-Registry-Config', registryConfig]];
  return (await client.request('POST', '/build', { query, body, headers })).body;
}

export interface BuildPruneAnswer {
  CachesDeleted: string[] | null;
  SpaceReclaimed: number;
}

export async function buildPrune(client: Client, query: Query): Promise<BuildPruneAnswer> {
  return client.json('POST', '/build/prune', { query });
}
