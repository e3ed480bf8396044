import { inspectRaw } from '../../client/raw';
import { drain } from '../../client/client';
import { isSysError } from '../../machine/errno';
import { errnoText } from '../cli';
import { notSimulated } from '../errors';
import { formatPlugins } from '../formatter/plugin';
import { inspectObjects } from '../inspect-output';
import { commandPath } from '../tree';
import type { Verb, Verbs } from '../verb';
import { forEach } from './errors';

/** `docker plugin …`: engine plugins aren't simulated, so lists are empty and names aren't found. */

const ls: Verb = async ({ cli, flags }) => {
  const plugins = await cli.client.json<never[] | null>('GET', '/plugins', { query: { filters: flags.filters().toJson() || undefined } });
  await cli.out(formatPlugins(plugins ?? [], { format: flags.string('format') || 'table', quiet: flags.bool('quiet'), noTrunc: flags.bool('no-trunc') }));
};

const inspect: Verb = ({ cli, flags, args }) =>
  inspectObjects(cli, args, flags.string('format'), async (name) => ({ kind: 'plugin', raw: await inspectRaw(cli.client, 'plugin', '/plugins/{id}/json', name) }));

const rm: Verb = ({ cli, flags, args }) =>
  forEach(args, async (name) => {
    await cli.client.call('DELETE', `/plugins/${name}`, { query: { force: flags.bool('force') ? '1' : undefined } });
    await cli.line(name);
  });

const enable: Verb = async ({ cli, flags, args }) => {
  await cli.client.call('POST', `/plugins/${args[0]!}/enable`, { query: { timeout: String(flags.number('timeout')) } });
  await cli.line(args[0]!);
};

const disable: Verb = async ({ cli, flags, args }) => {
  await cli.client.call('POST', `/plugins/${args[0]!}/disable`, { query: { force: flags.bool('force') ? '1' : undefined } });
  await cli.line(args[0]!);
};

const set: Verb = ({ cli, args }) => cli.client.call('POST', `/plugins/${args[0]!}/set`, { json: args.slice(1) });

const create: Verb = async ({ cli, args, spec }) => {
  const dir = cli.abs(args[1]!);
  try {
    cli.sys.lstat(dir);
  } catch (error) {
    if (isSysError(error)) throw new Error(`lstat ${dir}: ${errnoText(error)}`);
    throw error;
  }
  throw notSimulated(commandPath(spec));
};

const refused = (path: (name: string) => string): Verb => async ({ cli, args, spec }) => {
  const response = await cli.client.request('GET', path(args[0]!));
  await drain(response.body);
  throw notSimulated(commandPath(spec));
};

export const PLUGIN_VERBS: Verbs = {
  'plugin create': create,
  'plugin disable': disable,
  'plugin enable': enable,
  'plugin inspect': inspect,
  'plugin install': async ({ cli, spec }) => {
    await cli.client.ping();
    throw notSimulated(commandPath(spec));
  },
  'plugin ls': ls,
  'plugin push': async ({ cli, spec }) => {
    await cli.client.ping();
    throw notSimulated(commandPath(spec));
  },
  'plugin rm': rm,
  'plugin set': set,
  'plugin upgrade': refused((name) => `/plugins/${name}/json`),
};
