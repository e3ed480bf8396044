import type { Content } from '../lib/content';
import type { Digest } from './digest';

/** A field of HTTP that asks a registry for a content by name instead of by bytes: what the catalogue can make anywhere needn't travel. */
export const KNOWN_CONTENT = 'X-Dockyard-Known-Content';

/** A layer's uncompressed archive. */
export interface KnownLayer {
  diffId: Digest;
  tar: Content;
}

/**
 * Contents that can be made from their digest alone: the catalogue's layers. They are too large to travel as bytes
 * in a page, so registries and engine hand over their names, and bytes arise only where somebody reads them.
 * Whoever provides them waits for modules on the machine's clock (`external`) itself; nobody wraps that again, for an
 * outer wait would hold up the inner one.
 */
export interface KnownContents {
  size(digest: Digest): Promise<number | undefined>;
  /** The blob itself, compressed. */
  open(digest: Digest): Promise<Content | undefined>;
  layer(digest: Digest): Promise<KnownLayer | undefined>;
}

export const NOTHING_KNOWN: KnownContents = { size: async () => undefined, open: async () => undefined, layer: async () => undefined };

let provided: KnownContents = NOTHING_KNOWN;

/** Where the catalogue plugs in; programs of the machine can't be handed it any other way. */
export function provideKnownContents(contents: KnownContents): void {
  provided = contents;
}

export function knownContents(): KnownContents {
  return provided;
}
