import { toBase64 } from '../../../api/buildkit-trace';
import { utf8 } from '../../../lib/bytes';
import type { Descriptor } from '../../../oci/image';
import { parseReference } from '../../../oci/reference';
import { formatNanos, nanosOf } from '../../go-time';
import type { Vertex } from '../graph/vertex';

export interface ProvenanceInput {
  mode: 'min' | 'max';
  builderId: string;
  isReproducible: boolean;
  dockerfileName: string;
  dockerfile: string;
  buildArgs: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  target: string;
  vertices: readonly Vertex[];
  names: readonly string[];
  /** Undefined where nothing is attested of an image. */
  manifest: Descriptor | undefined;
  invocationId: string;
  startedMs: number;
  finishedMs: number;
}

const PREDICATE_TYPE = 'https://slsa.dev/provenance/v1';

function packageUrl(reference: string, platform: string): { uri: string; digest?: Record<string, string> } {
  const { familiarName, tag, digest } = parseReference(reference);
  const version = tag === undefined ? '' : `@${tag}`;
  const query = new URLSearchParams();
  if (digest !== undefined) query.set('digest', digest);
  query.set('platform', platform);
  return {
    uri: `pkg:docker/${familiarName}${version}?${query.toString()}`,
    ...(digest !== undefined && { digest: { sha256: digest.slice(digest.indexOf(':') + 1) } }),
  };
}

/** The in-toto statement of how an image was built (SLSA provenance v1 as BuildKit writes it). */
export function provenanceStatement(input: ProvenanceInput): { predicateType: string; statement: object } {
  const images = input.vertices.flatMap(({ op }) => (op.type === 'image' ? [op] : []));
  const { manifest } = input;
  const sha256 = manifest?.digest.slice(manifest.digest.indexOf(':') + 1) ?? '';
  const args: Record<string, string> = {};
  if (input.mode === 'max') {
    for (const [key, value] of Object.entries(input.buildArgs)) args[`build-arg:${key}`] = value;
    for (const [key, value] of Object.entries(input.labels)) args[`label:${key}`] = value;
  }
  if (input.target !== '') args.target = input.target;
  const predicate = {
    buildDefinition: {
      buildType: 'https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md',
      externalParameters: {
        configSource: { path: input.dockerfileName },
        request: { frontend: 'dockerfile.v0', ...(Object.keys(args).length > 0 && { args }), locals: [{ name: 'context' }, { name: 'dockerfile' }] },
      },
      internalParameters: {
        builderPlatform: 'linux/amd64',
        ...(input.mode === 'max' && {
          buildConfig: { llbDefinition: input.vertices.map(({ meta }, i) => ({ id: `step${i}`, op: { name: meta.name } })) },
        }),
      },
      resolvedDependencies: images.map(({ reference, platform }) => packageUrl(reference, `${platform.os}/${platform.architecture}`)),
    },
    runDetails: {
      builder: { id: input.builderId },
      metadata: {
        invocationId: input.invocationId,
        startedOn: formatNanos(nanosOf(input.startedMs)),
        finishedOn: formatNanos(nanosOf(input.finishedMs)),
        buildkit_metadata: input.mode === 'max' ? { source: { infos: [{ filename: input.dockerfileName, language: 'Dockerfile', data: toBase64(utf8(input.dockerfile)) }] } } : {},
        buildkit_completeness: { request: input.mode === 'max', resolvedDependencies: false },
        ...(input.isReproducible && { buildkit_reproducible: true }),
      },
    },
  };
  const subject = input.names.map((name) => ({ name: packageUrl(name, 'linux/amd64').uri, digest: { sha256 } }));
  return {
    predicateType: PREDICATE_TYPE,
    statement: { _type: 'https://in-toto.io/Statement/v0.1', predicateType: PREDICATE_TYPE, subject, predicate },
  };
}
