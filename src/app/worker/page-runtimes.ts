import type { FromEngine, RuntimeHost } from '../../programs/runtimes/host';
import { workerHost } from '../../programs/runtimes/worker/threads';

/** Interpreters in nested Workers where the page is cross-origin isolated; else they run in the machine's own. */
export function pageRuntimes(): RuntimeHost | undefined {
  if (typeof SharedArrayBuffer === 'undefined' || !crossOriginIsolated) return undefined;
  return workerHost(
    () => {
      const worker = new Worker(new URL('./runtime-worker.ts', import.meta.url), { type: 'module' });
      return {
        post: (message) => worker.postMessage(message),
        onMessage: (receive) => worker.addEventListener('message', (event: MessageEvent<FromEngine>) => receive(event.data)),
        onError: (receive) => worker.addEventListener('error', (event) => receive(event.message)),
        terminate: () => worker.terminate(),
      };
    },
    (ms, fn) => {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
  );
}
