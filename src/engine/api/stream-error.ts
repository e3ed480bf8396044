import { utf8 } from '../../lib/bytes';

/** What failed, as a stream tells it whose head has gone out (moby pkg/streamformatter, FormatError). */
export function streamError(error: unknown): Record<string, unknown> {
  const message = error instanceof Error ? error.message : String(error);
  return { errorDetail: { message }, error: message };
}

/** An archive's bytes; what fails in the middle is written where it stops, and the body ends (moby getImagesGet). */
export async function* endingWithError(archive: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* archive;
  } catch (error) {
    yield utf8(`${JSON.stringify(streamError(error))}\r\n`);
  }
}
