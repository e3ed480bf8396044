/** What the interpreter's WebAssembly exports. */
export interface InterpreterMemory {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  malloc(bytes: number): number;
}

/** `mp_obj_dict_t` (py/obj.h): its type, then its map: flags with the number of entries, what is allocated, the table. */
const [FLAGS, ALLOCATED, TABLE] = [4, 8, 12];
/** The flags below the number of entries. */
const FLAG_BITS = 3;
const ENTRY_BYTES = 8;

/**
 * Gives a built-in type methods: its table of names, which stands among the interpreter's constants, is replaced by a
 * longer one. Names and functions are addresses as `id()` tells them.
 */
export function extendType({ memory, malloc }: InterpreterMemory, dict: number, more: readonly (readonly [number, number])[]): void {
  const view = (): DataView => new DataView(memory.buffer);
  const flags = view().getUint32(dict + FLAGS, true);
  const count = flags >>> FLAG_BITS;
  const old = view().getUint32(dict + TABLE, true);
  const table = malloc((count + more.length) * ENTRY_BYTES);
  const now = view();
  const put = (at: number, name: number, value: number): void => {
    now.setUint32(table + at * ENTRY_BYTES, name, true);
    now.setUint32(table + at * ENTRY_BYTES + 4, value, true);
  };
  more.forEach(([name, value], i) => put(i, name, value));
  // The type's own of the same names give way where they stand: the interpreter remembers places (py/map.c,
  // map_lookup_cache), and may look there first.
  const ours = new Map(more);
  for (let i = 0; i < count; i++) {
    const name = now.getUint32(old + i * ENTRY_BYTES, true);
    put(more.length + i, name, ours.get(name) ?? now.getUint32(old + i * ENTRY_BYTES + 4, true));
  }
  now.setUint32(dict + FLAGS, ((count + more.length) << FLAG_BITS) | (flags & ((1 << FLAG_BITS) - 1)), true);
  now.setUint32(dict + ALLOCATED, count + more.length, true);
  now.setUint32(dict + TABLE, table, true);
}

/** `mp_obj_tuple_t`: its type, its length, its items. */
const ITEMS = 8;

/** Puts a value in the place of a tuple's first. */
export function putFirst({ memory }: InterpreterMemory, tuple: number, value: number): void {
  new DataView(memory.buffer).setUint32(tuple + ITEMS, value, true);
}
