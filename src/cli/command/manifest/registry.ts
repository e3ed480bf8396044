import { text } from '../../../lib/bytes';
import { HttpConnection } from '../../../lib/http/client';
import type { Reference } from '../../../oci/reference';
import { readAll } from '../../../lib/stream';
import { isSysError } from '../../../machine/errno';
import { ResolveError, resolveName } from '../../../machine/net/resolve';
import { inet } from '../../../machine/net/types';
import type { Cli } from '../../cli';
import { base64 } from '../../config-file';
import { registryKey } from '../auth';

const ACCEPT = [
  'application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json', 'application/vnd.oci.image.manifest.v1+json',
].join(', ');

export interface Answer {
  status: number;
  text: string;
  bytes: Uint8Array;
  headers: readonly (readonly [string, string])[];
}

/** One request to a host; undefined if none answers. */
async function request(cli: Cli, host: string, port: number, method: string, target: string, headers: [string, string][], body?: Uint8Array): Promise<Answer | undefined> {
  let fd: number;
  try {
    fd = await cli.sys.connect(inet(host === 'localhost' ? '127.0.0.1' : (await resolveName(cli.sys, host))[0]!, port));
  } catch (error) {
    if (isSysError(error) || error instanceof ResolveError) return undefined;
    throw error;
  }
  const connection = new HttpConnection(cli.sys.stream(fd));
  const response = await connection.request({ method, target, headers: [['Host', port === 80 || port === 443 ? host : `${host}:${port}`], ['User-Agent', 'Docker-Client/29.7.2 (linux)'], ...headers], body });
  const bytes = await readAll(response.body);
  const answer = { status: response.status, text: text(bytes), bytes, headers: response.headers };
  connection.close();
  return answer;
}

const headerOf = (answer: Answer, name: string): string => answer.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';

/** The token that a registry sends its clients for (the distribution specification's token authentication). */
async function tokenFor(cli: Cli, challenge: string, basic: [string, string][]): Promise<string | undefined> {
  const part = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
  const realm = /^https?:\/\/([^/:]+)(?::(\d+))?(\/[^?]*)/.exec(part('realm'));
  if (!realm) return undefined;
  const port = Number(realm[2] ?? (part('realm').startsWith('https') ? 443 : 80));
  const query = `service=${encodeURIComponent(part('service'))}&scope=${encodeURIComponent(part('scope'))}`;
  const answer = await request(cli, realm[1]!, port, 'GET', `${realm[3]!}?${query}`, basic);
  if (answer?.status !== 200) return undefined;
  const { token, access_token: other } = JSON.parse(answer.text) as { token?: string; access_token?: string };
  return token ?? other;
}

/** One request about a repository, for these commands alone speak to registries themselves; undefined if none answers. */
export async function ask(cli: Cli, reference: Reference, method: string, path: string, extra: [string, string][] = [], body?: Uint8Array): Promise<Answer | undefined> {
  const [name, port] = (reference.domain === 'docker.io' ? 'registry-1.docker.io:443' : reference.domain).split(':') as [string, string?];
  const { username, password } = cli.config.credentials(registryKey(reference.domain));
  const basic: [string, string][] = username === undefined ? [] : [['Authorization', `Basic ${base64(`${username}:${password ?? ''}`)}`]];
  const target = `/v2/${reference.path}/${path}`;
  const first = await request(cli, name, Number(port ?? 443), method, target, [...basic, ...extra], body) ?? (port === undefined ? await request(cli, name, 80, method, target, [...basic, ...extra], body) : undefined);
  if (first?.status !== 401 || !/^bearer/i.test(headerOf(first, 'www-authenticate'))) return first;
  const token = await tokenFor(cli, headerOf(first, 'www-authenticate'), basic);
  return token === undefined ? first : request(cli, name, Number(port ?? 443), method, target, [['Authorization', `Bearer ${token}`], ...extra], body);
}

/** A manifest as its registry has it, byte for byte. */
export async function fetchDocument(cli: Cli, reference: Reference): Promise<Uint8Array | undefined> {
  const answer = await ask(cli, reference, 'GET', `manifests/${reference.digest ?? reference.tag ?? 'latest'}`, [['Accept', ACCEPT]]);
  return answer?.status === 200 ? answer.bytes : undefined;
}

/** The same as text. */
export async function fetchManifest(cli: Cli, reference: Reference): Promise<string | undefined> {
  const bytes = await fetchDocument(cli, reference);
  return bytes && text(bytes);
}

/** Puts a manifest under a name whose repository has what it refers to. */
export async function putManifest(cli: Cli, reference: Reference, manifest: Uint8Array): Promise<void> {
  const { mediaType = 'application/vnd.oci.image.manifest.v1+json' } = JSON.parse(text(manifest)) as { mediaType?: string };
  const answer = await ask(cli, reference, 'PUT', `manifests/${reference.digest ?? reference.tag ?? 'latest'}`, [['Content-Type', mediaType]], manifest);
  if (!answer || answer.status >= 300) throw new Error(`failed to push ${reference.toString()}: ${answer === undefined ? 'connection refused' : `status ${answer.status}`}`);
}
