import type { EngineThread, FromEngine, RuntimeHost, ToEngine } from '../host';
import { SHARED_BYTES } from './shared-answer';

/** A platform's Worker, as far as it is needed here. */
export interface PlatformWorker {
  post(message: ToEngine): void;
  onMessage(receive: (message: FromEngine) => void): void;
  onError(receive: (message: string) => void): void;
  terminate(): void;
}

/** Real time: for noticing that an interpreter is busy with one long step. */
export type After = (ms: number, fn: () => void) => () => void;

/** A host that gives every interpreter a Worker of its own. */
export function workerHost(makeWorker: () => PlatformWorker, after: After): RuntimeHost {
  return { start: () => startThread(makeWorker(), after) };
}

function startThread(worker: PlatformWorker, after: After): EngineThread {
  const shared = new SharedArrayBuffer(SHARED_BYTES);
  const arrived: FromEngine[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const arrive = (message: FromEngine): void => {
    arrived.push(message);
    wake?.();
  };
  worker.onMessage(arrive);
  worker.onError((message) => arrive({ kind: 'broken', message }));
  return {
    shared,
    post: (message) => worker.post(message.kind === 'start' ? { ...message, shared } : message),
    async next(limitMs) {
      if (arrived.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          const cancel = after(limitMs, resolve);
          wake = () => {
            cancel();
            resolve();
          };
        });
        wake = undefined;
      }
      return arrived.shift();
    },
    terminate() {
      if (ended) return;
      ended = true;
      worker.terminate();
      wake?.();
    },
  };
}
