import type { Credentials } from '../sys';
import type { Location } from './location';
import type { MountNamespaceImpl } from './mount-namespace';

/** What path operations need to know of a process. */
export interface FsContext {
  ns: MountNamespaceImpl;
  root: Location;
  cwd: Location;
  credentials: Credentials;
  umask: number;
  now(): number;
}
