import { text } from '../../lib/bytes';
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

/** A manifest straight from its registry, for this command alone speaks to registries itself; undefined if there is none. */
export async function fetchManifest(cli: Cli, reference: Reference): Promise<string | undefined> {
  const [name, port = '80'] = reference.domain.split(':') as [string, string?];
  const { username, password } = cli.config.credentials(registryKey(reference.domain));
  const headers: [string, string][] = [['Host', reference.domain], ['User-Agent', 'Docker-Client/29.7.2 (linux)'], ['Accept', ACCEPT]];
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
  const response = await connection.request({ method: 'GET', target, headers });
  const body = text(await readAll(response.body));
  connection.close();
  return response.status === 200 ? body : undefined;
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
