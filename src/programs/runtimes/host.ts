/** A language's interpreter. */
export type EngineName = 'node' | 'python';

/** Values that cross to an interpreter: what JSON can say. Bytes travel beside them. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/** What a program asks of the machine: by name, with arguments and perhaps bytes. */
export interface Request {
  readonly name: string;
  readonly args: readonly Json[];
  readonly bytes?: Uint8Array | undefined;
}

/** The machine's answer to a request; a failure carries the error's code as errno(3) names it. */
export interface Reply {
  readonly value?: Json;
  readonly bytes?: Uint8Array | undefined;
  /** The simulated time after it. */
  readonly nowMs?: number;
  readonly failure?: { readonly code: string; readonly message: string; readonly errno?: number };
}

/** What an interpreter has used up and left to do when it turns to the machine. */
export interface Progress {
  /** Requests without an answer, in order: writes, timers, connections. */
  readonly orders: readonly Request[];
  /** Steps since the last report, in units of simulated µs. */
  readonly cpuUs: number;
  readonly memoryBytes: number;
}

/** From the machine's program to its interpreter. */
export type ToEngine =
  | { kind: 'start'; engine: EngineName; setup: Json; shared: SharedArrayBuffer | undefined }
  /** One event; the interpreter runs until its jobs are drained. */
  | { kind: 'turn'; request: Request; nowMs: number };

/** From the interpreter to the machine's program. */
export type FromEngine =
  | { kind: 'call'; request: Request; progress: Progress }
  /** The next piece of an answer that is longer than the shared buffer. */
  | { kind: 'more' }
  | { kind: 'done'; value: Json; progress: Progress }
  /** The interpreter itself broke down. */
  | { kind: 'broken'; message: string };

/** An interpreter at work, in a thread of its own or in the machine's. */
export interface EngineThread {
  /** The buffer that answers to calls go through; undefined when calls are answered directly. */
  readonly shared: SharedArrayBuffer | undefined;
  post(message: ToEngine): void;
  /** Its next message; undefined when `limitMs` of real time have passed, or when it was terminated. */
  next(limitMs: number): Promise<FromEngine | undefined>;
  terminate(): void;
}

/** Answers an interpreter that runs in the machine's own thread. */
export type DirectCalls = (request: Request, progress: Progress) => Reply;

/**
 * Starts interpreters: in Workers where the platform has them (a synchronous loop then can't starve the machine, and
 * can be ended), else in the machine's own thread.
 */
export interface RuntimeHost {
  start(direct: DirectCalls): EngineThread;
}

/** What an interpreter runs with: the way to the machine. */
export interface Bridge {
  /** Blocks until the machine has answered. */
  call(request: Request): Reply;
  /** Called every so often from a running loop; true means that it has to stop. */
  tick(): boolean;
}

/** An interpreter: handles one event after another. */
export interface Engine {
  turn(request: Request, nowMs: number): Json;
  /** What has gathered since it was last asked. */
  progress(): Progress;
}

export type MakeEngine = (setup: Json, bridge: Bridge) => Promise<Engine>;

/** Loads an interpreter's code and its WebAssembly, when one is first run. */
export async function loadEngine(name: EngineName): Promise<MakeEngine> {
  if (name === 'node') return (await import('./node/engine')).makeNodeEngine;
  return (await import('./python/engine')).makePythonEngine;
}
