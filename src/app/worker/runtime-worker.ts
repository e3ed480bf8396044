import type { ToEngine } from '../../programs/runtimes/host';
import { serveEngine } from '../../programs/runtimes/worker/serve-engine';

// A Worker of the machine's Worker: one interpreter of a learner's program.
serveEngine({ post: (message) => postMessage(message), onMessage: (receive) => (onmessage = (event: MessageEvent<ToEngine>) => receive(event.data)) });
