/// <reference path="./sql-js.d.ts" />
import initSqlJs, { type SqlJs } from 'sql.js';
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url';

interface WasmApi {
  instantiate(bytes: unknown, imports: Record<string, Record<string, unknown>>): Promise<unknown>;
  instantiateStreaming: unknown;
}

/** Node finds the library's binary beside its module; the page has it under a name of its own. */
const IN_NODE = 'process' in globalThis;
let loaded: Promise<SqlJs> | undefined;
/** What the machine's clock shows, ms since 1970: set before each statement. */
const clock = { nowMs: 0 };

/** Sets the time that `CURRENT_TIMESTAMP` and `'now'` read, ms since 1970. */
export function setClock(nowMs: number): void {
  clock.nowMs = nowMs;
}

/** SQLite itself, compiled to WebAssembly, on the machine's clock; loaded when it is first asked for. */
export function loadSqlite(): Promise<SqlJs> {
  return (loaded ??= load());
}

async function load(): Promise<SqlJs> {
  const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;
  const { instantiate, instantiateStreaming } = wasm;
  wasm.instantiate = (bytes, imports) => instantiate.call(wasm, bytes, onClock(imports));
  wasm.instantiateStreaming = async (response: Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>, imports: Record<string, Record<string, unknown>>) => wasm.instantiate(await (await response).arrayBuffer(), imports);
  try {
    return await initSqlJs(IN_NODE ? {} : { locateFile: () => wasmUrl });
  } finally {
    Object.assign(wasm, { instantiate, instantiateStreaming });
  }
}

/** The binary's imports, the one that reads the clock (its only body is `Date.now()`) replaced by the machine's. */
function onClock(imports: Record<string, Record<string, unknown>>): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(imports).map(([space, names]) => [
    space,
    Object.fromEntries(Object.entries(names).map(([name, value]) => [name, typeof value === 'function' && /^\(\)\s*=>\s*Date\.now\(\)$/.test(String(value)) ? () => clock.nowMs : value])),
  ]));
}
