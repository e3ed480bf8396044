/// <reference path="./micropython.d.ts" />
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs';
import wasmUrl from '@micropython/micropython-webassembly-pyscript/micropython.wasm?url';
import { hex } from '../../../lib/bytes';
import type { Bridge, Engine, Json, Progress, Reply, Request } from '../host';
import { rewriting } from '../worker/rewrite-wasm';
import { deepenStack } from './deeper-stack';
import { fromHex } from '../machine/from-hex';
import { PYTHON_LIBRARY } from './library';
import { INSTALLABLE } from './library-names';
import { calledAt, doneAt, handlersAt, unboundAt, viewFrame, type FrameFacts, type FrameView, type Placed } from './marks';
import { MersenneTwister, seedWords } from './mersenne-twister';
import { localsAt, membersOf } from './names';
import { orderMaps } from './ordered-maps';
import { syntaxReport } from './syntax-report';
import { translate } from './translate';
import { exponent, fixed } from './decimals';
import { isText, quoted } from './unicode';
import { extendType, putFirst, type InterpreterMemory } from './type-tables';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

/** Bytes of the interpreter's heap. */
const HEAP_BYTES = 24 * 1024 * 1024;
/** Words of the stack that calls take their variables from. */
const PYSTACK_WORDS = 128 * 1024;
/** Simulated CPU time of a line written: the interpreter itself can't be asked how much it has done. */
const WRITE_US = 20;
/** Lines written between calls that hand them on. */
const WRITES_PER_CALL = 32;
/** The files whose assertions pytest takes apart. */
const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/;
const NOWHERE: Placed = { source: '', starts: [0], handlers: [] };
const FOLDER = '/.dockyard/python';
/** Node finds the interpreter's binary beside its module; the page has it under a name of its own. */
const IN_NODE = 'process' in globalThis;
const HASHES = { md5, sha1, sha256, sha384, sha512 } as const;

interface MicroPython {
  runPython(source: string): unknown;
  registerJsModule(name: string, module: object): void;
  globals: { get(name: string): unknown };
}

/** MicroPython with CPython's library and manners on it: it runs a program in one turn, blocking in its calls. */
export async function makePythonEngine(setup: Json, bridge: Bridge): Promise<Engine> {
  let memory: InterpreterMemory | undefined;
  const load = () => loadMicroPython({ heapsize: HEAP_BYTES, pystack: PYSTACK_WORDS, linebuffer: false, stdout: () => undefined, stderr: () => undefined, ...(IN_NODE ? {} : { url: wasmUrl }) });
  let engine: PythonEngine | undefined;
  const made = ({ exports }: { exports: object }): void => {
    memory = exports as InterpreterMemory;
    // The heap grows in the midst of a turn: the machine hears of it at once, so that its limits bite.
    const grown = memory.memory;
    const grow = grown.grow.bind(grown);
    grown.grow = (pages) => {
      const before = grow(pages);
      engine?.tell();
      return before;
    };
  };
  const python = (await rewriting(load, orderMaps, made)) as MicroPython;
  deepenStack(memory!);
  return (engine = new PythonEngine(python, memory!, bridge, setup as { [name: string]: Json }));
}

/** The sum without the roundings of its parts (Shewchuk's partial sums, as math.fsum has them). */
function exactSum(values: readonly number[]): number {
  const partials: number[] = [];
  for (let x of values) {
    let kept = 0;
    for (let y of partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return partials.reduceRight((sum, part) => sum + part, 0);
}

class PythonEngine implements Engine {
  private orders: Request[] = [];
  private cpuUs = 0;
  private writes = 0;
  /** The sources that have been read, by their paths. */
  private handlers = 0;
  private readonly twisters: MersenneTwister[] = [];
  private readonly placed = new Map<string, Placed>();
  /** The library makes calls as it is loaded, so that it is loaded in the first turn. */
  private begun = false;
  private nowMs: number;
  private readonly baseBytes: number;

  constructor(
    private readonly python: MicroPython,
    private readonly memory: InterpreterMemory,
    private readonly bridge: Bridge,
    private readonly setup: { [name: string]: Json },
  ) {
    this.nowMs = setup['nowMs'] as number;
    this.baseBytes = memory.memory.buffer.byteLength;
    const [major = 3, minor = 11] = (setup['version'] as string).split('.').map(Number);
    const installed = new Set(setup['installed'] as string[]);
    python.registerJsModule('_host', {
      setup: () => JSON.stringify(this.setup),
      call: (name: string, args: string, data: string) => this.call(name, JSON.parse(args) as Json[], data),
      write: (fd: number, text: string) => this.write(fd, text),
      flush: () => undefined,
      now: () => String(this.nowMs + this.cpuUs / 1000),
      label: (name: string) => void this.orders.push({ name: 'label', args: [name] }),
      // None in Python, which `undefined` is not.
      library: (path: string) => library(path, installed) ?? null,
      extend: (table: number, pairs: string) => extendType(memory, table, JSON.parse(pairs) as [number, number][]),
      put: (tuple: number, value: number) => putFirst(memory, tuple, value),
      syntax: (source: string) => JSON.stringify(syntaxReport(source) ?? null),
      translate: (source: string, path: string) => {
        const { placed, ...rest } = translate(source, major, this.handlers, setup['asserts'] === true && TEST_FILE.test(path), path);
        this.handlers += placed.handlers.length;
        this.placed.set(path, placed);
        return JSON.stringify(rest);
      },
      place: (path: string, line: number) => String(this.shown(path, line).line),
      frame: (path: string, facts: string) => JSON.stringify(viewFrame(this.placed.get(path) ?? NOWHERE, JSON.parse(facts) as FrameFacts, major < 3 ? 0 : minor)),
      handlers: (path: string, line: number) => JSON.stringify(handlersAt(this.placed.get(path) ?? NOWHERE, line)),
      locals: (path: string, line: number) => JSON.stringify(localsAt(this.placed.get(path) ?? NOWHERE, line)),
      members: (name: string) => JSON.stringify([...this.placed.values()].flatMap((one) => membersOf(one, name))),
      unbound: (path: string, line: number) => unboundAt(this.placed.get(path) ?? NOWHERE, line),
      done: (path: string, line: number) => JSON.stringify(doneAt(this.placed.get(path) ?? NOWHERE, line)),
      called: (path: string, line: number) => JSON.stringify(calledAt(this.placed.get(path) ?? NOWHERE, line)),
      seed: (id: number, digits: string) => this.twister(id).seed(seedWords(digits)),
      chance: (id: number) => this.twister(id).float(),
      bits: (id: number, count: number) => this.twister(id).bits(count),
      fixed,
      exponent,
      upper: (text: string) => text.toUpperCase(),
      lower: (text: string) => text.toLowerCase(),
      isText,
      quoted,
      sum: (values: string) => exactSum(JSON.parse(values) as number[]),
      hash: (name: string, data: string) => hex(HASHES[name as keyof typeof HASHES](fromHex(data))),
      regex: (pattern: string, flags: number, text: string, mode: string) => JSON.stringify(regex(pattern, flags, text, mode)),
    });
  }

  turn(request: Request, nowMs: number): Json {
    this.nowMs = nowMs;
    const { python } = this;
    const [source, path] = request.args as [string, string];
    this.setup['source'] = source;
    if (!this.begun) {
      python.registerJsModule('_boot', { source: PYTHON_LIBRARY['_prelude.py']! });
      python.runPython(`import _boot\nexec(compile(_boot.source, '/.dockyard/prelude.py', 'exec'), globals())`);
    }
    this.begun = true;
    if (request.name === 'line') {
      python.registerJsModule('_turn', { source });
      python.runPython('import sys as _s; _s.modules.pop("_turn", None) if hasattr(_s, "modules") else None\nimport _turn\n_result = _line(_turn.source)');
    } else {
      python.registerJsModule('_turn', { source, path });
      python.runPython('import _turn\n_setup["source"] = _turn.source\n_result = _run(_turn.source, _turn.path)');
    }
    return python.globals.get('_result') as number;
  }

  progress(): Progress {
    const { orders, cpuUs } = this;
    this.orders = [];
    this.nowMs += cpuUs / 1000;
    this.cpuUs = 0;
    return { orders, cpuUs, memoryBytes: this.memory.memory.buffer.byteLength - this.baseBytes };
  }

  private write(fd: number, text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.cpuUs += WRITE_US;
    this.orders.push({ name: 'write', args: [fd], bytes });
    if (++this.writes % WRITES_PER_CALL === 0) this.tell();
  }

  private twister(id: number): MersenneTwister {
    return (this.twisters[id] ??= new MersenneTwister());
  }

  private shown(path: string, line: number): FrameView {
    const placed = this.placed.get(path);
    return placed ? viewFrame(placed, { line, callee: '', error: '', message: '' }, 0) : { line, text: '', marks: '' };
  }

  /** Hands on what has gathered: output, time, memory. */
  tell(): void {
    this.bridge.call({ name: 'spin', args: [] });
  }

  private call(name: string, args: readonly Json[], data: string): string {
    const request = data === '' ? { name, args } : { name, args, bytes: fromHex(data) };
    this.cpuUs += WRITE_US;
    const reply: Reply & { signals?: readonly string[] } = this.bridge.call(request);
    if (reply.nowMs !== undefined) this.nowMs = reply.nowMs;
    const { bytes, ...rest } = reply;
    return JSON.stringify(bytes ? { ...rest, bytes: hex(bytes) } : rest);
  }
}

/** A file of the library: its source, 'dir', or nothing. What needs pip isn't there before. */
function library(path: string, installed: ReadonlySet<string>): string | undefined {
  if (!path.startsWith(FOLDER)) return undefined;
  const inside = path.slice(FOLDER.length + 1);
  const top = inside.split('/')[0]!.replace(/\.py$/, '');
  if (top in INSTALLABLE && !INSTALLABLE[top]!.split(' ').some((name) => installed.has(name))) return undefined;
  if (inside in PYTHON_LIBRARY) return PYTHON_LIBRARY[inside] || '\n';
  return Object.keys(PYTHON_LIBRARY).some((name) => name.startsWith(`${inside}/`)) ? 'dir' : undefined;
}

interface Found {
  index: number;
  groups: (string | null)[];
  /** Where each group begins and ends. */
  places: ([number, number] | null)[];
  namePlaces: Record<string, [number, number] | null>;
  names: Record<string, string | null>;
}

/** Python's regular expressions by JavaScript's; a string says what is wrong with the pattern. */
function regex(pattern: string, flags: number, text: string, mode: string): Found[] | string {
  let source = pattern.replace(/\(\?P</g, '(?<').replace(/\(\?P=(\w+)\)/g, '\\k<$1>').replace(/\\A/g, '^').replace(/\\Z/g, '$');
  let letters = `${flags & 2 ? 'i' : ''}${flags & 8 ? 'm' : ''}${flags & 16 ? 's' : ''}`;
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  if (inline) {
    source = source.slice(inline[0].length);
    for (const letter of inline[1]!) if (letter !== 'x' && !letters.includes(letter)) letters += letter;
  }
  if (flags & 64) source = source.replace(/\\[\s\S]|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (piece) => (/^[\s#]/.test(piece) ? '' : piece));
  if (mode === 'full') source = `(?:${source})$`;
  try {
    const compiled = new RegExp(source, `d${letters}${mode === 'all' ? 'g' : mode === 'search' ? '' : 'y'}`);
    const matches = mode === 'all' ? [...text.matchAll(compiled)] : [compiled.exec(text)].filter((one) => one !== null);
    return matches.map((one) => ({ index: one.index, groups: [...one].map((group) => group ?? null), places: [...one.indices!].map((place) => place ?? null), namePlaces: Object.fromEntries(Object.entries(one.indices!.groups ?? {}).map(([name, place]) => [name, place ?? null])), names: Object.fromEntries(Object.entries(one.groups ?? {}).map(([name, value]) => [name, value ?? null])) }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
