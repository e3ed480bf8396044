import type { Kernel } from '../../machine/kernel-types';
import type { NetNamespace } from '../../machine/net/types';
import type { Sys } from '../../machine/sys';

/** The process that builds: dockerd, or a buildkitd of its own. */
export interface BuildHost {
  readonly sys: Sys;
  readonly kernel: Kernel;
  /** The folder where the builder keeps its own. */
  readonly root: string;
  /** The name servers of a step. */
  resolvers(): string[];
  /** Gives a step's network an address, and tells how it is taken away again. Without it steps share the builder's network. */
  readonly plug?: (net: NetNamespace) => (() => void) | undefined;
  /** What builds may be granted (`network.host`, `security.insecure`); anything where nobody says. */
  readonly entitlements?: readonly string[];
  /** Logs an event. */
  event(type: string, action: string, id: string, attributes: Readonly<Record<string, string>>): void;
}
