import type { ByteWriter } from '../lib/stream';

/** A stream of this process as a place for bytes; resolves when the bytes have gone. */
export function processWriter(stream: NodeJS.WriteStream): ByteWriter {
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
  };
}
