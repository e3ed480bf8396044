import { containerList } from '../../../client/container';
import { containerFormatNeedsSize, formatContainers } from '../../formatter/container';
import { templateText } from '../../formatter/write';
import type { Verb } from '../../verb';

/** `docker ps`. */
export const ls: Verb = async ({ cli, flags }) => {
  const quiet = flags.bool('quiet');
  const format = flags.string('format') || (quiet ? '' : cli.config.string('psFormat')) || 'table';
  if (quiet && flags.string('format') !== '') await cli.note('WARNING: Ignoring custom format, because both --format and --quiet are set.');
  const latest = flags.bool('latest');
  const last = flags.number('last');
  let size = flags.bool('size');
  if (!quiet && format !== '' && !['table', 'raw'].includes(format)) {
    const needs = containerFormatNeedsSize(format);
    if (!flags.changed('size')) size = needs && templateText(format) !== '';
  }
  const containers = await containerList(cli.client, {
    all: flags.bool('all'),
    limit: latest && last === -1 ? 1 : last,
    size: size && !quiet,
    filters: flags.filters().toJson(),
  });
  await cli.out(formatContainers(containers as never, { format, quiet, noTrunc: flags.bool('no-trunc'), size: flags.bool('size'), now: cli.sys.now() }));
};
