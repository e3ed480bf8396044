import { readAll } from '../../../lib/stream';
import { containerList, containerStats } from '../../../client/container';
import { events } from '../../../client/system';
import { jsonValues } from '../../../client/streams';
import { text } from '../../../lib/bytes';
import { Filters } from '../../../lib/filters';
import type { ByteReader } from '../../../lib/stream';
import { formatStats, statsEntry, type StatsEntry, type StatsResponse } from '../../formatter/stats';
import type { Cli } from '../../cli';
import { StatusError } from '../../errors';
import type { Verb } from '../../verb';
import { ordinary } from '../errors';

const EMPTY: Omit<StatsEntry, 'container'> = {
  name: '', id: '', cpuPercent: 0, memory: 0, memoryLimit: 0, memoryPercent: 0, networkRx: 0, networkTx: 0, blockRead: 0, blockWrite: 0, pids: 0, invalid: true,
} as never;

async function once(cli: Cli, name: string): Promise<StatsEntry> {
  const body = await containerStats(cli.client, name, false);
  return statsEntry(name, JSON.parse(text(await readAll(body))) as StatsResponse);
}

/** Follows one container's readings for as long as it is there. */
async function follow(name: string, body: ByteReader, rows: Map<string, StatsEntry>): Promise<void> {
  try {
    for await (const reading of jsonValues<StatsResponse>(body)) {
      if (!rows.has(name)) return;
      rows.set(name, statsEntry(name, reading));
    }
  } catch (error) {
    ordinary(error);
  }
  rows.delete(name);
}

/** Does something for all at once; the failures of all are told together. */
async function forAll<T>(names: readonly string[], action: (name: string) => Promise<T>): Promise<T[]> {
  const results = await Promise.all(names.map((name) => action(name).then((value) => ({ value }), (error: unknown) => ({ failure: ordinary(error) }))));
  const failures = results.flatMap((result) => ('failure' in result ? [result.failure] : []));
  if (failures.length > 0) throw new StatusError(1, failures.join('\n'));
  return results.flatMap((result) => ('value' in result ? [result.value] : []));
}

/** `docker stats`. */
export const stats: Verb = async ({ cli, flags, args }) => {
  const format = flags.string('format') || cli.config.string('statsFormat') || 'table';
  const options = { format, noTrunc: flags.bool('no-trunc') };
  const { client } = cli;
  const showAll = args.length === 0;
  const all = flags.bool('all');
  const names = showAll ? (await containerList(client, { all })).map((container) => container.Id) : args;
  if (flags.bool('no-stream')) {
    const entries = await forAll(names, (name) => once(cli, name));
    if (entries.length > 0) await cli.out(formatStats(entries, options));
    return;
  }
  const rows = new Map<string, StatsEntry>();
  const watch = async (name: string): Promise<void> => {
    if (rows.has(name)) return;
    const body = await containerStats(client, name, true);
    rows.set(name, { ...EMPTY, container: name, id: name } as StatsEntry);
    cli.sys.thread(() => follow(name, body, rows));
  };
  await forAll(names, watch);
  if (showAll) {
    const filters = new Filters().add('type', 'container').toJson();
    cli.sys.thread(async () => {
      for await (const event of jsonValues<{ Action: string; Actor: { ID: string } }>(await events(client, { filters }))) {
        if (event.Action === 'start' || (all && event.Action === 'create')) await watch(event.Actor.ID);
        if (event.Action === 'destroy' || (!all && event.Action === 'die')) rows.delete(event.Actor.ID);
      }
    });
  }
  for (;;) {
    await cli.sys.sleep(500);
    if (!showAll && rows.size === 0) return;
    const screen = formatStats([...rows.values()], options);
    if (!cli.isTty(1)) await cli.out(screen);
    else await cli.out('\x1b[H' + `${screen}\n`.replaceAll('\n', '\x1b[K\n') + '\x1b[J');
  }
};
