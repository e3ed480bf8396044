import { text, utf8 } from '../../lib/bytes';
import { HttpConnection } from '../../lib/http/client';
import { parseReference, type Reference } from '../../oci/reference';
import { readAll } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { inet } from '../../machine/net/types';
import type { Cli } from '../cli';
import { base64 } from '../config-file';
import { notSimulated } from '../errors';
import { indentJson } from '../json-text';
import { commandPath } from '../tree';
import type { Verb, Verbs } from '../verb';
import { registryKey } from './auth';
import { forEach } from './errors';

const ACCEPT = [
  'application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json', 'application/vnd.oci.image.manifest.v1+json',
].join(', ');

/** One request to a registry, for these commands alone speak to registries themselves; undefined if none answers. */
async function ask(cli: Cli, reference: Reference, method: string, extra: [string, string][], body?: Uint8Array): Promise<{ status: number; text: string } | undefined> {
  const [name, port = '80'] = reference.domain.split(':') as [string, string?];
  const { username, password } = cli.config.credentials(registryKey(reference.domain));
  const headers: [string, string][] = [['Host', reference.domain], ['User-Agent', 'Docker-Client/29.7.2 (linux)'], ...extra];
  if (username !== undefined) headers.push(['Authorization', `Basic ${base64(`${username}:${password ?? ''}`)}`]);
  let fd: number;
  try {
    fd = await cli.sys.connect(inet(name === 'localhost' ? '127.0.0.1' : name, Number(port)));
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
  const connection = new HttpConnection(cli.sys.stream(fd));
  const target = `/v2/${reference.path}/manifests/${reference.digest ?? reference.tag ?? 'latest'}`;
  const response = await connection.request({ method, target, headers, body });
  const answer = { status: response.status, text: text(await readAll(response.body)) };
  connection.close();
  return answer;
}

/** A manifest as its registry has it. */
export async function fetchManifest(cli: Cli, reference: Reference): Promise<string | undefined> {
  const answer = await ask(cli, reference, 'GET', [['Accept', ACCEPT]]);
  return answer?.status === 200 ? answer.text : undefined;
}

/** Puts a manifest under a name whose repository has what it refers to. */
export async function putManifest(cli: Cli, reference: Reference, manifest: string): Promise<void> {
  const { mediaType = 'application/vnd.oci.image.manifest.v1+json' } = JSON.parse(manifest) as { mediaType?: string };
  const answer = await ask(cli, reference, 'PUT', [['Content-Type', mediaType]], utf8(manifest));
  if (!answer || answer.status >= 300) throw new Error(`failed to push ${reference.toString()}: ${answer === undefined ? 'connection refused' : `status ${answer.status}`}`);
}

/** `docker manifest inspect`: plain registries with --insecure. */
const inspect: Verb = async ({ cli, flags, args, spec }) => {
  const reference = parseReference(args.at(-1)!).tagNameOnly();
  if (args.length > 1) throw new Error(`No such manifest: ${parseReference(args[0]!).tagNameOnly().toString()}`);
  if (reference.domain === 'docker.io') throw notSimulated(`${commandPath(spec)} on Docker Hub`);
  const manifest = flags.bool('insecure') ? await fetchManifest(cli, reference) : undefined;
  if (manifest === undefined) throw new Error(`no such manifest: ${reference.familiar}`);
  await cli.line(indentJson(manifest, '\t'));
};

/** `docker manifest rm`: there are no local lists, as none can be made. */
const rm: Verb = ({ args }) =>
  forEach(args, async (name) => {
    throw new Error(`No such manifest: ${parseReference(name).tagNameOnly().toString()}`);
  });

/** `docker manifest …`. */
export const MANIFEST_VERBS: Verbs = { 'manifest inspect': inspect, 'manifest rm': rm };
