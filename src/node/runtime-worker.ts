import { parentPort } from 'node:worker_threads';
import type { ToEngine } from '../programs/runtimes/host';
import { serveEngine } from '../programs/runtimes/worker/serve-engine';

const port = parentPort!;
serveEngine({ post: (message) => port.postMessage(message), onMessage: (receive) => port.on('message', (message: ToEngine) => receive(message)) });
