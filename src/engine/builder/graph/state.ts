import { EnvList } from '../dockerfile/env';
import type { Vertex } from './vertex';

/** A file system in the making, with what the next process on it would get (LLB's State). Immutable. */
export interface State {
  /** Undefined is the empty file system. */
  readonly root: Vertex | undefined;
  readonly env: EnvList;
  readonly dir: string;
  readonly user: string;
}

export const SCRATCH: State = { root: undefined, env: EnvList.empty, dir: '/', user: '' };
