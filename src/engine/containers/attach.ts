import { encodeFrame } from '../../api/stdcopy';
import { utf8 } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import { background, Signal, takeTime, type Engine } from '../engine';
import { containerEvent } from './events';
import { DetachWatcher, parseDetachKeys } from './detach-keys';
import { readLog } from './json-log';
import type { Container } from './store';
import type { OutputStream, StreamHub } from './stream-hub';

export interface AttachOptions {
  stdin: boolean;
  stdout: boolean;
  stderr: boolean;
  tty: boolean;
  /** Whether stdout and stderr come in frames of their own. */
  framed: boolean;
  /** The client's end of input is the process's. */
  closeStdin: boolean;
  detachKeys: string;
}

const DEFAULT_DETACH = 'ctrl-p,ctrl-q';
/** What reading the log's file takes; clients have read the answer's head by then. */
const LOG_MS = 10;

/** Bytes of a stream as an attached client gets them. */
export function clientBytes(stream: OutputStream, bytes: Uint8Array, framed: boolean): Uint8Array {
  return framed ? encodeFrame(stream, bytes) : bytes;
}

/** Joins a client's connection to a process's streams until they end or the client detaches; true when it did. */
export async function joinStreams(engine: Engine, hub: StreamHub, raw: Duplex, options: AttachOptions): Promise<boolean> {
  const over = new Signal<boolean>();
  const leave = hub.attach({
    write: async (stream, bytes) => {
      if (stream === 'stdout' ? options.stdout : options.stderr) await raw.write(clientBytes(stream, bytes, options.framed));
    },
    end: () => over.fire(false),
  });
  if (options.stdin) {
    const watcher = new DetachWatcher(options.tty || options.detachKeys ? parseDetachKeys(options.detachKeys || DEFAULT_DETACH) : []);
    background(engine, async () => {
      const sink = await hub.stdin();
      for (;;) {
        const typed = await raw.read();
        if (typed.length === 0) break;
        const { bytes, detach } = watcher.take(typed);
        if (bytes.length > 0) await sink?.write(bytes);
        if (detach) {
          over.fire(true);
          return;
        }
      }
      if (options.closeStdin) sink?.close();
    });
  }
  const detached = await over.wait();
  leave();
  return detached;
}

/** POST /containers/{id}/attach, once the connection is a raw stream (moby daemon/attach.go); `framed` tells both outputs apart. */
export async function attachContainer(engine: Engine, container: Container, raw: Duplex, options: { stdin: boolean; stdout: boolean; stderr: boolean; logs: boolean; stream: boolean; detachKeys: string }, framed = !container.record.config.Tty): Promise<void> {
  const { config } = container.record;
  containerEvent(engine, container, 'attach');
  if (options.logs) {
    await takeTime(engine, LOG_MS);
    for (const entry of readLog(engine.sys, container.logPath)) {
      if (entry.stream === 'stdout' ? options.stdout : options.stderr) await raw.write(clientBytes(entry.stream, utf8(entry.line), framed));
    }
  }
  if (!options.stream) return;
  const detached = await joinStreams(engine, container.live.hub, raw, {
    stdin: options.stdin && config.OpenStdin, stdout: options.stdout, stderr: options.stderr, tty: config.Tty, framed, closeStdin: config.StdinOnce, detachKeys: options.detachKeys,
  });
  if (detached) containerEvent(engine, container, 'detach');
}
