import { drain } from '../../client/client';
import { notSimulated } from '../errors';
import { commandPath } from '../tree';
import type { Verb, Verbs } from '../verb';

/** Only an experimental engine gets as far as here. */
const refuse: Verb = async ({ cli, args, spec }) => {
  const response = await cli.client.request('GET', `/containers/${args[0]!}/checkpoints`);
  await drain(response.body);
  throw notSimulated(commandPath(spec));
};

export const CHECKPOINT_VERBS: Verbs = { 'checkpoint create': refuse, 'checkpoint ls': refuse, 'checkpoint rm': refuse };
