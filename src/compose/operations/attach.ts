import { containerAttach, containerInspect, containerLogs } from '../../client/container';
import { copy, demultiplex } from '../../client/streams';
import { apiTime } from '../../cli/command/time';
import type { App } from '../app';
import { byName, listContainers, shortName, type Container } from './containers';
import { LineSplitter, type LogConsumer } from './log-consumer';

/** Reads a container's output in lines until it ends. */
async function readLines(reader: Parameters<typeof copy>[0], tty: boolean, emit: (line: string, fd: 1 | 2) => Promise<void>, unended = true): Promise<void> {
  const out = new LineSplitter((line) => emit(line, 1));
  const err = new LineSplitter((line) => emit(line, 2));
  if (tty) await copy(reader, (bytes) => out.push(bytes));
  else await demultiplex(reader, (bytes) => out.push(bytes), (bytes) => err.push(bytes));
  if (!unended) return;
  await out.end();
  await err.end();
}

/** Attaches to services' containers, started or not; gives, by container, when its output is over. */
export async function attach(app: App, project: string, services: readonly string[], consumer: LogConsumer): Promise<Map<string, Promise<void>>> {
  const containers = byName(await listContainers(app, project, 'exclude', true, services));
  const ends = new Map<string, Promise<void>>();
  if (containers.length === 0) return ends;
  await app.flush();
  await app.cli.line(`Attaching to ${containers.map(shortName).join(', ')}`);
  for (const container of containers) {
    const details = await containerInspect(app.client, container.Id);
    const { stream } = await containerAttach(app.client, container.Id, { stdout: true, stderr: true });
    const name = shortName(container);
    ends.set(container.Id, readLines(stream, details.Config.Tty, (line, fd) => consumer.line(name, line, fd)).catch(() => undefined));
  }
  return ends;
}

export interface LogsOptions {
  follow?: boolean;
  since?: string;
  until?: string;
  tail?: string;
  timestamps?: boolean;
}

/** A container's log in lines, all of them on stdout; what has no end of line yet isn't shown. */
export async function showLogs(app: App, container: Pick<Container, 'Id'>, name: string, consumer: LogConsumer, options: LogsOptions): Promise<void> {
  const details = await containerInspect(app.client, container.Id);
  const since = options.since ? apiTime(options.since, app.cli.sys.now()) : undefined;
  const body = await containerLogs(app.client, container.Id, { ...options, since });
  await readLines(body, details.Config.Tty, (line) => consumer.line(name, line), false);
}
