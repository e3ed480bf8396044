import type { Cgroup, Namespaces } from '../../machine/kernel-types';
import type { NetNamespace } from '../../machine/net/types';
import type { Timer } from '../../lib/clock';
import type { Signal } from '../engine';
import type { JsonLog } from './json-log';
import { StreamHub } from './stream-hub';

/** A container's running process and what belongs to it. */
export interface Task {
  pid: number;
  namespaces: Namespaces;
  cgroup: Cgroup;
  /** dockerd's end of stdin: a pipe, or the terminal's master. */
  stdinFd: number | undefined;
  /** The terminal's master. */
  ttyFd: number | undefined;
  /** dockerd's read ends. */
  outputs: { fd: number; stream: 'stdout' | 'stderr' }[];
  /** Fires when every output has come to its end. */
  drained: Signal;
  /** Fires when the exit has been dealt with. */
  finished: Signal<number>;
}

/** Embedded DNS of a container's network namespace. */
export interface SandboxSockets {
  udpFd: number;
  tcpFd: number;
}

/** A published port: its listening socket, and the docker-proxy that serves it. */
export interface PortProxy {
  proto: string;
  hostIp: string;
  hostPort: number;
  containerPort: number;
  /** 0 when another's socket serves it. */
  pid: number;
}

/** What of a container is alive in this dockerd, beside its record. */
export class LiveContainer {
  readonly hub = new StreamHub();
  task: Task | undefined;
  /** Its own network namespace: not of `host` and `container:` modes. */
  net: NetNamespace | undefined;
  dns: SandboxSockets | undefined;
  proxies: PortProxy[] = [];
  /** A restart that is waited for. */
  restartTimer: Timer | undefined;
  restartDelayMs = 0;
  /** What a stop asked for, so that its event comes before the exit's. */
  stopEvent = false;
  healthStop: (() => void) | undefined;
  /** Destinations of the volumes that are mounted. */
  readonly mounted = new Set<string>();
  log: JsonLog | undefined;
  private readonly exits = new Set<(code: number) => void>();
  private readonly removals = new Set<(code: number) => void>();

  onExit(listener: (code: number) => void): () => void {
    this.exits.add(listener);
    return () => this.exits.delete(listener);
  }

  onRemoved(listener: (code: number) => void): () => void {
    this.removals.add(listener);
    return () => this.removals.delete(listener);
  }

  private readonly logWaiters = new Set<() => void>();
  /** Waits for the container to run again (`logs -f` of a stopped one that restarts). */
  onStart(listener: () => void): () => void {
    this.logWaiters.add(listener);
    return () => this.logWaiters.delete(listener);
  }

  startedUp(): void {
    for (const listener of [...this.logWaiters]) listener();
  }

  exited(code: number): void {
    const listeners = [...this.exits];
    this.exits.clear();
    for (const listener of listeners) listener(code);
  }

  removed(code: number): void {
    const listeners = [...this.removals];
    this.removals.clear();
    for (const listener of listeners) listener(code);
  }
}
