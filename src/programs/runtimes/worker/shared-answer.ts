import { concat, text, utf8 } from '../../../lib/bytes';
import type { Json, Reply } from '../host';

/**
 * Answers to a blocked interpreter, through shared memory: word 0 is 0 while it waits, word 1 this piece's length,
 * word 2 whether more follows; the bytes come after. An answer is the length of its JSON, the JSON, then its bytes.
 */
const HEAD_BYTES = 16;
const [STATE, LENGTH, MORE] = [0, 1, 2];
export const SHARED_BYTES = 256 * 1024;

export function encodeReply(reply: Reply): Uint8Array {
  const { bytes, ...rest } = reply;
  const json = utf8(JSON.stringify({ ...rest, hasBytes: bytes !== undefined }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length, true);
  return concat([length, json, bytes ?? new Uint8Array(0)]);
}

export function decodeReply(packed: Uint8Array): Reply {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const { hasBytes, ...rest } = JSON.parse(text(packed.subarray(4, 4 + length))) as { hasBytes: boolean; value?: Json };
  return hasBytes ? { ...rest, bytes: packed.slice(4 + length) } : rest;
}

/** The machine's side: gives the answer piece by piece. */
export class AnswerWriter {
  private rest: Uint8Array = new Uint8Array(0);

  constructor(private readonly shared: SharedArrayBuffer) {}

  answer(reply: Reply): void {
    this.rest = encodeReply(reply);
    this.next();
  }

  next(): void {
    const room = this.shared.byteLength - HEAD_BYTES;
    const piece = this.rest.subarray(0, room);
    this.rest = this.rest.subarray(piece.length);
    new Uint8Array(this.shared, HEAD_BYTES).set(piece);
    const head = new Int32Array(this.shared, 0, 4);
    head[LENGTH] = piece.length;
    head[MORE] = this.rest.length > 0 ? 1 : 0;
    Atomics.store(head, STATE, 1);
    Atomics.notify(head, STATE);
  }
}

/** The interpreter's side: blocks until all of the answer is there. `ask` posts the request, `askMore` wants the next piece. */
export function awaitReply(shared: SharedArrayBuffer, ask: () => void, askMore: () => void): Reply {
  const head = new Int32Array(shared, 0, 4);
  const pieces: Uint8Array[] = [];
  Atomics.store(head, STATE, 0);
  ask();
  for (;;) {
    Atomics.wait(head, STATE, 0);
    pieces.push(new Uint8Array(shared, HEAD_BYTES, head[LENGTH]).slice());
    if (head[MORE] === 0) return decodeReply(concat(pieces));
    Atomics.store(head, STATE, 0);
    askMore();
  }
}
