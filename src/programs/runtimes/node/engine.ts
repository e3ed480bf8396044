import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSContext, type QuickJSHandle, type QuickJSRuntime } from 'quickjs-emscripten-core';
import type { Bridge, Engine, Json, Progress, Request } from '../host';
import { framesOf } from './frames';
import { intl } from './intl';
import { LIBRARY } from './library';
import { native } from './native/native';
import { trackRejections, withTable } from './rejections';
import { versionsOf } from './versions';
import type { SourceKind } from './source/parser';
import { numbersOf } from './release';
import { Sources } from './source/sources';
import { keeping, surfaceOf } from './surface';

/** Simulated CPU time of one tick: QuickJS asks after every 10,000 jumps and calls. */
const TICK_US = 500;
/** What passes at least between two looks at the clock. */
const LOOK_MS = 0.011;
/** A heap as large as this ends in node's out-of-memory error. */
const HEAP_BYTES = 512 * 1024 * 1024;
/** Bytes of a Worker's own stack that scripts may use. */
const STACK_BYTES = 240 * 1024;

/** QuickJS with node's surface on it (the library in `lib/`), as an interpreter of one process. */
export async function makeNodeEngine(setup: Json, bridge: Bridge): Promise<Engine> {
  const { result: quickjs, table } = await withTable(() => newQuickJSWASMModuleFromVariant(variant));
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(HEAP_BYTES);
  runtime.setMaxStackSize(STACK_BYTES);
  const context = runtime.newContext();
  const memory = quickjs.getWasmMemory();
  const engine = new NodeEngine(runtime, context, bridge, memory, setup);
  const { value: pointer } = (runtime as unknown as { rt: { value: number } }).rt;
  const { _malloc: malloc, _free: free } = (quickjs as unknown as { module: { _malloc(size: number): number; _free(pointer: number): void } }).module;
  const ffi = quickjs.getFFI();
  trackRejections(memory, table, pointer, () => engine.listen(), (at, promise, reason, isHandled) => {
    if (isHandled) return engine.handled(promise);
    // Values on the heap that hold the promise and its reason until they are reported.
    const hold = (value: bigint): QuickJSHandle => {
      const cell = malloc(8);
      new DataView(memory.buffer as ArrayBuffer).setBigInt64(cell, value, true);
      const held = ffi.QTS_DupValuePointer(at as never, cell as never);
      free(cell);
      return context.getMemory(pointer as never).heapValueHandle(held);
    };
    engine.rejected(promise, [hold(promise), hold(reason)]);
  });
  return engine;
}

class NodeEngine implements Engine {
  private orders: Request[] = [];
  private cpuUs = 0;
  private nowMs = 0;
  private lastNow = 0;
  private sinceTurnUs = 0;
  private readonly baseBytes: number;
  private readonly dispatch: QuickJSHandle;
  private readonly unhandled = new Map<bigint, readonly [promise: QuickJSHandle, reason: QuickJSHandle]>();
  private resolver: QuickJSHandle | undefined;
  private loader: QuickJSHandle | undefined;

  constructor(
    private readonly runtime: QuickJSRuntime,
    private readonly context: QuickJSContext,
    private readonly bridge: Bridge,
    private readonly memory: { readonly buffer: ArrayBufferLike },
    setup: Json,
  ) {
    this.baseBytes = memory.buffer.byteLength;
    this.nowMs = (setup as { nowMs: number }).nowMs;
    runtime.setModuleLoader(
      (name) => this.ask(this.loader!, name),
      (base, name) => this.ask(this.resolver!, base, name),
    );
    const { version } = setup as { version: string };
    const surface = surfaceOf(version);
    const keep = keeping(surface);
    const sources = new Sources(numbersOf(version), keep);
    const host = context.newObject();
    const define = (name: string, body: Parameters<QuickJSContext['newFunction']>[1]): void => context.newFunction(name, body).consume((fn) => context.setProp(host, name, fn));
    define('call', (name, args, bytes) => this.toVm(this.call(this.request(name!, args!, bytes))));
    define('order', (name, args, bytes) => void this.orders.push(this.request(name!, args!, bytes)));
    define('now', () => context.newNumber(this.now()));
    define('compile', (source, file) => context.evalCode(context.getString(source!), context.getString(file!)));
    const told = (value: unknown): QuickJSHandle => context.newString(JSON.stringify(value ?? null));
    const textOf = (handle: QuickJSHandle | undefined): string => context.getString(handle!);
    define('prepare', (source, file, kind, before) => told(sources.prepare(textOf(source), textOf(file), textOf(kind) as SourceKind, textOf(before))));
    define('site', (file, line, column) => told(sources.site(textOf(file), context.getNumber(line!), context.getNumber(column!))));
    define('thrown', (file, offset) => told(sources.thrown(context.getNumber(file!), context.getNumber(offset!))));
    define('awaiting', (file, offset) => told(sources.awaiting(context.getNumber(file!), context.getNumber(offset!))));
    define('promiseState', (promise) => {
      const state = context.getPromiseState(promise!);
      const answer = context.newObject();
      context.newString(state.type).consume((text) => context.setProp(answer, 'type', text));
      if (state.type === 'fulfilled') context.setProp(answer, 'value', state.value);
      if (state.type === 'rejected') context.setProp(answer, 'value', state.error);
      return answer;
    });
    define('intl', (asked) => told(intl(JSON.parse(textOf(asked)) as Parameters<typeof intl>[0])));
    define('isIncomplete', (source) => (sources.isIncomplete(textOf(source)) ? context.true : context.false));
    define('isModuleSyntax', (source) => (sources.isModuleSyntax(textOf(source)) ? context.true : context.false));
    define('evalModule', (source, file) => context.evalCode(context.getString(source!), context.getString(file!), { type: 'module' }));
    define('native', (name, args, ...parts) => {
      const { bytes, failure, cpuUs } = native(textOf(name), JSON.parse(textOf(args)) as Json[], parts.map((part) => this.bytes(part) ?? new Uint8Array(0)));
      this.cpuUs += cpuUs;
      this.sinceTurnUs += cpuUs;
      return bytes ? this.buffer(bytes) : told({ failure });
    });
    define('encode', (value) => this.buffer(new TextEncoder().encode(context.getString(value!))));
    define('decode', (bytes) => context.newString(new TextDecoder().decode(this.bytes(bytes!))));
    define('takeRejections', () => this.takeRejections());
    define('runJobs', () => void this.drain());
    define('setLoader', (resolver, loader) => {
      this.resolver = resolver!.dup();
      this.loader = loader!.dup();
    });
    const library = context.newObject();
    for (const [name, source] of Object.entries(LIBRARY)) context.newString(name === 'bootstrap' ? source : keep(source)).consume((text) => context.setProp(library, name, text));
    const boot = context.unwrapResult(context.evalCode(LIBRARY['bootstrap']!, 'node:internal/bootstrap'));
    const settings = context.newString(JSON.stringify({ ...(setup as object), frames: framesOf(version), surface, versions: versionsOf(version) }));
    this.dispatch = context.unwrapResult(context.callFunction(boot, context.undefined, host, library, settings));
  }

  /** The time: it never goes back, and between two looks at it a moment passes. */
  private now(): number {
    this.lastNow = Math.max(this.lastNow + LOOK_MS, this.nowMs + this.sinceTurnUs / 1000);
    return this.lastNow;
  }

  /** Begins to count what the scripts do. */
  listen(): void {
    this.runtime.setInterruptHandler(() => {
      this.cpuUs += TICK_US;
      this.sinceTurnUs += TICK_US;
      return this.bridge.tick();
    });
  }

  rejected(promise: bigint, held: readonly [promise: QuickJSHandle, reason: QuickJSHandle]): void {
    this.unhandled.set(promise, held);
  }

  handled(promise: bigint): void {
    for (const handle of this.unhandled.get(promise) ?? []) handle.dispose();
    this.unhandled.delete(promise);
  }

  /** Promises that have been rejected and that nobody has taken since, each followed by its reason. */
  private takeRejections(): QuickJSHandle {
    const { context } = this;
    const list = context.newArray();
    [...this.unhandled.values()].flat().forEach((handle, i) => {
      context.setProp(list, i, handle);
      handle.dispose();
    });
    this.unhandled.clear();
    return list;
  }

  turn(request: Request, nowMs: number): Json {
    this.nowMs = nowMs;
    this.sinceTurnUs = 0;
    const { context } = this;
    const args = [context.newString(request.name), context.newString(JSON.stringify(request.args)), request.bytes ? this.buffer(request.bytes) : context.undefined];
    const result = context.callFunction(this.dispatch, context.undefined, ...args);
    if (result.error) {
      const error = context.dump(result.error) as { message?: string; stack?: string };
      if (error?.message === 'interrupted') return { stopped: true };
      if (error?.message === 'out of memory') return { outOfMemory: true };
      throw new Error(`${error?.message ?? String(error)}\n${error?.stack ?? ''}`);
    }
    return JSON.parse(result.value.consume((value) => context.getString(value))) as Json;
  }

  progress(): Progress {
    const { orders, cpuUs } = this;
    this.orders = [];
    this.cpuUs = 0;
    return { orders, cpuUs, memoryBytes: this.memory.buffer.byteLength - this.baseBytes };
  }

  private drain(): void {
    const result = this.runtime.executePendingJobs();
    if (result.error) result.error.dispose();
  }

  private call(request: Request): ReturnType<Bridge['call']> {
    const reply = this.bridge.call(request);
    if (reply.nowMs !== undefined) {
      this.nowMs = reply.nowMs;
      this.sinceTurnUs = 0;
    }
    return reply;
  }

  private request(name: QuickJSHandle, args: QuickJSHandle, bytes: QuickJSHandle | undefined): Request {
    const { context } = this;
    const data = bytes && this.bytes(bytes);
    const request = { name: context.getString(name), args: JSON.parse(context.getString(args)) as Json[] };
    return data ? { ...request, bytes: data } : request;
  }

  private toVm(reply: ReturnType<Bridge['call']>): QuickJSHandle {
    if (reply.bytes) return this.buffer(reply.bytes);
    return this.context.newString(JSON.stringify(reply.failure ? { failure: reply.failure } : { value: reply.value }));
  }

  private buffer(bytes: Uint8Array): QuickJSHandle {
    return this.context.newArrayBuffer(bytes.slice().buffer);
  }

  private bytes(handle: QuickJSHandle): Uint8Array | undefined {
    if (this.context.typeof(handle) !== 'object') return undefined;
    return this.context.getArrayBuffer(handle).consume((held) => held.value.slice());
  }

  /** Asks the module resolver or loader of the library, which may throw. */
  private ask(fn: QuickJSHandle, ...args: string[]): string | { error: QuickJSHandle } {
    const { context } = this;
    const result = context.callFunction(fn, context.undefined, ...args.map((arg) => context.newString(arg)));
    if (result.error) return { error: result.error };
    return result.value.consume((value) => context.getString(value));
  }
}
