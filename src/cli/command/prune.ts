import { humanSize } from '../../lib/units';
import type { Filters } from '../../lib/filters';
import { containersPrune } from '../../client/container';
import { buildPrune, imagesPrune } from '../../client/image';
import { networksPrune } from '../../client/network';
import { volumesPrune } from '../../client/volume';
import type { Cli } from '../cli';
import { Filters as FilterSet } from '../../lib/filters';
import type { Flags } from '../flags/parse';
import type { Verb } from '../verb';

/** What a prune did: text for stdout, bytes that are free again. */
export interface Pruned {
  output: string;
  reclaimed: number;
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${heading}\n${lines.join('\n')}\n\n`;
}

export async function pruneContainers(cli: Cli, filters: Filters): Promise<Pruned> {
  const { ContainersDeleted, SpaceReclaimed } = await containersPrune(cli.client, filters.toJson());
  return { output: section('Deleted Containers:', ContainersDeleted ?? []), reclaimed: SpaceReclaimed };
}

export async function pruneNetworks(cli: Cli, filters: Filters): Promise<Pruned> {
  const { NetworksDeleted } = await networksPrune(cli.client, filters.toJson());
  return { output: section('Deleted Networks:', NetworksDeleted ?? []), reclaimed: 0 };
}

export async function pruneVolumes(cli: Cli, filters: Filters): Promise<Pruned> {
  const { VolumesDeleted, SpaceReclaimed } = await volumesPrune(cli.client, filters.toJson());
  return { output: section('Deleted Volumes:', VolumesDeleted ?? []), reclaimed: SpaceReclaimed };
}

export async function pruneImages(cli: Cli, filters: Filters, all: boolean): Promise<Pruned> {
  const { ImagesDeleted, SpaceReclaimed } = await imagesPrune(cli.client, copyOf(filters).add('dangling', String(!all)).toJson());
  const lines = (ImagesDeleted ?? []).map(({ Untagged, Deleted }) => (Untagged ? `untagged: ${Untagged}` : `deleted: ${Deleted}`));
  return { output: section('Deleted Images:', lines), reclaimed: SpaceReclaimed };
}

export async function pruneBuildCache(cli: Cli, filters: Filters, all: boolean): Promise<Pruned> {
  const { CachesDeleted, SpaceReclaimed } = await buildPrune(cli.client, { all: all ? '1' : undefined, filters: filters.toJson() || undefined });
  return { output: section('Deleted build cache objects:', CachesDeleted ?? []), reclaimed: SpaceReclaimed };
}

/** The command line's filters with those of the configuration's `pruneFilters` (opts.FilterOpt, command.PruneFilters). */
export function pruneFilters(cli: Cli, flags: Flags): Filters {
  const filters = copyOf(flags.filters());
  const configured = cli.config.map('pruneFilters') as unknown;
  for (const entry of Array.isArray(configured) ? (configured as string[]) : []) filters.addOption(entry);
  return filters;
}

function copyOf(filters: Filters): Filters {
  return FilterSet.fromJson(filters.toJson());
}

/** Warning, question, prune, and what was freed. */
export async function runPrune(cli: Cli, force: boolean, warning: string, action: () => Promise<Pruned>, showSpace = true): Promise<void> {
  if (!force && !(await cli.confirm(`${warning}\nAre you sure you want to continue?`))) return;
  const { output, reclaimed } = await action();
  await cli.out(output);
  if (showSpace) await cli.line(`Total reclaimed space: ${humanSize(reclaimed)}`);
}

/** `docker container prune`. */
export const containerPrune: Verb = ({ cli, flags }) =>
  runPrune(cli, flags.bool('force'), 'WARNING! This will remove all stopped containers.', () => pruneContainers(cli, pruneFilters(cli, flags)));

/** `docker image prune`. */
export const imagePrune: Verb = ({ cli, flags }) => {
  const all = flags.bool('all');
  const what = all ? 'all images without at least one container associated to them' : 'all dangling images';
  return runPrune(cli, flags.bool('force'), `WARNING! This will remove ${what}.`, () => pruneImages(cli, pruneFilters(cli, flags), all));
};

/** `docker network prune`. */
export const networkPrune: Verb = ({ cli, flags }) =>
  runPrune(
    cli, flags.bool('force'), 'WARNING! This will remove all custom networks not used by at least one container.',
    () => pruneNetworks(cli, pruneFilters(cli, flags)), false,
  );

/** `docker volume prune`. */
export const volumePrune: Verb = ({ cli, flags }) => {
  const all = flags.bool('all');
  const filters = pruneFilters(cli, flags);
  if (all) {
    if (filters.has('all')) throw new Error('conflicting options: cannot specify both --all and --filter all=1');
    filters.add('all', 'true');
  }
  const what = all ? 'all local volumes' : 'anonymous local volumes';
  return runPrune(cli, flags.bool('force'), `WARNING! This will remove ${what} not used by at least one container.`, () => pruneVolumes(cli, filters));
};

/** `docker system prune`. */
export const systemPrune: Verb = async ({ cli, flags }) => {
  const filters = pruneFilters(cli, flags);
  const all = flags.bool('all');
  const volumes = flags.bool('volumes');
  if (volumes && filters.has('until')) throw new Error('ERROR: The "until" filter is not supported with "--volumes"');
  if (!flags.bool('force')) {
    const items = ['all stopped containers', 'all networks not used by at least one container'];
    if (volumes) items.push('all anonymous volumes not used by at least one container');
    items.push(all ? 'all images without at least one container associated to them' : 'all dangling images', all ? 'all build cache' : 'unused build cache');
    let warning = `WARNING! This will remove:\n${items.map((item) => `  - ${item}`).join('\n')}\n`;
    const lines = filters.keys().flatMap((name) => filters.get(name).map((value) => `${name}=${value}`));
    if (lines.length > 0) warning += `\n  Items to be pruned will be filtered with:\n${lines.map((line) => `  - ${line}`).join('\n')}\n`;
    if (!(await cli.confirm(`${warning}\nAre you sure you want to continue?`))) return;
  }
  const steps = [
    () => pruneContainers(cli, filters),
    () => pruneNetworks(cli, filters),
    ...(volumes ? [() => pruneVolumes(cli, filters)] : []),
    () => pruneImages(cli, filters, all),
    () => pruneBuildCache(cli, filters, all),
  ];
  let reclaimed = 0;
  for (const step of steps) {
    const done = await step();
    reclaimed += done.reclaimed;
    await cli.out(done.output);
  }
  await cli.line(`Total reclaimed space: ${humanSize(reclaimed)}`);
};
