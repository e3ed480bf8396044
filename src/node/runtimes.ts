import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromEngine, RuntimeHost } from '../programs/runtimes/host';
import { workerHost } from '../programs/runtimes/worker/threads';

/** The bundled Worker lies beside the command, or above its chunks. */
function workerFile(): string | undefined {
  return ['./runtime-worker.js', '../runtime-worker.js'].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));
}

/** Interpreters in worker_threads; undefined where the Worker isn't built (they then run in the machine's thread). */
export function nodeRuntimes(file = workerFile()): RuntimeHost | undefined {
  if (file === undefined) return undefined;
  return workerHost(
    () => {
      const worker = new Worker(file, { stdout: false, stderr: false });
      // A simulated process doesn't keep the real one alive.
      worker.unref();
      return {
        post: (message) => worker.postMessage(message),
        onMessage: (receive) => void worker.on('message', (message: FromEngine) => receive(message)),
        onError: (receive) => void worker.on('error', (error: unknown) => receive(error instanceof Error ? error.message : String(error))),
        terminate: () => void worker.terminate(),
      };
    },
    (ms, fn) => {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
  );
}
