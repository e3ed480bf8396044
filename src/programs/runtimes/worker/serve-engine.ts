import { loadEngine, type Bridge, type Engine, type FromEngine, type ToEngine } from '../host';
import { awaitReply } from './shared-answer';

/** A Worker's end of its channel. */
export interface EnginePort {
  post(message: FromEngine): void;
  onMessage(receive: (message: ToEngine) => void): void;
}

/** Calls of a loop's tick between reports of its CPU time: about 10 ms of it. */
const TICKS_PER_REPORT = 20;

/**
 * What a Worker does: starts the interpreter that it is told to, hands it one event after another, and blocks in
 * calls to the machine. A loop that goes on and on reports its CPU time as a call, so that simulated time passes by
 * what the program has done.
 */
export function serveEngine(port: EnginePort): void {
  let engine: Promise<Engine> | undefined;
  const broken = (error: unknown): void => port.post({ kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  port.onMessage((message) => {
    if (message.kind === 'start') {
      const shared = message.shared!;
      let ready: Engine | undefined;
      let ticks = 0;
      const bridge: Bridge = {
        call: (request) =>
          awaitReply(
            shared,
            () => port.post({ kind: 'call', request, progress: ready!.progress() }),
            () => port.post({ kind: 'more' }),
          ),
        tick() {
          if (++ticks % TICKS_PER_REPORT === 0) bridge.call({ name: 'spin', args: [] });
          return false;
        },
      };
      engine = loadEngine(message.engine).then((make) => make(message.setup, bridge));
      engine.then((made) => {
        ready = made;
        port.post({ kind: 'done', value: null, progress: made.progress() });
      }, broken);
      return;
    }
    void engine?.then((made) => {
      const value = made.turn(message.request, message.nowMs);
      port.post({ kind: 'done', value, progress: made.progress() });
    }).catch(broken);
  });
}
