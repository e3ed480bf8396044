/// <reference path="./sql-js.d.ts" />
import { civilFromDays } from '../../lib/timestamp';
import initSqlJs, { type EmscriptenModule, type SqlJs } from 'sql.js';
import wasmUrl from 'sql.js/dist/sql-wasm-browser.wasm?url';

type Imports = Record<string, Record<string, unknown>>;

interface Memory {
  buffer: ArrayBuffer;
}

interface WasmApi {
  instantiate(bytes: unknown, imports: Imports): Promise<{ instance: { exports: Record<string, unknown> } }>;
  instantiateStreaming: unknown;
  Memory: new (...args: never[]) => Memory;
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

/** What the function that SQLite is calling gives, where that is an integer: the library's functions give doubles only. */
let given: bigint | undefined;

/** Gives a function's value as an integer of 64 bits: `create_function('f', () => integer(1n))`. */
export function integer(value: bigint): null {
  given = BigInt.asIntN(64, value);
  return null;
}

/** SQLite itself, compiled to WebAssembly, on the machine's clock, in UTC; loaded when it is first asked for. */
export function loadSqlite(): Promise<SqlJs> {
  return (loaded ??= load());
}

async function load(): Promise<SqlJs> {
  const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;
  const { instantiate, instantiateStreaming } = wasm;
  wasm.instantiate = async (bytes, imports) => {
    const own: { memory?: Memory } = {};
    const made = await instantiate.call(wasm, bytes, onMachine(imports, () => new DataView(own.memory!.buffer)));
    own.memory = Object.values(made.instance.exports).find((one) => one instanceof wasm.Memory) as Memory;
    return made;
  };
  wasm.instantiateStreaming = async (response: Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>, imports: Imports) => wasm.instantiate(await (await response).arrayBuffer(), imports);
  try {
    return await initSqlJs({ useOldExtensionFunctions: false, preRun: [givingIntegers], ...(IN_NODE ? {} : { locateFile: () => wasmUrl }) });
  } finally {
    Object.assign(wasm, { instantiate, instantiateStreaming });
  }
}

/** The library answers NULL for what it doesn't know; here that is the integer which a function has put by. */
function givingIntegers(module: EmscriptenModule): void {
  const { _sqlite3_result_null: nothing, _sqlite3_result_int64: int64 } = module;
  if (!nothing || !int64) throw new Error("dockyard: sql.js doesn't show SQLite's results");
  module._sqlite3_result_null = (context) => {
    const value = given;
    given = undefined;
    if (value === undefined) nothing(context);
    else int64(context, value);
  };
}

/**
 * The binary's imports, those that ask the host for the time replaced by the machine's: `emscripten_date_now`, which has
 * no other body than `Date.now()`, and `_localtime_js`, which fills a `struct tm` from the host's time zone. Throws
 * where they aren't found as they are known: a machine on the host's clock must not go unnoticed.
 */
function onMachine(imports: Imports, memory: () => DataView): Imports {
  let replaced = 0;
  const replace = (value: unknown): unknown => {
    const text = typeof value === 'function' ? String(value) : '';
    const ours = /^\(\)\s*=>\s*Date\.now\(\)$/.test(text) ? () => clock.nowMs : text.includes('getSeconds()') && text.includes('getTimezoneOffset()') ? (time: bigint, at: number) => utc(time, at, memory()) : undefined;
    if (ours) replaced++;
    return ours ?? value;
  };
  const ours = Object.fromEntries(Object.entries(imports).map(([space, names]) => [space, Object.fromEntries(Object.entries(names).map(([name, value]) => [name, replace(value)]))]));
  if (replaced !== 2) throw new Error("dockyard: SQLite's clock isn't where it was");
  return ours;
}

/** localtime(3) in UTC, which is the machine's zone: `time` in seconds since 1970, the `struct tm` (musl's) at `at`. */
function utc(time: bigint, at: number, memory: DataView): number {
  const seconds = Number(time);
  const days = Math.floor(seconds / 86_400);
  const { year, month, day } = civilFromDays(days);
  const inDay = seconds - days * 86_400;
  let yearStart = days - day + 1;
  for (let before = month; before > 1; before--) yearStart -= civilFromDays(yearStart - 1).day;
  const fields = [inDay % 60, Math.floor(inDay / 60) % 60, Math.floor(inDay / 3600), day, month - 1, year - 1900, (((days + 4) % 7) + 7) % 7, days - yearStart, 0, 0];
  fields.forEach((field, index) => memory.setInt32(at + 4 * index, field, true));
  return 0;
}
