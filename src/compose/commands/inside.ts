import { containerInspect } from '../../client/container';
import { jsonValues } from '../../client/streams';
import { events as engineEvents } from '../../client/system';
import { apiTime, logTime } from '../../cli/command/time';
import { notSimulated, StatusError } from '../../cli/errors';
import { quoteJson } from '../../lib/gojson';
import { formatTimestampNs } from '../../lib/timestamp';
import { sortedKeys } from '../load/value';
import { showLogs } from '../operations/attach';
import { labelFilter, listContainers, nameOf, projectLabel, serviceOf, shortName, specifiedContainer, type Container } from '../operations/containers';
import { LABEL } from '../operations/labels';
import { LogConsumer } from '../operations/log-consumer';
import { monitor } from '../operations/monitor';
import { together } from '../operations/order';
import { done, working } from '../progress/events';
import { docker, nameOnly, projectOrName, type ComposeVerb, type ComposeVerbs } from './verb';

const exec: ComposeVerb = async ({ app, flags, args }) => {
  const [service, ...command] = args as [string, ...string[]];
  const container = await specifiedContainer(app, await nameOnly(app), 'include', false, service, flags.number('index'));
  await app.flush();
  const noTtyGiven = flags.changed('no-tty') || flags.changed('no-TTY');
  const tty = noTtyGiven ? !(flags.bool('no-tty') || flags.bool('no-TTY')) : app.cli.isTty(1);
  const words = [
    ...(flags.bool('detach') ? ['--detach'] : []), ...(flags.bool('interactive') ? ['--interactive'] : []), ...(tty ? ['--tty'] : []),
    ...(flags.bool('privileged') ? ['--privileged'] : []), ...flags.list('env').map((env) => `--env=${env}`),
    ...(flags.string('user') === '' ? [] : [`--user=${flags.string('user')}`]), ...(flags.string('workdir') === '' ? [] : [`--workdir=${flags.string('workdir')}`]),
  ];
  return docker(app, 'container exec', [...words, container.Id, ...command]);
};

const attach: ComposeVerb = async ({ app, flags, args }) => {
  const container = await specifiedContainer(app, await nameOnly(app), 'include', false, args[0]!, flags.number('index'));
  const words = [...(flags.bool('no-stdin') ? ['--no-stdin'] : []), `--sig-proxy=${String(flags.bool('sig-proxy'))}`, ...(flags.string('detach-keys') === '' ? [] : [`--detach-keys=${flags.string('detach-keys')}`])];
  return docker(app, 'container attach', [...words, container.Id]);
};

const commit: ComposeVerb = async ({ app, flags, args }) => {
  const [service, ...rest] = args as [string, ...string[]];
  const container = await specifiedContainer(app, await nameOnly(app), 'include', true, service, flags.number('index'));
  const words = [...flags.list('change').map((change) => `--change=${change}`), ...(flags.string('author') === '' ? [] : [`--author=${flags.string('author')}`]), ...(flags.string('message') === '' ? [] : [`--message=${flags.string('message')}`])];
  return docker(app, 'container commit', [...words, container.Id, ...rest]);
};

const exportService: ComposeVerb = async ({ app, flags, args }) => {
  const container = await specifiedContainer(app, await nameOnly(app), 'include', true, args[0]!, flags.number('index'));
  return docker(app, 'container export', [...(flags.string('output') === '' ? [] : [`--output=${flags.string('output')}`]), container.Id]);
};

const logs: ComposeVerb = async ({ app, flags, args }) => {
  const index = flags.number('index');
  if (index > 0 && args.length !== 1) throw new Error('--index requires one service to be selected');
  const { project, name } = await projectOrName(app, args);
  let services = [...args];
  if (project && services.length === 0) services = sortedKeys(project.services).filter((service) => project.services[service]!.attach !== false);
  const containers = index > 0
    ? [await specifiedContainer(app, name, 'exclude', true, services[0]!, index)]
    : await listContainers(app, name, 'exclude', true, services);
  const consumer = new LogConsumer(app, { color: !flags.bool('no-color'), prefix: !flags.bool('no-log-prefix'), timestamps: false });
  const now = app.cli.sys.now();
  const options = {
    follow: flags.bool('follow'), timestamps: flags.bool('timestamps'), tail: flags.string('tail'),
    since: logTime(flags.string('since'), now, 'since'), until: logTime(flags.string('until'), now, 'until'),
  };
  const show = (container: Container): Promise<void> => showLogs(app, container, shortName(container), consumer, options);
  if (!options.follow) {
    // All names are known before the first line, so that the columns stand.
    return together(containers, show);
  }
  const tasks: Promise<void>[] = containers.filter(({ State }) => State !== 'created').map(show);
  await monitor(app, name, services, () => undefined, async (event) => {
    if (event.kind === 'exited') await consumer.status(event.name, `exited with code ${event.exitCode}${event.restarting ? ' (restarting)' : ''}`);
    if (event.kind !== 'started') return;
    const details = await containerInspect(app.client, event.id);
    tasks.push(showLogs(app, { Id: event.id }, event.name, consumer, { ...options, since: (details.State as unknown as { StartedAt: string }).StartedAt }));
  });
  await Promise.all(tasks);
};

function splitArgument(argument: string): { service: string; path: string } {
  const at = argument.indexOf(':');
  if (argument.startsWith('/') || argument.startsWith('.') || at === -1) return { service: '', path: argument };
  return { service: argument.slice(0, at), path: argument.slice(at + 1) };
}

const cp: ComposeVerb = async ({ app, flags, args }) => {
  const [from, to] = args.map(splitArgument) as [ReturnType<typeof splitArgument>, ReturnType<typeof splitArgument>];
  if (args.some((argument) => argument === '')) throw new Error('source and destination can not be empty');
  if (from.service !== '' && to.service !== '') throw new Error('copying between services is not supported');
  if (from.service === '' && to.service === '') throw new Error('unknown copy direction');
  const name = await nameOnly(app);
  const service = from.service || to.service;
  const index = flags.number('index');
  const found = index > 0
    ? [await specifiedContainer(app, name, 'exclude', true, service, index)]
    : await listContainers(app, name, flags.bool('all') ? 'include' : 'exclude', true, [service]);
  if (found.length === 0) throw new Error(`no container found for service "${service}"`);
  const words = [...(flags.bool('archive') ? ['--archive'] : []), ...(flags.bool('follow-link') ? ['--follow-link'] : []), '--quiet'];
  await app.run('copy', () => together(from.service === '' ? found : found.slice(0, 1), async (container) => {
    const own = nameOf(container);
    const details = from.service === '' ? `${from.path} to ${own}:${to.path}` : `${own}:${from.path} to ${to.path}`;
    if (to.path !== '-') await app.tell({ ...working(own, 'Copying'), details });
    await docker(app, 'container cp', from.service === '' ? [...words, from.path, `${container.Id}:${to.path}`] : [...words, `${container.Id}:${from.path}`, to.path]);
    if (to.path !== '-') await app.tell({ ...done(own, 'Copied'), details });
  }));
};

interface EngineEvent {
  Type: string;
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
  timeNano?: number;
}

const events: ComposeVerb = async ({ app, flags, args }) => {
  const name = await nameOnly(app);
  const now = app.cli.sys.now();
  const stream = await engineEvents(app.client, {
    filters: labelFilter(projectLabel(name)), since: apiTime(flags.string('since'), now) || undefined, until: apiTime(flags.string('until'), now) || undefined,
  });
  for await (const { Type, Action, Actor, timeNano = 0 } of jsonValues<EngineEvent>(stream)) {
    if (Type !== 'container' || Actor.Attributes[LABEL.oneoff] === 'True') continue;
    const service = Actor.Attributes[LABEL.service] ?? '';
    if (args.length > 0 && !args.includes(service)) continue;
    const attributes = sortedKeys(Actor.Attributes).filter((key) => !key.startsWith('com.docker.compose.'));
    const ns = BigInt(Math.round(timeNano / 1000)) * 1000n;
    if (flags.bool('json')) {
      const pairs = attributes.map((key) => `${quoteJson(key)}:${quoteJson(Actor.Attributes[key]!)}`).join(',');
      await app.cli.line(`{"action":${quoteJson(Action)},"attributes":{${pairs}},"id":"${Actor.ID}","service":${quoteJson(service)},"time":"${formatTimestampNs(ns)}","type":"container"}`);
      continue;
    }
    const seconds = formatTimestampNs((ns / 1_000_000_000n) * 1_000_000_000n).replace('T', ' ').replace('Z', '');
    const micros = String((ns % 1_000_000_000n) / 1000n).padStart(6, '0');
    await app.cli.line(`${seconds}.${micros} container ${Action} ${Actor.ID} (${attributes.map((key) => `${key}=${Actor.Attributes[key]!}`).join(', ')})\n`);
  }
};

const stats: ComposeVerb = async ({ app, flags, args }) => {
  const name = await nameOnly(app);
  const containers = (await listContainers(app, name, 'include', flags.bool('all'))).filter((container) => args.length === 0 || args.includes(serviceOf(container)));
  const words = [
    ...(flags.bool('no-stream') ? ['--no-stream'] : []), ...(flags.bool('no-trunc') ? ['--no-trunc'] : []), ...(flags.string('format') === '' ? [] : [`--format=${flags.string('format')}`]),
  ];
  if (containers.length === 0) throw new StatusError(0);
  return docker(app, 'container stats', [...words, ...containers.map(({ Id }) => Id)]);
};

const missing = (what: string): ComposeVerb => async () => {
  throw notSimulated(`docker compose ${what}`);
};

/** Commands on what runs inside containers. */
export const INSIDE: ComposeVerbs = {
  exec, attach, commit, export: exportService, logs, cp, events, stats,
  watch: missing('watch'), publish: missing('publish'), bridge: missing('bridge'), alpha: missing('alpha'),
};
