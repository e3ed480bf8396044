import { EngineError, invalid } from '../../api/errors';
import { utf8 } from '../../lib/bytes';
import { AsyncQueue } from '../async-queue';
import type { Engine } from '../engine';
import { formatNanosFixed, millisOf, type Nanos } from '../go-time';
import { clientBytes } from './attach';
import { readLog, type LogEntry } from './json-log';
import { isRunning } from './record';
import type { Container } from './store';

export interface LogOptions {
  stdout: boolean;
  stderr: boolean;
  follow: boolean;
  timestamps: boolean;
  details: boolean;
  since: Nanos | undefined;
  until: Nanos | undefined;
  /** Undefined is all. */
  tail: number | undefined;
}

/** Refuses what can't be answered, before the answer has begun. */
export function checkLogs(container: Container, options: LogOptions): void {
  if (!options.stdout && !options.stderr) throw invalid('Bad parameters: you must choose at least one stream');
  const driver = container.record.hostConfig.LogConfig.Type;
  if (driver !== 'json-file' && driver !== 'local') throw new EngineError('notImplemented', 'configured logging driver does not support reading');
}

/** GET /containers/{id}/logs (moby daemon/logs.go). */
export async function* containerLogs(engine: Engine, container: Container, options: LogOptions, gone: Promise<void>): AsyncGenerator<Uint8Array> {
  const tty = container.record.config.Tty;
  const queue = new AsyncQueue<LogEntry>();
  const stops: (() => void)[] = [];
  const follow = options.follow && isRunning(container.record);
  const past = readLog(engine.sys, container.logPath);
  if (follow) {
    const watch = (): void => {
      const stop = container.live.log?.listen((entries) => entries.forEach((entry) => queue.push(entry)));
      if (stop) stops.push(stop);
    };
    watch();
    const onStart = container.live.onStart(watch);
    const onExit = (): void => {
      if (container.status === 'restarting') stops.push(container.live.onExit(onExit));
      else queue.end();
    };
    stops.push(onStart, container.live.onExit(onExit));
    if (options.until !== undefined) {
      const timer = engine.kernel.clock.at(millisOf(options.until), () => queue.end());
      stops.push(() => timer.cancel());
    }
    void gone.then(() => queue.end());
  }
  try {
    for (const entry of options.tail === undefined ? past : past.slice(Math.max(0, past.length - options.tail))) {
      const bytes = entryBytes(entry, options, tty);
      if (bytes) yield bytes;
    }
    while (follow) {
      const entry = await queue.next();
      if (!entry) return;
      const bytes = entryBytes(entry, options, tty);
      if (bytes) yield bytes;
    }
  } finally {
    for (const stop of stops) stop();
  }
}

function entryBytes(entry: LogEntry, options: LogOptions, tty: boolean): Uint8Array | undefined {
  if (entry.stream === 'stdout' ? !options.stdout : !options.stderr) return undefined;
  if (options.since !== undefined && entry.time < options.since) return undefined;
  if (options.until !== undefined && entry.time > options.until) return undefined;
  let line = entry.line;
  if (options.details) {
    const attrs = Object.entries(entry.attrs ?? {}).map(([key, value]) => `${key}=${value}`);
    line = `${attrs.join(',')} ${line}`;
  }
  if (options.timestamps) line = `${formatNanosFixed(entry.time)} ${line}`;
  return clientBytes(entry.stream, utf8(line), !tty);
}
