import { containerInspect, containerLogs } from '../../../client/container';
import { copy, demultiplex } from '../../../client/streams';
import type { Verb } from '../../verb';
import { logTime } from '../time';

/** `docker logs`. */
export const logs: Verb = async ({ cli, flags, args }) => {
  const details = await containerInspect(cli.client, args[0]!);
  const now = cli.sys.now();
  const body = await containerLogs(cli.client, details.Id, {
    follow: flags.bool('follow'),
    timestamps: flags.bool('timestamps'),
    details: flags.bool('details'),
    since: logTime(flags.string('since'), now, 'since'),
    until: logTime(flags.string('until'), now, 'until'),
    tail: flags.string('tail') === 'all' && !flags.changed('tail') ? undefined : flags.string('tail'),
  });
  if (details.Config.Tty) await copy(body, (bytes) => cli.out(bytes));
  else await demultiplex(body, (bytes) => cli.out(bytes), (bytes) => cli.err(bytes));
};
