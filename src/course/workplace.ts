import type { Transport } from '../api/transport';

/** Where a learner works, as far as checks look at it besides the engine: the simulated host, or the bridge's folder and probe. */
export interface Workplace {
  /** Runs a command line as the learner, without a terminal. */
  sh(command: string): Promise<{ stdout: string; status: number }>;
  /** A host file's text; undefined where there is none. */
  readFile(path: string): Promise<string | undefined>;
  /** GETs http://localhost:PORT/PATH; undefined when nothing answers. */
  fetch(port: number, path: string): Promise<{ status: number; body: string } | undefined>;
  readonly transport: Transport;
}
