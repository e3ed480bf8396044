import { header } from '../lib/http/message';
import type { ByteReader, Duplex } from '../lib/stream';
import type { HttpBody } from '../lib/http/message';
import { text } from '../lib/bytes';
import type { Client } from './client';
import { readAll } from '../lib/stream';
import { requireId } from './ids';
import type { Query } from './url';

/** Calls on containers, with the Engine API's own field names (moby client/container_*.go). */

const on = (flag: boolean | undefined): string | undefined => (flag ? '1' : undefined);
const at = (id: string, rest = ''): string => `/containers/${requireId('container', id)}${rest}`;

export interface ListContainersOptions {
  all?: boolean;
  limit?: number;
  size?: boolean;
  filters?: string;
}

export interface ContainerSummary {
  Id: string;
  Names: string[];
  Image: string;
  State: string;
  [key: string]: unknown;
}

export async function containerList(client: Client, options: ListContainersOptions = {}): Promise<ContainerSummary[]> {
  const { all, limit, size, filters } = options;
  const query = { all: on(all), limit: limit !== undefined && limit > 0 ? String(limit) : undefined, size: on(size), filters: filters || undefined };
  return client.json('GET', '/containers/json', { query });
}

/** As inspect gives it. Only what the command line looks at is named. */
export interface ContainerDetails {
  Id: string;
  Name: string;
  State: { Status: string; Running: boolean; Paused: boolean; Restarting: boolean; ExitCode: number };
  Config: { Tty: boolean; OpenStdin: boolean; Image: string; Labels?: Record<string, string> | null; Env?: string[] | null; [key: string]: unknown };
  HostConfig: { AutoRemove: boolean; NetworkMode: string; [key: string]: unknown };
  NetworkSettings: { Ports?: Record<string, { HostIp: string; HostPort: string }[] | null> | null; [key: string]: unknown };
  [key: string]: unknown;
}

export async function containerInspect(client: Client, id: string, size = false): Promise<ContainerDetails> {
  return client.json('GET', at(id, '/json'), { query: { size: on(size) } });
}

export interface CreateAnswer {
  Id: string;
  Warnings: string[] | null;
}

export async function containerCreate(client: Client, name: string, platform: string, body: unknown): Promise<CreateAnswer> {
  return client.json('POST', '/containers/create', { query: { name: name || undefined, platform: platform || undefined }, json: body });
}

export async function containerStart(client: Client, id: string, query: Query = {}): Promise<void> {
  await client.call('POST', at(id, '/start'), { query });
}

export interface StopOptions {
  signal?: string;
  timeout?: number;
}

export async function containerStop(client: Client, id: string, { signal, timeout }: StopOptions): Promise<void> {
  await client.call('POST', at(id, '/stop'), { query: { signal: signal || undefined, t: timeout === undefined ? undefined : String(timeout) } });
}

export async function containerRestart(client: Client, id: string, { signal, timeout }: StopOptions): Promise<void> {
  await client.call('POST', at(id, '/restart'), { query: { signal: signal || undefined, t: timeout === undefined ? undefined : String(timeout) } });
}

export async function containerKill(client: Client, id: string, signal = ''): Promise<void> {
  await client.call('POST', at(id, '/kill'), { query: { signal: signal || undefined } });
}

export async function containerPause(client: Client, id: string): Promise<void> {
  await client.call('POST', at(id, '/pause'));
}

export async function containerUnpause(client: Client, id: string): Promise<void> {
  await client.call('POST', at(id, '/unpause'));
}

export async function containerRename(client: Client, id: string, name: string): Promise<void> {
  await client.call('POST', at(id, '/rename'), { query: { name } });
}

export async function containerRemove(client: Client, id: string, options: { force?: boolean; volumes?: boolean; link?: boolean }): Promise<void> {
  await client.call('DELETE', at(id), { query: { force: on(options.force), v: on(options.volumes), link: on(options.link) } });
}

export async function containerUpdate(client: Client, id: string, body: unknown): Promise<{ Warnings: string[] | null }> {
  return client.json('POST', at(id, '/update'), { json: body });
}

export async function containerTop(client: Client, id: string, args: readonly string[]): Promise<{ Titles: string[]; Processes: string[][] | null }> {
  return client.json('GET', at(id, '/top'), { query: { ps_args: args.length > 0 ? args.join(' ') : undefined } });
}

export async function containerChanges(client: Client, id: string): Promise<{ Kind: number; Path: string }[] | null> {
  return client.json('GET', at(id, '/changes'));
}

export interface WaitResult {
  StatusCode: number;
  Error?: { Message: string } | null;
}

/** Asks to be told when the container stops. Resolves as soon as the engine has taken note; `result` when it happens. */
export async function containerWait(client: Client, id: string, condition = ''): Promise<{ result: () => Promise<WaitResult> }> {
  const response = await client.request('POST', at(id, '/wait'), { query: { condition: condition || undefined } });
  return { result: async () => JSON.parse(text(await readAll(response.body))) as WaitResult };
}

export interface AttachOptions {
  stdin?: boolean;
  stdout?: boolean;
  stderr?: boolean;
  logs?: boolean;
  detachKeys?: string;
}

export async function containerAttach(client: Client, id: string, options: AttachOptions): Promise<{ stream: Duplex; mediaType: string }> {
  const { stdin, stdout, stderr, logs, detachKeys } = options;
  const query = { detachKeys: detachKeys || undefined, logs: on(logs), stderr: on(stderr), stdin: on(stdin), stdout: on(stdout), stream: '1' };
  return client.hijack(at(id, '/attach'), { query });
}

export async function containerResize(client: Client, id: string, rows: number, cols: number): Promise<void> {
  await client.call('POST', at(id, '/resize'), { query: { h: String(rows), w: String(cols) } });
}

export interface LogsOptions {
  follow?: boolean;
  timestamps?: boolean;
  details?: boolean;
  since?: string;
  until?: string;
  tail?: string;
}

export async function containerLogs(client: Client, id: string, options: LogsOptions): Promise<ByteReader> {
  const { follow, timestamps, details, since, until, tail } = options;
  const query = {
    details: on(details), follow: on(follow), since: since || undefined, stderr: '1', stdout: '1', tail: tail || undefined, timestamps: on(timestamps),
    until: until || undefined,
  };
  return (await client.request('GET', at(id, '/logs'), { query })).body;
}

/** One reading, or readings as they come. */
export async function containerStats(client: Client, id: string, stream: boolean): Promise<ByteReader> {
  return (await client.request('GET', at(id, '/stats'), { query: { stream: stream ? '1' : 'false' } })).body;
}

export async function containerExport(client: Client, id: string): Promise<ByteReader> {
  return (await client.request('GET', at(id, '/export'))).body;
}

export interface PathStat {
  name: string;
  size: number;
  mode: number;
  mtime: string;
  linkTarget: string;
}

function pathStat(encoded: string | undefined): PathStat {
  if (encoded === undefined) throw new Error('unable to decode container path stat header: EOF');
  return JSON.parse(text(Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0)))) as PathStat;
}

export async function containerStatPath(client: Client, id: string, path: string): Promise<PathStat> {
  const response = await client.request('HEAD', at(id, '/archive'), { query: { path } });
  await readAll(response.body);
  return pathStat(header(response.headers, 'x-docker-container-path-stat'));
}

export async function copyFromContainer(client: Client, id: string, path: string): Promise<{ stat: PathStat; body: ByteReader }> {
  const response = await client.request('GET', at(id, '/archive'), { query: { path } });
  return { stat: pathStat(header(response.headers, 'x-docker-container-path-stat')), body: response.body };
}

export interface CopyToOptions {
  noOverwriteDirNonDir: boolean;
  copyUidGid: boolean;
}

export async function copyToContainer(client: Client, id: string, path: string, body: HttpBody, options: CopyToOptions): Promise<void> {
  const query = { path, noOverwriteDirNonDir: options.noOverwriteDirNonDir ? 'true' : undefined, copyUIDGID: options.copyUidGid ? 'true' : undefined };
  await client.call('PUT', at(id, '/archive'), { query, body });
}

export async function containerCommit(client: Client, query: Query): Promise<{ Id: string }> {
  return client.json('POST', '/commit', { query });
}

export async function containersPrune(client: Client, filters: string): Promise<{ ContainersDeleted: string[] | null; SpaceReclaimed: number }> {
  return client.json('POST', '/containers/prune', { query: { filters: filters || undefined } });
}

export interface ExecConfig {
  User: string;
  Privileged: boolean;
  Tty: boolean;
  ConsoleSize?: [number, number];
  AttachStdin: boolean;
  AttachStderr: boolean;
  AttachStdout: boolean;
  DetachKeys: string;
  Env: string[] | null;
  WorkingDir: string;
  Cmd: readonly string[];
}

export async function execCreate(client: Client, id: string, config: ExecConfig): Promise<{ Id: string }> {
  return client.json('POST', at(id, '/exec'), { json: config });
}

export async function execInspect(client: Client, id: string): Promise<{ Running: boolean; ExitCode: number | null }> {
  return client.json('GET', `/exec/${id}/json`);
}

export async function execStart(client: Client, id: string, json: unknown): Promise<void> {
  await client.call('POST', `/exec/${id}/start`, { json });
}

export async function execAttach(client: Client, id: string, json: unknown): Promise<{ stream: Duplex; mediaType: string }> {
  return client.hijack(`/exec/${id}/start`, { json });
}

export async function execResize(client: Client, id: string, rows: number, cols: number): Promise<void> {
  await client.call('POST', `/exec/${id}/resize`, { query: { h: String(rows), w: String(cols) } });
}
