import type { Platform } from '../../../oci/image';
import { parseReference } from '../../../oci/reference';
import { emptyImage, imageFrom } from '../dockerfile/image';
import { DockerfileError } from '../dockerfile/location';
import { SCRATCH } from '../graph/state';
import { Vertex } from '../graph/vertex';
import type { ConvertContext } from './options';
import type { StageState } from './stage-state';

/** A `--build-context`: how people call it, and `docker-image://…`, `input:…` or `local:…` (BuildKit's dockerui.NamedContext). */
export interface NamedContext {
  name: string;
  input: string;
}

/** The context that stands for a stage or an image of that name. */
export function namedContext(name: string, { options }: ConvertContext): NamedContext | undefined {
  let familiar: string;
  try {
    familiar = parseReference(name).familiar.replace(/:latest$/, '');
  } catch {
    return undefined;
  }
  const input = options.contexts?.[familiar];
  return input === undefined ? undefined : { name: familiar, input };
}

/** Begins a stage with a named context instead of what its FROM says. */
export async function loadNamedContext(state: StageState, { name, input }: NamedContext, platform: Platform, { options }: ConvertContext, signal: AbortSignal): Promise<void> {
  state.platform = platform;
  const image = /^docker-image:\/\/(.*)$/.exec(input)?.[1];
  if (image === 'scratch') {
    state.image = emptyImage(platform);
    return;
  }
  if (image !== undefined) {
    const reference = parseReference(image).tagNameOnly();
    const found = await options.resolveImage(reference.toString(), `[context ${name}] load metadata for ${image}`, platform, signal);
    state.baseImage = found.config;
    state.image = imageFrom(found.config);
    state.baseName = (found.digest ? parseReference(found.reference).withDigest(found.digest) : reference).toString();
    state.state = { ...SCRATCH, root: new Vertex({ type: 'image', reference: state.baseName, platform }, [], { name: `[context ${name}] ${image}` }) };
    return;
  }
  const ref = /^input:(.*)$/.exec(input)?.[1];
  if (ref !== undefined) {
    const found = options.input?.(ref, platform);
    if (!found) throw new DockerfileError(`invalid input ${ref} for ${name}`);
    state.baseImage = found.image;
    state.image = imageFrom(found.image);
    state.state = { ...SCRATCH, root: found.root };
    return;
  }
  if (!input.startsWith('local:')) throw new DockerfileError(`unsupported context source ${input.split(':')[0]!} for ${name}`);
  state.image = emptyImage(platform);
  options.announceContext?.(name);
  state.state = { ...SCRATCH, root: new Vertex({ type: 'local', name, followPaths: [], ...(options.session !== undefined && { session: options.session }) }, [], { name: `[context ${name}] load from client` }) };
}
