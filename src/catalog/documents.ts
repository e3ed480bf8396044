import { document, REFERENCE_DIGEST, REFERENCE_TYPE, type Document, type HistoryEntry, type ImageConfig, type RunConfig } from '../oci/image';
import { MEDIA } from '../oci/media-types';
import type { ImageFacts } from './facts';
import type { LockedLayer } from './lock';

/** The JSON blobs and manifests of one image. */
export interface ImageDocuments {
  /** What the tag names: an index, or the manifest of an image that has none. */
  target: Document;
  manifests: Document[];
  blobs: Document[];
}

/** Images made before this by the classic builder or without provenance have no attestation. */
const ATTESTED_SINCE = '2023-06-01';

const PLATFORM = { architecture: 'amd64', os: 'linux' };

function runConfig(image: ImageFacts): RunConfig {
  const set = (names: readonly string[] | undefined): Record<string, unknown> | undefined => names && Object.fromEntries(names.map((name) => [name, {}]));
  const config: RunConfig = {
    User: image.user, ExposedPorts: set(image.ports), Env: image.env, Entrypoint: image.entrypoint, Cmd: image.cmd, Volumes: set(image.volumes),
    WorkingDir: image.workdir, Labels: image.labels, StopSignal: image.stopSignal,
  };
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined)) as RunConfig;
}

/** History lines as the builder of the day wrote them. */
function historyOf(image: ImageFacts): HistoryEntry[] {
  const isBuildkit = image.created >= ATTESTED_SINCE;
  return image.history.map(([step, empty]) => {
    const isDebuerreotype = step.startsWith('# debian.sh') || /^(BusyBox|umoci)/.test(step);
    const isRun = step.startsWith('RUN ');
    const entry: HistoryEntry = { created: image.created };
    if (isDebuerreotype) entry.created_by = step;
    else if (isBuildkit) entry.created_by = isRun ? `RUN /bin/sh -c ${step.slice(4)}` : step;
    else entry.created_by = isRun ? `/bin/sh -c ${step.slice(4)}` : `/bin/sh -c #(nop) ${step.startsWith('ADD ') || step.startsWith('COPY ') ? '' : ' '}${step}`;
    if (isDebuerreotype) entry.comment = step.startsWith('umoci') ? '' : 'debuerreotype 0.17';
    else if (isBuildkit) entry.comment = 'buildkit.dockerfile.v0';
    if (!entry.comment) delete entry.comment;
    if (empty) entry.empty_layer = true;
    return entry;
  });
}

/** Configuration, manifest, provenance and index, as Docker Hub has them for official images. */
export function imageDocuments(repository: string, tag: string, image: ImageFacts, layers: readonly LockedLayer[], single: boolean): ImageDocuments {
  const config = document(MEDIA.config, {
    architecture: 'amd64', config: runConfig(image), created: image.created, history: historyOf(image), os: 'linux',
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => layer.diffId) },
  } satisfies ImageConfig);
  const manifest = document(MEDIA.manifest, {
    schemaVersion: 2, mediaType: MEDIA.manifest, config: config.descriptor,
    layers: layers.map((layer) => ({ mediaType: MEDIA.layerGzip, digest: layer.digest, size: layer.sizeBytes })),
  }, 2);
  if (single) return { target: manifest, manifests: [], blobs: [config] };
  const listed = { ...manifest.descriptor, platform: PLATFORM };
  const attested = image.created >= ATTESTED_SINCE ? attestation(repository, tag, manifest.descriptor.digest) : undefined;
  const index = document(MEDIA.index, {
    schemaVersion: 2, mediaType: MEDIA.index, manifests: attested ? [listed, attested.manifest.descriptor] : [listed],
  }, 2);
  return {
    target: index,
    manifests: attested ? [manifest, attested.manifest] : [manifest],
    blobs: attested ? [config, ...attested.blobs] : [config],
  };
}

/** BuildKit's provenance attestation for a manifest (docs/attestations/attestation-storage.md). */
function attestation(repository: string, tag: string, subject: string): { manifest: Document; blobs: Document[] } {
  const name = repository.replace(/^library\//, '');
  const statement = document(MEDIA.inToto, {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType: 'https://slsa.dev/provenance/v0.2',
    subject: [{ name: `pkg:docker/${name}@${tag}?platform=linux%2Famd64`, digest: { sha256: subject.slice('sha256:'.length) } }],
    predicate: {
      builder: { id: '' },
      buildType: 'https://mobyproject.org/buildkit@v1',
      materials: [],
      invocation: { configSource: { entryPoint: 'Dockerfile' }, parameters: { frontend: 'dockerfile.v0', locals: [{ name: 'context' }, { name: 'dockerfile' }] }, environment: { platform: 'linux/amd64' } },
      metadata: { completeness: { parameters: true, environment: true, materials: false }, reproducible: false },
    },
  });
  const config = document(MEDIA.config, { architecture: 'unknown', os: 'unknown', config: {}, rootfs: { type: 'layers', diff_ids: [statement.descriptor.digest] } });
  const manifest = document(MEDIA.manifest, {
    schemaVersion: 2, mediaType: MEDIA.manifest, config: config.descriptor,
    layers: [{ ...statement.descriptor, annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v0.2' } }],
  }, 2);
  return {
    manifest: {
      bytes: manifest.bytes,
      descriptor: { ...manifest.descriptor, annotations: { [REFERENCE_DIGEST]: subject, [REFERENCE_TYPE]: 'attestation-manifest' }, platform: { architecture: 'unknown', os: 'unknown' } },
    },
    blobs: [config, statement],
  };
}
