import type { InterpreterMemory } from './type-tables';

/** The interpreter's stack as Emscripten's exports tell of it. */
interface StackExports {
  emscripten_stack_get_base(): number;
  _emscripten_stack_restore(pointer: number): void;
}

/** CPython calls a thousand functions in one another; each takes up to this much here. */
const STACK_BYTES = 240 * 1024;
/** What is left for the interpreter's own functions when a program has used up its part. */
const MARGIN_BYTES = 24 * 1024;
/** MicroPython keeps the top of its stack and how much of it programs may use side by side (py/mpstate.h); this is what it allows. */
const BUILT_IN_LIMIT = 32 * 1024;
const SEARCHED_BYTES = 1024 * 1024;

/** Gives the interpreter a stack on which programs go as deep as in CPython. Without the two words in its memory it stays as it is. */
export function deepenStack(exports: InterpreterMemory & Partial<StackExports>): void {
  const { memory, malloc, emscripten_stack_get_base: baseOf, _emscripten_stack_restore: restore } = exports;
  if (!baseOf || !restore) return;
  const base = baseOf();
  const at = findStackTop(new DataView(memory.buffer), base);
  if (at === undefined) return;
  const top = (malloc(STACK_BYTES) + STACK_BYTES) & ~15;
  const view = new DataView(memory.buffer);
  view.setUint32(at, top, true);
  view.setUint32(at + 4, STACK_BYTES - MARGIN_BYTES, true);
  restore(top);
}

function findStackTop(view: DataView, base: number): number | undefined {
  for (let at = base; at + 8 < Math.min(view.byteLength, base + SEARCHED_BYTES); at += 4) {
    const top = view.getUint32(at, true);
    if (top <= base && top > base - 1024 && view.getUint32(at + 4, true) === BUILT_IN_LIMIT) return at;
  }
  return undefined;
}
