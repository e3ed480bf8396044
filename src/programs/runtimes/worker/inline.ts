import { loadEngine, type Bridge, type DirectCalls, type Engine, type EngineThread, type FromEngine, type RuntimeHost } from '../host';

/** Ticks after which a loop that never comes to an end is stopped where there is no Worker: some seconds. */
const MAX_TICKS = 6000;

/**
 * A host that runs interpreters in the machine's own thread, for pages that aren't cross-origin isolated: calls are
 * answered directly, so what would block can't be done, and a loop that doesn't end is stopped.
 */
export const inlineHost: RuntimeHost = { start: (direct) => new InlineThread(direct) };

class InlineThread implements EngineThread {
  readonly shared = undefined;
  private pending: Promise<FromEngine> | undefined;
  private engine: Promise<Engine> | undefined;

  constructor(private readonly direct: DirectCalls) {}

  post(message: Parameters<EngineThread['post']>[0]): void {
    this.pending = this.run(message).catch((error: unknown): FromEngine => ({ kind: 'broken', message: error instanceof Error ? error.message : String(error) }));
  }

  private async run(message: Parameters<EngineThread['post']>[0]): Promise<FromEngine> {
    if (message.kind === 'start') {
      const { direct } = this;
      let ticks = 0;
      let exiting = false;
      const ready: { engine?: Engine } = {};
      const bridge: Bridge = {
        call(request) {
          // Who leaves doesn't come back: its next tick ends it.
          exiting ||= request.name === 'exit';
          return direct(request, ready.engine!.progress());
        },
        tick: () => exiting || ++ticks > MAX_TICKS,
      };
      this.engine = loadEngine(message.engine).then((make) => make(message.setup, bridge));
      ready.engine = await this.engine;
      this.reset = () => (ticks = 0);
      return { kind: 'done', value: null, progress: ready.engine.progress() };
    }
    this.reset();
    const engine = await this.engine!;
    const value = engine.turn(message.request, message.nowMs);
    return { kind: 'done', value, progress: engine.progress() };
  }

  private reset: () => void = () => undefined;

  async next(): Promise<FromEngine | undefined> {
    const message = await this.pending;
    this.pending = undefined;
    return message;
  }

  terminate(): void {
    this.pending = undefined;
    this.engine = undefined;
  }
}
