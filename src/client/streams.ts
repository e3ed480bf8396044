import { concat, text } from '../lib/bytes';
import type { ByteReader } from '../lib/stream';
import { decodeFrames } from '../api/stdcopy';

type Sink = (bytes: Uint8Array) => Promise<void>;

/** Splits the stream of a container without a terminal (moby stdcopy.StdCopy). */
export async function demultiplex(from: ByteReader, stdout: Sink, stderr: Sink): Promise<void> {
  for await (const { stream, bytes } of decodeFrames(from)) {
    if (stream === 'systemError') throw new Error(`error from daemon in stream: ${text(bytes)}`);
    await (stream === 'stderr' ? stderr : stdout)(bytes);
  }
}

/** Copies a stream until it ends. */
export async function copy(from: ByteReader, to: Sink): Promise<void> {
  for (;;) {
    const part = await from.read();
    if (part.length === 0) return;
    await to(part);
  }
}

/** The lines of a stream of JSON texts, one a line, as they come. */
export async function* jsonLines(from: ByteReader): AsyncGenerator<string> {
  let held: Uint8Array = new Uint8Array(0);
  for (;;) {
    const more = await from.read();
    if (more.length === 0) break;
    held = held.length === 0 ? more : concat([held, more]);
    let end: number;
    while ((end = held.indexOf(10)) !== -1) {
      const line = text(held.subarray(0, end)).trim();
      held = held.subarray(end + 1);
      if (line !== '') yield line;
    }
  }
  const rest = text(held).trim();
  if (rest !== '') yield rest;
}

/** The same, as values. */
export async function* jsonValues<T>(from: ByteReader): AsyncGenerator<T> {
  for await (const line of jsonLines(from)) yield JSON.parse(line) as T;
}
