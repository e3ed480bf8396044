import { tabulate } from '../../../lib/tabwriter';
import { containerChanges, containerTop } from '../../../client/container';
import type { Verb } from '../../verb';

/** `docker top`. */
export const top: Verb = async ({ cli, args }) => {
  const { Titles, Processes } = await containerTop(cli.client, args[0]!, args.slice(1));
  const rows = [Titles, ...(Processes ?? [])].map((row) => row.join('\t') + '\n').join('');
  await cli.out(tabulate(rows, { minWidth: 20, tabWidth: 1, padding: 3 }));
};

const KINDS = ['C', 'A', 'D'];

/** `docker diff`. */
export const diff: Verb = async ({ cli, args }) => {
  for (const { Kind, Path } of (await containerChanges(cli.client, args[0]!)) ?? []) await cli.line(`${KINDS[Kind]} ${Path}`);
};
