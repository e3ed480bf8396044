import { imageSearch } from '../../../client/image';
import { formatSearch } from '../../formatter/search';
import type { Verb } from '../../verb';
import { encodeAuth } from '../../config-file';
import { HUB } from '../auth';

/** `docker search`. */
export const search: Verb = async ({ cli, flags, args }) => {
  const filters = flags.filters();
  if (filters.has('is-automated')) await cli.note('WARNING: the "is-automated" filter is deprecated, and searching for "is-automated=true" will not yield any results in future.');
  const limit = flags.number('limit');
  const stored = cli.config.credentials(HUB);
  const results = await imageSearch(
    cli.client, args[0]!,
    { filters: filters.toJson() || undefined, limit: limit > 0 ? String(limit) : undefined },
    encodeAuth(stored),
  );
  await cli.out(formatSearch(results, { format: flags.string('format'), noTrunc: flags.bool('no-trunc') }));
};
