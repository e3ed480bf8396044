import type { Sys } from '../machine/sys';
import type { Kernel } from '../machine/kernel-types';
import { isSysError } from '../machine/errno';
import { ProcessKilled } from '../machine/process/process-killed';
import { StreamClosed } from '../lib/stream';
import { isEngineError } from '../api/errors';
import type { ImageService } from './images/ports';
import type { ContainerStore } from './containers/store';
import type { ExecStore } from './containers/exec-store';
import type { EventLog } from './system/event-log';
import type { NetworkStore } from './networks/store';
import type { VolumeStore } from './volumes/store';
import type { BuildBackend } from './api/backends';
import type { Nanos } from './go-time';

/** Settings of /etc/docker/daemon.json and of dockerd's flags. */
export interface DaemonConfig {
  dataRoot: string;
  execRoot: string;
  hosts: readonly string[];
  debug: boolean;
  labels: readonly string[];
  insecureRegistries: readonly string[];
  registryMirrors: readonly string[];
  dns: readonly string[];
  logDriver: string;
  logOpts: Readonly<Record<string, string>>;
  bip: string | undefined;
  shutdownTimeoutSeconds: number;
  liveRestore: boolean;
  userlandProxy: boolean;
  defaultAddressPools: readonly { base: string; size: number }[];
  /** What builds may be granted. */
  buildEntitlements: readonly string[];
}

/** The engine's parts, as they see one another. */
export interface Engine {
  readonly sys: Sys;
  readonly kernel: Kernel;
  readonly config: DaemonConfig;
  readonly id: string;
  /** The time; never the same twice, so that creations and events have an order. */
  now(): Nanos;
  readonly events: EventLog;
  readonly images: ImageService;
  readonly containers: ContainerStore;
  readonly execs: ExecStore;
  readonly networks: NetworkStore;
  readonly volumes: VolumeStore;
  readonly build: BuildBackend | undefined;
  /** Whether a published TCP port can be had outside of the machine, too; undefined where nobody asks. */
  readonly claimPort: ((port: number) => Promise<boolean>) | undefined;
  /** True from the moment that SIGTERM came. */
  stopping: boolean;
}

/** What a failing flow may throw without anything being wrong with the engine: system calls, streams, refusals. */
export function isExpected(error: unknown): boolean {
  return isSysError(error) || isEngineError(error) || error instanceof StreamClosed;
}

/**
 * Runs a flow of dockerd beside its main one. Expected failures end that flow alone; a fault of the engine itself is
 * written to its log and ends no more than that either.
 */
export function background(engine: { readonly sys: Sys }, flow: () => Promise<void>): void {
  engine.sys.thread(async () => {
    try {
      await flow();
    } catch (error) {
      if (error instanceof ProcessKilled) throw error;
      if (!isExpected(error)) await logFault(engine.sys, error);
    }
  });
}

/** Tells a fault of the engine itself in its log, as dockerd writes it. */
export async function logFault(sys: Sys, error: unknown): Promise<void> {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await sys.write(2, `level=error msg=${JSON.stringify(text)}\n`);
}

/** A moment that several flows wait for. */
export class Signal<T = void> {
  private waiting: ((value: T) => void)[] = [];
  private fired: { value: T } | undefined;

  get done(): boolean {
    return this.fired !== undefined;
  }
  get value(): T | undefined {
    return this.fired?.value;
  }

  wait(): Promise<T> {
    if (this.fired) return Promise.resolve(this.fired.value);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  fire(value: T): void {
    if (this.fired) return;
    this.fired = { value };
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve(value);
  }
}

/** True when `signal` fired before the time was over. */
export async function within(engine: { readonly kernel: Kernel }, signal: Promise<unknown>, ms: number): Promise<boolean> {
  let over: (value: boolean) => void = () => undefined;
  const late = new Promise<boolean>((resolve) => (over = resolve));
  const timer = engine.kernel.clock.at(engine.kernel.clock.now() + ms, () => over(false));
  const first = await Promise.race([signal.then(() => true), late]);
  timer.cancel();
  return first;
}

/** Lets the time pass that the real engine's own work takes (containerd, runc, network set-up). */
export async function takeTime(engine: { readonly sys: Sys }, ms: number): Promise<void> {
  try {
    await engine.sys.sleep(ms);
  } catch (error) {
    if (!isSysError(error, 'EINTR')) throw error;
  }
}

/** One at a time, in the order of asking. */
export class Mutex {
  private tail: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.tail.then(work);
    this.tail = result.catch(() => undefined);
    return result;
  }
}
