import { isSysError } from '../machine/errno';
import { RAW } from '../machine/tty/types';
import type { Duplex } from '../lib/stream';
import { copy, demultiplex } from '../client/streams';
import type { Cli } from './cli';
import { DEFAULT_DETACH_KEYS, Detached, EscapeWatch, parseDetachKeys } from './detach-keys';

export interface StreamPlan {
  stream: Duplex;
  tty: boolean;
  stdin: boolean;
  stdout: boolean;
  stderr: boolean;
  detachKeys: string;
}

/**
 * Ties this process's streams to an attached container or exec until its output ends, or until the keys that detach
 * are typed (docker/cli hijackedIOStreamer). With a terminal on both sides, ours is raw meanwhile.
 */
export async function tieStreams(cli: Cli, plan: StreamPlan): Promise<void> {
  const { sys } = cli;
  const { stream } = plan;
  const saved = plan.stdin && plan.tty && sys.isatty(0) ? sys.tcgetattr(0) : undefined;
  if (saved) sys.tcsetattr(0, RAW);
  const restore = (): void => {
    if (saved) sys.tcsetattr(0, saved);
  };
  try {
    let detached: (error: Error) => void = () => undefined;
    const detaching = new Promise<never>((_, reject) => (detached = reject));
    detaching.catch(() => undefined);
    if (plan.stdin) sys.thread(() => pumpInput(cli, plan, detached));
    else stream.closeWrite();
    await Promise.race([pumpOutput(cli, plan), detaching]);
  } finally {
    restore();
    stream.close();
  }
}

async function pumpOutput(cli: Cli, plan: StreamPlan): Promise<void> {
  const stdout = (bytes: Uint8Array): Promise<void> => (plan.stdout ? cli.out(bytes) : Promise.resolve());
  const stderr = (bytes: Uint8Array): Promise<void> => (plan.stderr ? cli.err(bytes) : Promise.resolve());
  const reader = { read: (max?: number) => again(() => plan.stream.read(max)) };
  if (plan.tty) await copy(reader, stdout);
  else await demultiplex(reader, stdout, stderr);
}

async function pumpInput(cli: Cli, plan: StreamPlan, detached: (error: Error) => void): Promise<void> {
  let watch: EscapeWatch | undefined;
  if (plan.tty) {
    try {
      watch = new EscapeWatch(parseDetachKeys(plan.detachKeys || DEFAULT_DETACH_KEYS));
    } catch {
      watch = new EscapeWatch(parseDetachKeys(DEFAULT_DETACH_KEYS));
    }
  }
  try {
    for (;;) {
      const bytes = await again(() => cli.sys.read(0));
      if (bytes.length === 0) break;
      const passed = watch ? watch.push(bytes) : bytes;
      if (passed.length > 0) await plan.stream.write(passed);
    }
    plan.stream.closeWrite();
  } catch (error) {
    if (error instanceof Detached) return detached(error);
    if (error instanceof Error && error.name === 'ProcessKilled') throw error;
    // The other side is gone: its output tells the rest.
  }
}

/** A call that a handled signal interrupted is made again. */
async function again<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isSysError(error, 'EINTR')) throw error;
    }
  }
}

/** cli/streams.In.CheckTty. */
export function checkTty(cli: Cli, attachStdin: boolean, tty: boolean): void {
  if (attachStdin && tty && !cli.isTty(0)) {
    throw new Error('cannot attach stdin to a TTY-enabled container because stdin is not a terminal');
  }
}
