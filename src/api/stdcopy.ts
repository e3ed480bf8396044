import { concat, EMPTY } from '../lib/bytes';
import type { ByteReader } from '../lib/stream';

/** Which stream a frame belongs to (moby api/pkg/stdcopy). `systemError` carries the engine's own message. */
export type StdStream = 'stdin' | 'stdout' | 'stderr' | 'systemError';

const STREAMS: readonly StdStream[] = ['stdin', 'stdout', 'stderr', 'systemError'];

export interface StdFrame {
  stream: StdStream;
  bytes: Uint8Array;
}

/** One frame: the stream's number, three zeros, the length as four bytes big-endian, the bytes. */
export function encodeFrame(stream: StdStream, bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(8 + bytes.length);
  out[0] = STREAMS.indexOf(stream);
  new DataView(out.buffer).setUint32(4, bytes.length);
  out.set(bytes, 8);
  return out;
}

/** The frames of a multiplexed stream; a piece is given as soon as it has come in, so long frames arrive in parts. */
export async function* decodeFrames(reader: ByteReader): AsyncGenerator<StdFrame> {
  let held: Uint8Array = EMPTY;
  for (;;) {
    while (held.length < 8) {
      const more = await reader.read();
      if (more.length === 0) {
        if (held.length === 0) return;
        throw new Error('unexpected EOF');
      }
      held = held.length === 0 ? more : concat([held, more]);
    }
    const stream = STREAMS[held[0]!];
    if (!stream) throw new Error(`Unrecognized stream: ${held[0]}`);
    let left = new DataView(held.buffer, held.byteOffset + 4, 4).getUint32(0);
    held = held.subarray(8);
    while (left > 0) {
      if (held.length === 0) {
        held = await reader.read();
        if (held.length === 0) throw new Error('unexpected EOF');
      }
      const part = held.subarray(0, left);
      held = held.subarray(part.length);
      left -= part.length;
      yield { stream, bytes: part };
    }
  }
}
