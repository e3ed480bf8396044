import type { Content } from '../lib/content';
import { contentPieces } from '../oci/digest';

/** An archive as a request's body, in the pieces that docker sends. */
export async function* streamContent(content: Content): AsyncGenerator<Uint8Array> {
  yield* contentPieces(content, 32768);
}
