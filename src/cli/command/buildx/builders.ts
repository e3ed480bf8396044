import type { Client } from '../../../client/client';
import { isStatus } from '../../../client/errors';
import { buildPrune } from '../../../client/image';
import { systemDf } from '../../../client/system';
import { Filters } from '../../../lib/filters';
import type { Cli } from '../../cli';
import { formatBuildxDu, formatBuildxPrune, type BuildxRecord } from '../../formatter/build-cache';
import type { Verb } from '../../verb';
import { BUILDX_VERSION } from './version';

interface CacheClient {
  client: Client;
  list(): Promise<readonly BuildxRecord[]>;
}

/** The build cache of the builder that is meant, whose daemon is started where it doesn't run. */
async function cacheOf(cli: Cli, flag: string): Promise<CacheClient> {
  const { chosenBuilder, validateBuilder } = await cli.sys.external(import('./builder/builder'));
  const builder = chosenBuilder(cli, flag);
  validateBuilder(cli, builder);
  if (!builder.isContext) await builder.boot(async () => undefined);
  const client = builder.buildClient();
  if (!builder.isContext) return { client, list: async () => (await client.json<{ items: BuildxRecord[] }>('GET', '/cache')).items };
  return {
    client,
    list: async () => {
      const cache = (await systemDf(client, true)).BuildCacheUsage as { Items?: BuildxRecord[] | null } | undefined;
      return cache?.Items ?? [];
    },
  };
}

/** The records of a cache; sources of a context are what buildx calls mutable. */
async function records({ list }: CacheClient): Promise<BuildxRecord[]> {
  return (await list()).map((record) => ({ ...record, Mutable: record.Type === 'source.local' }));
}

/** `docker buildx du`. */
export const du: Verb = async ({ cli, flags }) => {
  const filtered = flags.filters().size > 0;
  const all = await records(await cacheOf(cli, flags.string('builder')));
  const shown = filtered ? all.filter((record) => flags.filters().get('type').every((type) => record.Type === type)) : all;
  await cli.out(formatBuildxDu(shown, { format: flags.string('format'), verbose: flags.bool('verbose'), filtered, now: cli.sys.now() }));
};

/** `docker buildx prune` and `docker builder prune`. */
export const prune: Verb = async ({ cli, flags }) => {
  const all = flags.bool('all');
  const what = all ? 'all build cache' : 'all dangling build cache';
  if (!flags.bool('force') && !(await cli.confirm(`WARNING! This will remove ${what}. Are you sure you want to continue?`))) return;
  const cache = await cacheOf(cli, flags.string('builder'));
  const before = await records(cache);
  const space = (name: string): string | undefined => (flags.number(name) > 0 ? String(flags.number(name)) : undefined);
  let deleted: readonly string[] = [];
  try {
    const answer = await buildPrune(cache.client, {
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

/** `docker buildx version`. */
export const version: Verb = ({ cli }) => cli.line(`github.com/docker/buildx ${BUILDX_VERSION} dockyard`);
