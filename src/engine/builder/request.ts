import { EXTENSION_PARAMETER, type BuildExtension } from '../../api/build-extension';
import { fromBase64 } from '../../api/buildkit-trace';
import { invalid } from '../../api/errors';
import type { Platform } from '../../oci/image';
import { parseReference } from '../../oci/reference';
import type { BuildRequest } from '../api/backends';
import { parseBool, quote } from './dockerfile/go-text';
import { parsePlatform } from './dockerfile/platform';
import type { ExecSettings } from './solver/exec-op';

/** Where a result is to go. */
export interface BuildOutput {
  type: 'image' | 'local' | 'tar' | 'oci' | 'docker';
  push: boolean;
  unpack: boolean;
  /** Of an image, in full. */
  names: string[];
  /** What BuildKit says to an exporter or an attribute that it doesn't know, before it builds. */
  refused?: string;
}

/** A build request, checked and in the builder's own terms. */
export interface BuildOrder {
  request: BuildRequest;
  extension: BuildExtension;
  dockerfile: string;
  buildArgs: Record<string, string>;
  /** What --platform asks for; none for the machine's own. */
  platforms: Platform[];
  networkMode: 'default' | 'none' | 'host';
  /** None for what only stays in the cache. */
  outputs: BuildOutput[];
  settings: ExecSettings;
}

function readExtension(request: BuildRequest): BuildExtension {
  const text = request.query.get(EXTENSION_PARAMETER);
  if (text === null) return {};
  try {
    return JSON.parse(text) as BuildExtension;
  } catch {
    throw invalid(`invalid parameter ${EXTENSION_PARAMETER}`);
  }
}

/** Tags in full, each once (moby's sanitizeRepoAndTags). */
export function sanitizeTags(tags: readonly string[]): string[] {
  const names = new Set<string>();
  for (const tag of tags) {
    if (tag === '') continue;
    let reference;
    try {
      reference = parseReference(tag);
    } catch (error) {
      throw invalid((error as Error).message);
    }
    if (reference.digest !== undefined) throw invalid('build tag cannot contain a digest');
    names.add(reference.tagNameOnly().toString());
  }
  return [...names];
}

function readPlatforms(platform: string): Platform[] {
  try {
    return platform.split(',').filter((one) => one !== '').map(parsePlatform);
  } catch (error) {
    throw invalid((error as Error).message);
  }
}

/** What is wrong with the attributes of compression (BuildKit util/compression/attrs.go). */
function compressionError({ compression = 'gzip', 'force-compression': force = 'true', 'compression-level': level = '0' }: Readonly<Record<string, string>>): string | undefined {
  if (!['gzip', 'zstd', 'estargz', 'uncompressed'].includes(compression)) return `unsupported layer compression type ${compression}`;
  if (force !== '' && parseBool(force) === undefined) return `non-bool value ${force} specified for force-compression: strconv.ParseBool: parsing ${quote(force)}: invalid syntax`;
  return /^[+-]?\d+$/.test(level) ? undefined : `non-integer value ${level} specified for compression-level: strconv.ParseInt: parsing ${quote(level)}: invalid syntax`;
}

/** Refuses what changes an image's bytes in ways that nothing here makes (BuildKit exporter/containerimage/opts.go). */
function refuseUnknown(attrs: Readonly<Record<string, string>>): void {
  const { compression = 'gzip' } = attrs;
  const is = (key: string, value: string): boolean => attrs[key] !== undefined && (attrs[key] || 'true') === value;
  const other = [
    compression !== 'gzip' && `compression=${compression}`, attrs['compression-level'] !== undefined && 'compression-level',
    is('oci-mediatypes', 'false') && 'oci-mediatypes=false', is('push-by-digest', 'true') && 'push-by-digest', is('store', 'false') && 'store=false',
    is('rewrite-timestamp', 'true') && 'rewrite-timestamp', is('name-canonical', 'true') && 'name-canonical', attrs['dangling-name-prefix'] !== undefined && 'dangling-name-prefix',
  ].find((one) => one !== false);
  if (other !== undefined) throw invalid(`dockyard: an output with ${other} is not simulated`);
}

/** One output; the build's names are before the output's own (buildx build/opt.go, toSolveOpt). */
function readOutput({ Type: type, Attrs: attrs }: BuildRequest['outputs'][number], tags: string[]): BuildOutput {
  const plain = { push: false, unpack: true, names: tags };
  if (type === 'local' || type === 'tar') return { type, ...plain };
  if (!['image', 'moby', 'docker', 'registry', 'oci'].includes(type)) return { type: 'image', ...plain, refused: `exporter ${quote(type)} could not be found` };
  const refused = compressionError(attrs);
  if (refused !== undefined) return { type: 'image', ...plain, refused };
  refuseUnknown(attrs);
  if (type === 'oci' && attrs.tar === 'false') throw invalid('dockyard: output of type oci to a folder is not simulated');
  const names = tags.length > 0 ? tags : sanitizeTags((attrs.name ?? '').split(','));
  if (type === 'oci' || (type === 'docker' && attrs.dest !== undefined)) return { type, ...plain, names };
  return { type: 'image', names, push: type === 'registry' || attrs.push === 'true', unpack: attrs.unpack !== 'false' };
}

/** Checks what POST /build asks BuildKit for (moby builder-next's Build). */
export function readOrder(request: BuildRequest): BuildOrder {
  const extension = readExtension(request);
  const { networkMode } = request;
  if (!['', 'default', 'none', 'host'].includes(networkMode)) {
    throw invalid(`network mode "${networkMode}" not supported by buildkit`);
  }
  if (extension.attestations?.sbom !== undefined) throw invalid('dockyard: SBOM attestations are not simulated');
  const buildArgs: Record<string, string> = {};
  for (const [key, value] of Object.entries(request.buildArgs)) if (value !== null) buildArgs[key] = value;
  const names = sanitizeTags(request.tags);
  const asked = request.outputs.length > 0 ? request.outputs : [{ Type: 'image', Attrs: {} }];
  const outputs = asked.filter(({ Type: type }) => type !== 'cacheonly').map((output) => readOutput(output, names));
  const secrets = new Map(Object.entries(extension.secrets ?? {}).map(([id, encoded]) => [id, fromBase64(encoded)]));
  const agents = new Map(Object.entries(extension.ssh ?? {}).map(([id, keys]) => [id, keys.map(({ blob, comment }) => ({ blob: fromBase64(blob), comment }))]));
  const allow = new Set([...(extension.allow ?? []), ...(networkMode === 'host' ? ['network.host'] : [])]);
  return {
    request, extension, buildArgs, outputs,
    dockerfile: request.dockerfile === '' || request.dockerfile === '.' ? 'Dockerfile' : request.dockerfile,
    platforms: readPlatforms(request.platform),
    networkMode: networkMode === '' ? 'default' : (networkMode as BuildOrder['networkMode']),
    settings: { secrets, agents, allow, shmSizeBytes: request.shmSize, memoryBytes: request.memory },
  };
}
