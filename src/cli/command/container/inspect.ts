import { inspectRaw } from '../../../client/raw';
import { inspectObjects } from '../../inspect-output';
import type { Verb } from '../../verb';

/** `docker container inspect`. */
export const inspect: Verb = ({ cli, flags, args }) =>
  inspectObjects(cli, args, flags.string('format'), async (name) => ({
    kind: 'container',
    raw: await inspectRaw(cli.client, 'container', '/containers/{id}/json', name, { size: flags.bool('size') ? '1' : undefined }),
  }));
