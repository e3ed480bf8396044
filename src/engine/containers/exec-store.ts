import { notFound } from '../../api/errors';
import type { Credentials } from '../../machine/sys';
import type { Signal } from '../engine';
import { StreamHub } from './stream-hub';

/** A process that was added to a container (moby daemon/container/exec.go). */
export interface ExecRecord {
  id: string;
  containerId: string;
  argv: string[];
  env: string[];
  workingDir: string;
  user: string;
  tty: boolean;
  privileged: boolean;
  openStdin: boolean;
  openStdout: boolean;
  openStderr: boolean;
  detachKeys: string;
  consoleSize: [number, number] | undefined;
  running: boolean;
  started: boolean;
  exitCode: number | null;
  pid: number;
}

export interface LiveExec {
  record: ExecRecord;
  credentials: Credentials | undefined;
  hub: StreamHub;
  ttyFd: number | undefined;
  done: Signal<number>;
}

/** Execs by id; a container's go when it stops. */
export class ExecStore {
  private readonly byId = new Map<string, LiveExec>();

  add(exec: LiveExec): void {
    this.byId.set(exec.record.id, exec);
  }

  get(id: string): LiveExec {
    const exec = this.byId.get(id);
    if (!exec) throw notFound(`No such exec instance: ${id}`);
    return exec;
  }

  all(): LiveExec[] {
    return [...this.byId.values()];
  }

  of(containerId: string): LiveExec[] {
    return this.all().filter((exec) => exec.record.containerId === containerId);
  }

  /** Ids of those that run, as inspect shows them; null without any. */
  runningIds(containerId: string): string[] | null {
    const ids = this.of(containerId).filter((exec) => exec.record.running).map((exec) => exec.record.id);
    return ids.length > 0 ? ids : null;
  }

  forget(containerId: string): void {
    for (const exec of this.of(containerId)) this.byId.delete(exec.record.id);
  }
}
