import { EngineError, notFound } from '../../api/errors';
import { isIndexType, parseJson, type Descriptor } from '../../oci/image';
import { formatPlatform, HOST_PLATFORM } from '../../oci/platform';
import type { ImageContext } from './context';
import { findImage } from './find';
import { platformParameter } from './inspect';
import { bestManifest, manifestViews } from './manifests';

const PREDICATE_TYPE = 'in-toto.io/predicate-type';

export interface AttestationQuery {
  platform?: string;
  /** Predicate types; all where there is none. */
  types: readonly string[];
  /** With the statements themselves. */
  statement: boolean;
}

/** One in-toto statement of an image (Engine API, AttestationStatement). */
export interface AttestationStatement {
  Descriptor: Descriptor;
  PredicateType: string;
  Statement?: unknown;
}

/** GET /images/{name}/attestations (moby daemon/containerd/image_attestations.go); 404 where the platform has no manifest. */
export function imageAttestations(context: ImageContext, name: string, query: AttestationQuery): AttestationStatement[] {
  const { target } = findImage(context, name);
  if (!isIndexType(target.mediaType)) return [];
  const wanted = platformParameter(query.platform) ?? HOST_PLATFORM;
  const views = manifestViews(context, target);
  const image = bestManifest(views, wanted);
  if (!image) throw notFound(`resolving image manifest for platform ${formatPlatform(wanted)}: no manifest for platform ${formatPlatform(wanted)}: not found`);
  const attested = views.find((view) => view.attestationFor === image.descriptor.digest);
  return (attested?.manifest?.layers ?? []).flatMap((layer) => {
    const type = layer.annotations?.[PREDICATE_TYPE];
    if (!type || (query.types.length > 0 && !query.types.includes(type))) return [];
    if (!query.statement) return [{ Descriptor: layer, PredicateType: type }];
    const bytes = context.content.bytes(layer.digest);
    if (!bytes) throw new EngineError('system', `attestation statement ${layer.digest} is not available locally: content digest ${layer.digest}: not found`);
    return [{ Descriptor: layer, PredicateType: type, Statement: parseJson(bytes) }];
  });
}
