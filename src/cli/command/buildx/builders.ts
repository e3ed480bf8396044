import { isStatus } from '../../../client/errors';
import { buildPrune } from '../../../client/image';
import { systemDf } from '../../../client/system';
import { Filters } from '../../../lib/filters';
import type { Cli } from '../../cli';
import { notSimulated, StatusError } from '../../errors';
import { formatBuildxDu, formatBuildxPrune, type BuildxRecord } from '../../formatter/build-cache';
import { goContext } from '../../formatter/go-context';
import { writeList } from '../../formatter/write';
import type { Verb } from '../../verb';
import { BUILDX_VERSION } from './version';

const BUILDKIT_VERSION = 'v0.32.0';
const PLATFORMS = 'linux/amd64, linux/amd64/v2, linux/amd64/v3, linux/386';

/** The build cache as the engine lists it; sources of a context are what buildx calls mutable. */
async function records(cli: Cli): Promise<BuildxRecord[]> {
  const usage = await systemDf(cli.client, true);
  const cache = usage.BuildCacheUsage as { Items?: BuildxRecord[] | null } | undefined;
  return (cache?.Items ?? []).map((record) => ({ ...record, Mutable: record.Type === 'source.local' }));
}

/** `docker buildx du`. */
export const du: Verb = async ({ cli, flags }) => {
  const filtered = flags.filters().size > 0;
  const all = await records(cli);
  const shown = filtered ? all.filter((record) => flags.filters().get('type').every((type) => record.Type === type)) : all;
  await cli.out(formatBuildxDu(shown, { format: flags.string('format'), verbose: flags.bool('verbose'), filtered, now: cli.sys.now() }));
};

/** `docker buildx prune` and `docker builder prune`. */
export const prune: Verb = async ({ cli, flags }) => {
  const all = flags.bool('all');
  const what = all ? 'all build cache' : 'all dangling build cache';
  if (!flags.bool('force') && !(await cli.confirm(`WARNING! This will remove ${what}. Are you sure you want to continue?`))) return;
  const before = await records(cli);
  const space = (name: string): string | undefined => (flags.number(name) > 0 ? String(flags.number(name)) : undefined);
  let deleted: readonly string[] = [];
  try {
    const answer = await buildPrune(cli.client, {
      all: all ? '1' : undefined,
      filters: Filters.fromJson(flags.filters().toJson()).toJson() || undefined,
      'reserved-space': space('reserved-space') ?? space('keep-storage'),
      'max-used-space': space('max-used-space'),
      'min-free-space': space('min-free-space'),
    });
    deleted = answer.CachesDeleted ?? [];
  } catch (error) {
    // BuildKit finds nothing where a filter's name means nothing to it.
    if (!isStatus(error, 400) || !/invalid filter/.test(error.message)) throw error;
  }
  const removed = deleted.flatMap((id) => before.filter((record) => record.ID === id));
  await cli.out(formatBuildxPrune(removed, cli.sys.now()));
};

/** `docker buildx ls`: the engine's own builder is all there is. */
export const ls: Verb = async ({ cli, flags }) => {
  const format = flags.string('format') || 'table';
  const table = format === 'table' || format.startsWith('table');
  const row = (values: Record<string, string>) =>
    goContext('commands.lsContext', Object.fromEntries(Object.entries(values).map(([key, value]) => [key, () => value])));
  const builder = row({ Name: table ? `${cli.context}*` : cli.context, DriverEndpoint: 'docker', Status: '', LastActivity: '', Buildkit: '', Platforms: '', Error: '' });
  const node = row({
    Name: table ? ` \\_ ${cli.context}` : cli.context, DriverEndpoint: table ? ` \\_ ${cli.context}` : cli.context, Status: 'running', LastActivity: '',
    Buildkit: BUILDKIT_VERSION, Platforms: PLATFORMS, Error: '',
  });
  const headers = { Name: 'NAME/NODE', DriverEndpoint: 'DRIVER/ENDPOINT', Status: 'STATUS', Buildkit: 'BUILDKIT', Platforms: 'PLATFORMS', Error: 'ERROR', LastActivity: 'LAST ACTIVITY' };
  const template = format === 'table' ? 'table {{.Name}}\t{{.DriverEndpoint}}\t{{.Status}}\t{{.Buildkit}}\t{{.Platforms}}' : format;
  await cli.out(writeList(template, headers, [builder, node]));
};

/** `docker buildx inspect`. */
export const inspectBuilder: Verb = async ({ cli, flags, args }) => {
  const name = args[0] ?? (flags.string('builder') || cli.context);
  if (name !== cli.context && name !== 'default') throw new Error(`no builder "${name}" found`);
  await cli.client.ping();
  await cli.out(
    `Name:          ${name}\nDriver:        docker\n\nNodes:\nName:             ${name}\nEndpoint:         ${name}\nStatus:           running\n` +
      `BuildKit version: ${BUILDKIT_VERSION}\nPlatforms:        ${PLATFORMS}\n`,
  );
};

/** `docker buildx use`. */
export const use: Verb = async ({ cli, args }) => {
  const name = args[0]!;
  if (name === cli.context || name === 'default') return;
  throw new Error(`failed to find instance "${name}": open ${cli.config.dir}/buildx/instances/${name}: no such file or directory`);
};

/** `docker buildx create`: builders beside the engine's own, in containers and elsewhere, aren't simulated. */
export const create: Verb = async ({ flags }) => {
  const driver = flags.string('driver') || 'docker-container';
  if (driver === 'docker') throw new Error('additional instances of driver "docker" cannot be created');
  if (!['docker-container', 'kubernetes', 'remote'].includes(driver)) throw new Error(`failed to find driver ${JSON.stringify(driver)}`);
  throw notSimulated(`docker buildx create with the driver ${driver}`);
};

/** `docker buildx stop`: the engine's own builder can't be stopped, which is no error. */
export const stop: Verb = async ({ cli, flags, args }) => {
  const name = args[0] ?? (flags.string('builder') || cli.context);
  if (name !== cli.context && name !== 'default') throw new Error(`no builder "${name}" found`);
};

/** `docker buildx rm`. */
export const rm: Verb = async ({ cli, args }) => {
  for (const name of args) {
    await cli.note(name === 'default' ? `failed to remove ${name}: context builder cannot be removed, run \`docker context rm ${name}\` to remove docker context` : `failed to remove ${name}: no builder "${name}" found`);
  }
  if (args.length > 0) throw new StatusError(1, 'failed to remove one or more builders');
};

/** `docker buildx version`. */
export const version: Verb = ({ cli }) => cli.line(`github.com/docker/buildx ${BUILDX_VERSION} dockyard`);
