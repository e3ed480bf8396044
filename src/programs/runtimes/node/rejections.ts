/**
 * Promises that nobody handles. QuickJS tells of them by a function pointer in its runtime
 * (JS_SetHostPromiseRejectionTracker), which the binding doesn't set; so the table of the module is opened for one
 * more function as it is instantiated, and the pointer is put where it belongs: behind the interrupt handler's.
 */

import { rewriting, wasm } from '../worker/rewrite-wasm';

interface WasmTable {
  grow(by: number): number;
  set(index: number, fn: unknown): void;
}
const TABLE_EXPORT = 'dockyard_table';
const [TABLE_SECTION, EXPORT_SECTION] = [4, 7];

function leb(value: number): number[] {
  const out: number[] = [];
  do {
    const byte = value & 127;
    value >>>= 7;
    out.push(value ? byte | 128 : byte);
  } while (value);
  return out;
}

class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
  ) {}
  leb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }
}

/** The module with its table exported and without the table's upper limit. */
function openTable(bytes: Uint8Array): Uint8Array {
  const reader = new Reader(bytes, 8);
  const pieces: Uint8Array[] = [];
  let pending = [...bytes.subarray(0, 8)];
  const flush = (): void => {
    pieces.push(Uint8Array.from(pending));
    pending = [];
  };
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = bytes[reader.at++]!;
    const size = reader.leb();
    const body = reader.at;
    reader.at = body + size;
    if (id === TABLE_SECTION) {
      const inner = new Reader(bytes, body);
      inner.leb();
      const type = bytes[inner.at++]!;
      inner.at++;
      const content = [1, type, 0, ...leb(inner.leb())];
      pending.push(id, ...leb(content.length), ...content);
    } else if (id === EXPORT_SECTION) {
      const inner = new Reader(bytes, body);
      const count = inner.leb();
      const name = [...TABLE_EXPORT].map((c) => c.charCodeAt(0));
      const content = [...leb(count + 1), ...bytes.subarray(inner.at, body + size), ...leb(name.length), ...name, 1, 0];
      pending.push(id, ...leb(content.length), ...content);
    } else {
      flush();
      pieces.push(bytes.subarray(start, reader.at));
    }
  }
  flush();
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Runs `load` with an eye on what it instantiates; gives the module's table beside its result. */
export async function withTable<T>(load: () => Promise<T>): Promise<{ result: T; table: WasmTable | undefined }> {
  let table: WasmTable | undefined;
  const result = await rewriting(load, openTable, (made) => (table = made.exports[TABLE_EXPORT] as WasmTable));
  return { result, table };
}

/** (import "e" "f" (func (param i32 i64 i64 i32 i32))) (export "f" (func 0)): a JavaScript function with that type. */
const TRAMPOLINE = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 9, 1, 96, 5, 127, 126, 126, 127, 127, 0, 2, 7, 1, 1, 101, 1, 102, 0, 0, 7, 5, 1, 1, 102, 0, 0]);

/** Words of a runtime that are looked at. */
const RUNTIME_WORDS = 512;

export type RejectionTracker = (context: number, promise: bigint, reason: bigint, isHandled: number) => void;

/**
 * Sets the tracker of the runtime at `pointer`. `change` sets its interrupt handler, by which its place is found; where it
 * can't be found nothing is tracked.
 */
export function trackRejections(memory: { readonly buffer: ArrayBufferLike }, table: WasmTable | undefined, pointer: number, change: () => void, track: RejectionTracker): void {
  const words = (): Int32Array => new Int32Array(memory.buffer.slice(pointer, pointer + RUNTIME_WORDS * 4));
  const before = words();
  change();
  const after = words();
  const place = after.findIndex((word, i) => word !== before[i]);
  if (!table || place === -1 || after[place + 2] !== 0) return;
  const { exports } = new wasm.Instance(new wasm.Module(TRAMPOLINE), { e: { f: track } });
  const index = table.grow(1);
  table.set(index, exports['f']);
  new Int32Array(memory.buffer)[pointer / 4 + place + 2] = index;
}
