import type { Schemas } from '../../api/types';
import { containerInspect, containerList, containerTop } from '../../client/container';
import { imageInspect } from '../../client/image';
import { isNotFound } from '../../client/errors';
import { volumeList } from '../../client/volume';
import { formatVolumes } from '../../cli/formatter/volume';
import { namedImage } from '../../cli/command/pull';
import { marshal } from '../../lib/gojson';
import { parseRfc3339Ms } from '../../lib/timestamp';
import { tabulate } from '../../lib/tabwriter';
import { humanDuration, humanSize } from '../../lib/units';
import { truncateId } from '../../lib/width';
import { sortedKeys } from '../load/value';
import { byName, labelFilter, labelOf, listContainers, nameOf, projectLabel, serviceOf, specifiedContainer, type Container } from '../operations/containers';
import { LABEL } from '../operations/labels';
import { formatContainers, type ContainerRow } from './format-containers';
import { nameOnly, projectOrName, type ComposeVerb, type ComposeVerbs } from './verb';

const table = (rows: readonly (readonly string[])[]): string => tabulate(rows.map((row) => row.join('\t') + '\n').join(''), { minWidth: 20, tabWidth: 1, padding: 3 });

function statuses(filter: string, given: readonly string[]): string[] {
  if (filter === '') return [...given];
  const [key, value] = filter.split('=');
  if (value === undefined) throw new Error('arguments to --filter should be in form KEY=VAL');
  if (key === 'source') throw new Error('not implemented');
  if (key !== 'status') throw new Error(`unknown filter ${key}`);
  return [...given, value];
}

const ps: ComposeVerb = async ({ app, flags, args }) => {
  const wanted = statuses(flags.string('filter'), flags.list('status'));
  const { project, name } = await projectOrName(app, args);
  let services = args;
  if (project) {
    const unknown = args.find((service) => !project.services[service]);
    if (unknown !== undefined) throw new Error(`no such service: ${unknown}`);
    if (args.length === 0 && !flags.bool('orphans')) services = sortedKeys(project.services);
  }
  const all = flags.bool('all') || wanted.length > 0;
  let containers = await listContainers(app, name, all ? 'include' : 'exclude', all, services);
  if (wanted.length > 0) containers = containers.filter(({ State }) => wanted.includes(State));
  const rows: ContainerRow[] = [];
  for (const container of byName(containers)) {
    const { State: state } = (await containerInspect(app.client, container.Id)) as unknown as { State: { Status: string; ExitCode: number; Health?: { Status: string } } };
    const over = state.Status === 'exited' || state.Status === 'dead';
    rows.push({ container, health: state.Status === 'running' ? (state.Health?.Status ?? '') : '', exitCode: over ? state.ExitCode : 0 });
  }
  await app.flush();
  if (flags.bool('quiet')) return app.cli.out(rows.map(({ container }) => `${container.Id}\n`).join(''));
  if (flags.bool('services')) return app.cli.line([...new Set(rows.map(({ container }) => serviceOf(container)))].join('\n'));
  const format = flags.changed('format') ? flags.string('format') : app.cli.config.string('psFormat') || 'table';
  await app.cli.out(formatContainers(rows, { format, trunc: !flags.bool('no-trunc'), now: app.cli.sys.now() }));
};

function combinedStatus(containers: readonly Container[]): string {
  const counts: Record<string, number> = {};
  for (const { State } of containers) counts[State] = (counts[State] ?? 0) + 1;
  return sortedKeys(counts).map((state) => `${state}(${counts[state]!})`).join(', ');
}

const ls: ComposeVerb = async ({ app, flags }) => {
  const filters = flags.filters();
  const names = (JSON.parse(filters.toJson() || '{}') as Record<string, Record<string, boolean>>);
  const unknown = Object.keys(names).find((key) => key !== 'name');
  if (unknown !== undefined) throw new Error(`invalid filter '${unknown}'`);
  const containers = (await containerList(app.client, { all: flags.bool('all'), filters: labelFilter(LABEL.project, LABEL.configHash) })) as Container[];
  const projects: Record<string, Container[]> = {};
  for (const container of containers) (projects[labelOf(container, LABEL.project)] ??= []).push(container);
  const patterns = Object.keys(names.name ?? {});
  const rows = sortedKeys(projects).filter((name) => patterns.length === 0 || patterns.some((pattern) => new RegExp(pattern).test(name))).map((name) => ({
    Name: name,
    Status: combinedStatus(projects[name]!),
    ConfigFiles: [...new Set(projects[name]!.flatMap((container) => labelOf(container, LABEL.configFiles).split(',')))].join(','),
  }));
  if (flags.bool('quiet')) return app.cli.out(rows.map(({ Name }) => `${Name}\n`).join(''));
  if (flags.string('format') === 'json') return app.cli.line(marshal(rows));
  await app.cli.out(table([['NAME', 'STATUS', 'CONFIG FILES'], ...rows.map(({ Name, Status, ConfigFiles }) => [Name, Status, ConfigFiles])]));
};

interface ImageRow {
  ID: string;
  ContainerName: string;
  Repository: string;
  Tag: string;
  Platform: string;
  Size: number;
  Created?: string;
  LastTagTime?: string;
}

async function imageRow(app: Parameters<ComposeVerb>[0]['app'], container: Container): Promise<ImageRow> {
  const { Image: name = '', ImageID: id = '' } = container;
  const reference = name.startsWith('sha256:') ? undefined : namedImage(name);
  const row: ImageRow = { ID: id, ContainerName: nameOf(container), Repository: reference?.familiarName ?? '', Tag: reference?.tag ?? '', Platform: '', Size: 0 };
  // What the container runs of an image of several platforms.
  const made = container.ImageManifestDescriptor?.platform;
  const image = (await imageInspect(app.client, name, made ? { platform: JSON.stringify(made) } : {}).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  })) as (Schemas['ImageInspect'] & { Variant?: string }) | undefined;
  if (!image) return row;
  const platform = `${image.Os ?? ''}/${image.Architecture ?? ''}${image.Variant ? `/${image.Variant}` : ''}`;
  return { ...row, ID: image.Id ?? id, Platform: platform, Size: image.Size ?? 0, Created: image.Created ?? undefined, LastTagTime: image.Metadata?.LastTagTime ?? undefined };
}

const images: ComposeVerb = async ({ app, flags, args }) => {
  const name = await nameOnly(app);
  const containers = byName((await containerList(app.client, { all: true, filters: labelFilter(projectLabel(name)) })) as Container[]).filter((container) => args.length === 0 || args.includes(serviceOf(container)));
  const rows = await Promise.all(containers.map((container) => imageRow(app, container)));
  await app.flush();
  if (flags.bool('quiet')) return app.cli.out([...new Set(rows.map(({ ID }) => ID.replace(/^.*:/, '')))].map((id) => `${id}\n`).join(''));
  if (flags.string('format') === 'json') return app.cli.line(marshal(rows));
  const now = app.cli.sys.now();
  const lines = rows.map((row) => [
    row.ContainerName, row.Repository || '<none>', row.Tag || '<none>', row.Platform, truncateId(row.ID), humanSize(row.Size, 3),
    row.Created ? `${humanDuration(now - parseRfc3339Ms(row.Created))} ago` : 'N/A',
  ]);
  await app.cli.out(table([['CONTAINER', 'REPOSITORY', 'TAG', 'PLATFORM', 'IMAGE ID', 'SIZE', 'CREATED'], ...lines]));
};

const top: ComposeVerb = async ({ app, args }) => {
  const name = await nameOnly(app);
  const containers = byName(await listContainers(app, name, 'include', false)).filter((container) => args.length === 0 || args.includes(serviceOf(container)));
  const titles: string[] = ['SERVICE', '#'];
  const rows: Record<string, string>[] = [];
  for (const container of containers) {
    const { Titles, Processes } = await containerTop(app.client, container.Id, []);
    for (const title of Titles) if (!titles.includes(title)) titles.push(title);
    for (const process of Processes ?? []) {
      rows.push({ SERVICE: serviceOf(container) || nameOf(container), '#': labelOf(container, LABEL.number), ...Object.fromEntries(Titles.map((title, i) => [title, process[i]!])) });
    }
  }
  await app.flush();
  if (rows.length === 0) return;
  const header = [...titles.filter((title) => title !== 'CMD'), ...titles.filter((title) => title === 'CMD')];
  const lines = [header, ...rows.map((row) => header.map((title) => row[title] ?? '-'))];
  await app.cli.out(tabulate(lines.map((line) => `${line.join('\t')}\n`).join(''), { minWidth: 4, tabWidth: 1, padding: 2 }));
};

const port: ComposeVerb = async ({ app, flags, args }) => {
  const [service, text] = args as [string, string];
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65535) throw new Error(`strconv.ParseUint: parsing "${text}": ${/^\d+$/.test(text) ? 'value out of range' : 'invalid syntax'}`);
  const protocol = flags.string('protocol').toLowerCase();
  const container = await specifiedContainer(app, await nameOnly(app), 'include', false, service, flags.number('index'));
  const ports = container.Ports ?? [];
  const found = ports.find(({ PrivatePort, Type }) => PrivatePort === number && Type === protocol);
  await app.flush();
  if (found) return app.cli.line(`${found.IP ?? 'invalid IP'}:${found.PublicPort ?? 0}`);
  throw new Error(`no port ${number}/${protocol} for container ${nameOf(container)}: ${ports.map(({ PrivatePort, Type }) => `${PrivatePort}/${Type}`).join(', ')}`);
};

const volumes: ComposeVerb = async ({ app, flags, args }) => {
  const { project, name } = await projectOrName(app, args);
  const unknown = project && args.find((service) => !project.services[service]);
  if (unknown !== undefined) throw new Error(`no such service: ${unknown}`);
  let found = await volumeList(app.client, labelFilter(projectLabel(name)));
  if (args.length > 0) {
    const used = (await listContainers(app, name, 'exclude', true, args)).flatMap(({ Mounts }) => (Mounts ?? []).map((mount) => mount.Name));
    found = found.filter((volume) => used.includes(volume.Name));
  }
  await app.flush();
  if (flags.bool('quiet')) return app.cli.out(found.map((volume) => `${volume.Name}\n`).join(''));
  await app.cli.out(formatVolumes(found as never, { format: flags.string('format') }));
};

/** Commands that list something. */
export const LISTING: ComposeVerbs = { ps, ls, images, top, port, volumes };
