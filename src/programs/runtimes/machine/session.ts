import { isSysError } from '../../../machine/errno';
import type { Sys } from '../../../machine/sys';
import type { EngineName, EngineThread, Json, Progress, Reply, Request, RuntimeHost } from '../host';
import { AnswerWriter } from '../worker/shared-answer';

/** Calls that an interpreter waits for, and orders that it doesn't. What can block gives a promise. */
export interface Services {
  readonly calls: Readonly<Record<string, (args: readonly Json[], bytes: Uint8Array | undefined) => Reply | Promise<Reply>>>;
  readonly orders: Readonly<Record<string, (args: readonly Json[], bytes: Uint8Array | undefined) => void | Promise<void>>>;
}

/**
 * Real time that one uninterrupted step of an interpreter may take before it counts as a process that runs: from
 * then on simulated time goes by with it. (What it does in small steps is charged by their number, not by the clock.)
 * So long that a slow or busy computer alone doesn't get there: what a learner's program does would differ by it.
 */
const STEP_LIMIT_MS = 4000;
/** Real time to start one, which is nothing of the machine's own. */
const START_LIMIT_MS = 60_000;
/** Time between looks at a step that takes longer. */
const STEP_MORE_MS = 250;

/** What a command line exits with when its interpreter broke down. */
export class EngineBroken extends Error {}

export function failureOf(error: unknown): Reply {
  if (!isSysError(error)) throw error;
  return { failure: { code: error.code, message: error.message, errno: error.errno } };
}

/** A call that answers at once. */
export function answering(work: () => Json | void): Reply {
  try {
    return { value: work() ?? null };
  } catch (error) {
    return failureOf(error);
  }
}

/**
 * One interpreter as the machine's program drives it. It gets one event at a time and is waited for as external work,
 * so that simulated time stands still and the order stays the same; its calls are answered with system calls of the
 * process; it ends with the process.
 */
export class RuntimeSession {
  private readonly thread: EngineThread;
  private readonly writer: AnswerWriter | undefined;
  private readonly held: Request[] = [];
  private busyLong = false;

  constructor(
    private readonly sys: Sys,
    host: RuntimeHost,
    private readonly services: Services,
    private readonly baseMemory: number,
  ) {
    this.thread = host.start((request, progress) => this.direct(request, progress));
    this.writer = this.thread.shared && new AnswerWriter(this.thread.shared);
    // Whatever ends the process ends its interpreter at once, also in the middle of a loop.
    sys.thread(async () => {
      try {
        for (;;) await sys.pause();
      } finally {
        this.thread.terminate();
      }
    });
  }

  /** Ends the interpreter, whose turn is over, before its process ends. */
  end(): void {
    this.thread.terminate();
  }

  /** Calls can block: the interpreter has a Worker of its own. */
  get canBlock(): boolean {
    return this.writer !== undefined;
  }

  async start(engine: EngineName, setup: Json): Promise<void> {
    this.thread.post({ kind: 'start', engine, setup, shared: this.thread.shared });
    await this.settle(START_LIMIT_MS);
  }

  /** Hands it an event and waits until it has done all that follows from it. */
  async turn(request: Request): Promise<Json> {
    this.thread.post({ kind: 'turn', request, nowMs: this.sys.now() });
    return this.settle();
  }

  private async settle(limitMs = STEP_LIMIT_MS): Promise<Json> {
    const { sys, thread } = this;
    for (;;) {
      const waitMs = this.busyLong ? STEP_MORE_MS : limitMs;
      const message = await sys.external(thread.next(waitMs));
      if (!message) {
        await sys.cpu(waitMs * 1000);
        this.busyLong = true;
        continue;
      }
      this.busyLong = false;
      switch (message.kind) {
        case 'more':
          this.writer?.next();
          break;
        case 'broken':
          throw new EngineBroken(message.message);
        case 'call':
          await this.account(message.progress);
          this.writer?.answer({ ...(await this.answer(message.request)), nowMs: sys.now() });
          break;
        case 'done':
          await this.account(message.progress);
          return message.value;
      }
    }
  }

  private async account(progress: Progress): Promise<void> {
    if (progress.cpuUs > 0) await this.sys.cpu(progress.cpuUs);
    this.sys.setMemory(this.baseMemory + progress.memoryBytes);
    for (const order of [...this.held.splice(0), ...progress.orders]) await this.obey(order);
  }

  private async obey(order: Request): Promise<void> {
    const act = this.services.orders[order.name];
    if (!act) throw new EngineBroken(`no order ${order.name}`);
    await act(order.args, order.bytes);
  }

  private answer(request: Request): Reply | Promise<Reply> {
    if (request.name === 'spin') return {};
    const call = this.services.calls[request.name];
    if (!call) throw new EngineBroken(`no call ${request.name}`);
    return call(request.args, request.bytes);
  }

  /** Answers an interpreter in this same thread: orders wait for its turn's end, what blocks can't be done. */
  private direct(request: Request, progress: Progress): Reply {
    this.held.push(...progress.orders);
    const reply = this.answer(request);
    if (!(reply instanceof Promise)) return reply;
    reply.catch(() => undefined);
    return { failure: { code: 'ENOSYS', message: `dockyard: ${request.name} blocks, which is not simulated in a page that is not cross-origin isolated` } };
  }
}
