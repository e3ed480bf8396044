import type { Architecture } from '../lib/architecture';
import { document, REFERENCE_DIGEST, REFERENCE_TYPE, type Descriptor, type Document, type HistoryEntry, type ImageConfig, type Platform, type RunConfig } from '../oci/image';
import { MEDIA } from '../oci/media-types';
import type { ImageFacts } from './facts';
import type { LockedLayer } from './lock';

/** The configuration and the manifest of an image on one platform. */
export interface PlatformDocuments {
  config: Document;
  manifest: Document;
}

/** Images made before this by the classic builder or without provenance have no attestation. */
const ATTESTED_SINCE = '2023-06-01';

function runConfig(image: ImageFacts): RunConfig {
  const set = (names: readonly string[] | undefined): Record<string, unknown> | undefined => names && Object.fromEntries(names.map((name) => [name, {}]));
  const config: RunConfig = {
    User: image.user, ExposedPorts: set(image.ports), Env: image.env, Entrypoint: image.entrypoint, Cmd: image.cmd, Volumes: set(image.volumes),
    WorkingDir: image.workdir, Labels: image.labels, StopSignal: image.stopSignal,
  };
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined)) as RunConfig;
}

/** How a base's step names its own architecture; a script's cases name all of them. */
function stepOn(step: string, { name, alpine }: Architecture): string {
  return /^(ADD|COPY|# debian\.sh) /.test(step) ? step.replace('x86_64', alpine).replace('amd64', name) : step;
}

/** History lines as the builder of the day wrote them; a note stands for the steps that aren't known. */
function historyOf(image: ImageFacts, architecture: Architecture): HistoryEntry[] {
  const isBuildkit = image.created >= ATTESTED_SINCE;
  return image.history.map(([onAmd64, empty], i) => {
    if (image.unrecorded !== undefined && i > 0 && !empty && !onAmd64.startsWith('WORKDIR ')) return { created: image.created, created_by: `# dockyard: ${image.unrecorded}; the real image's steps are not recorded` };
    const step = stepOn(onAmd64, architecture);
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

/** Configuration and manifest, as Docker Hub has them for official images. */
export function platformDocuments(image: ImageFacts, layers: readonly LockedLayer[], architecture: Architecture): PlatformDocuments {
  const config = document(MEDIA.config, {
    architecture: architecture.name, config: runConfig(image), created: image.created, history: historyOf(image, architecture), os: 'linux',
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => layer.diffId) }, ...(architecture.variant ? { variant: architecture.variant } : {}),
  } satisfies ImageConfig);
  const manifest = document(MEDIA.manifest, {
    schemaVersion: 2, mediaType: MEDIA.manifest, config: config.descriptor,
    layers: layers.map((layer) => ({ mediaType: MEDIA.layerGzip, digest: layer.digest, size: layer.sizeBytes })),
  }, 2);
  return { config, manifest };
}

/** The index that lists an image's manifests, each with its attestation behind it. */
export function indexDocument(manifests: readonly Descriptor[]): Document {
  return document(MEDIA.index, { schemaVersion: 2, mediaType: MEDIA.index, manifests }, 2);
}

export function listedOn(manifest: Descriptor, { name, variant }: Architecture): Descriptor {
  const platform: Platform = { architecture: name, os: 'linux', ...(variant ? { variant } : {}) };
  return { ...manifest, platform };
}

export interface Attestation {
  manifest: Document;
  blobs: Document[];
}

/** BuildKit's provenance attestation for a manifest (docs/attestations/attestation-storage.md); undefined for what is older. */
export function attestation(repository: string, tag: string, image: ImageFacts, subject: string, architecture: Architecture): Attestation | undefined {
  if (image.created < ATTESTED_SINCE) return undefined;
  const name = repository.replace(/^library\//, '');
  const statement = document(MEDIA.inToto, {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType: 'https://slsa.dev/provenance/v0.2',
    subject: [{ name: `pkg:docker/${name}@${tag}?platform=linux%2F${architecture.name}`, digest: { sha256: subject.slice('sha256:'.length) } }],
    predicate: {
      builder: { id: '' },
      buildType: 'https://mobyproject.org/buildkit@v1',
      materials: [],
      invocation: { configSource: { entryPoint: 'Dockerfile' }, parameters: { frontend: 'dockerfile.v0', locals: [{ name: 'context' }, { name: 'dockerfile' }] }, environment: { platform: `linux/${architecture.name}` } },
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
