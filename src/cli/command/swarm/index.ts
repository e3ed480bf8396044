import type { Query } from '../../../client/url';
import { inspectRaw } from '../../../client/raw';
import { readAll } from '../../../lib/stream';
import type { Cli } from '../../cli';
import { notSimulated, StatusError } from '../../errors';
import { inspectObjects } from '../../inspect-output';
import { commandPath, useLine } from '../../tree';
import type { Invocation, Verb, Verbs } from '../../verb';
import { forEach, ordinary } from '../errors';
import { openInput } from '../image/save';

/** Swarm isn't simulated: each verb makes the call that the real one makes first, and the engine's refusal is told. */

interface Call {
  method: string;
  path: string;
  query?: Query;
  json?: unknown;
}

async function ask(cli: Cli, { method, path, query, json }: Call): Promise<void> {
  const response = await cli.client.request(method, path, { query, json });
  await readAll(response.body);
}

/** One call; an engine that grants it has a swarm, and from there on nothing is simulated. */
const first = (call: (invocation: Invocation) => Call): Verb => async (invocation) => {
  await ask(invocation.cli, call(invocation));
  throw notSimulated(commandPath(invocation.spec));
};

/** One call an argument, failures at the end. */
const each = (call: (name: string) => Call): Verb => ({ cli, args }) =>
  forEach(args, async (name) => {
    await ask(cli, call(name));
    await cli.line(name);
  });

const inspect = (kind: string, path: string): Verb => ({ cli, flags, args }) =>
  inspectObjects(cli, args, flags.string('format'), async (name) => {
    // Which node `self` is only a manager knows.
    if (kind === 'node' && name === 'self') await ask(cli, { method: 'GET', path: '/nodes' });
    return { kind, raw: await inspectRaw(cli.client, kind, path, name) };
  });

/** A secret's or config's bytes: a file, or stdin. */
async function contentOf(cli: Cli, source: string | undefined): Promise<Uint8Array> {
  const fd = source === undefined || source === '-' ? 0 : openInput(cli, source);
  return readAll({ read: (max) => cli.sys.read(fd, max) });
}

const createObject = (path: string): Verb => async ({ cli, args, spec }) => {
  const data = await contentOf(cli, args[1]);
  let binary = '';
  for (const byte of data) binary += String.fromCharCode(byte);
  await ask(cli, { method: 'POST', path, json: { Name: args[0]!, Labels: {}, Data: btoa(binary) } });
  throw notSimulated(commandPath(spec));
};

const scale: Verb = async ({ cli, spec, args }) => {
  const failures: string[] = [];
  for (const argument of args) {
    const at = argument.indexOf('=');
    if (at === -1) {
      throw new StatusError(1, `invalid scale specifier '${argument}'.\nSee 'docker service scale --help'.\n\nUsage:  ${useLine(spec)}\n\nScale one or multiple replicated services`);
    }
    const name = argument.slice(0, at);
    const replicas = argument.slice(at + 1);
    if (!/^\d+$/.test(replicas)) {
      failures.push(`${name}: invalid replicas value ${replicas}: strconv.ParseUint: parsing "${replicas}": invalid syntax`);
      continue;
    }
    try {
      await ask(cli, { method: 'GET', path: `/services/${name}` });
      throw notSimulated(commandPath(spec));
    } catch (error) {
      failures.push(`${name}: ${ordinary(error)}`);
    }
  }
  throw new StatusError(1, failures.join('\n'));
};

const deploy: Verb = async ({ cli, flags, spec }) => {
  const files = flags.list('compose-file');
  if (files.length === 0) throw new Error('Please specify a Compose file (with --compose-file)');
  for (const file of files) if (file !== '-') cli.readFile(file);
  if (!flags.changed('detach')) {
    await cli.note('Since --detach=false was not specified, tasks will be created in the background.\nIn a future release, --detach=false will become the default.');
  }
  const info = await cli.client.json<{ Swarm?: { ControlAvailable?: boolean } }>('GET', '/info');
  if (!info.Swarm?.ControlAvailable) {
    throw new Error('this node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again');
  }
  throw notSimulated(commandPath(spec));
};

const joinToken: Verb = async ({ cli, args, spec }) => {
  const role = args[0]!;
  if (role !== 'worker' && role !== 'manager') throw new Error(`unknown role ${role}`);
  await ask(cli, { method: 'GET', path: '/swarm' });
  throw notSimulated(commandPath(spec));
};

const unlockKey: Verb = async ({ cli, flags, spec }) => {
  try {
    await ask(cli, { method: 'GET', path: flags.bool('rotate') ? '/swarm' : '/swarm/unlockkey' });
  } catch (error) {
    throw flags.bool('rotate') ? error : new Error(`could not fetch unlock key: ${ordinary(error)}`);
  }
  throw notSimulated(commandPath(spec));
};

const unlock: Verb = async ({ cli, spec }) => {
  const info = await cli.client.json<{ Swarm?: { LocalNodeState?: string } }>('GET', '/info');
  const state = info.Swarm?.LocalNodeState;
  if (state === 'inactive' || state === undefined) throw new Error('Error: This node is not part of a swarm');
  if (state !== 'locked') throw new Error('Error: swarm is not locked');
  throw notSimulated(commandPath(spec));
};

const get = (path: (args: readonly string[]) => string): Verb => first(({ args }) => ({ method: 'GET', path: path(args) }));

/** Everything that only a swarm can do. */
export const SWARM_VERBS: Verbs = {
  'config create': createObject('/configs/create'),
  'config inspect': inspect('config', '/configs/{id}'),
  'config ls': get(() => '/configs'),
  'config rm': each((name) => ({ method: 'DELETE', path: `/configs/${name}` })),
  'node demote': get(([name]) => `/nodes/${name}`),
  'node inspect': inspect('node', '/nodes/{id}'),
  'node ls': get(() => '/nodes'),
  'node promote': get(([name]) => `/nodes/${name}`),
  'node ps': get(([name]) => (name === undefined || name === 'self' ? '/nodes' : `/nodes/${name}`)),
  'node rm': each((name) => ({ method: 'DELETE', path: `/nodes/${name}` })),
  'node update': get(([name]) => `/nodes/${name}`),
  'secret create': createObject('/secrets/create'),
  'secret inspect': inspect('secret', '/secrets/{id}'),
  'secret ls': get(() => '/secrets'),
  'secret rm': each((name) => ({ method: 'DELETE', path: `/secrets/${name}` })),
  'service create': first(({ args, flags }) => ({
    method: 'POST',
    path: '/services/create',
    json: { Name: flags.string('name'), TaskTemplate: { ContainerSpec: { Image: args[0]!, Args: args.slice(1) } }, Mode: { Replicated: {} } },
  })),
  'service inspect': inspect('service', '/services/{id}'),
  'service logs': get(([name]) => `/services/${name}`),
  'service ls': get(() => '/services'),
  'service ps': get(() => '/services'),
  'service rm': each((name) => ({ method: 'DELETE', path: `/services/${name}` })),
  'service rollback': get(([name]) => `/services/${name}`),
  'service scale': scale,
  'service update': get(([name]) => `/services/${name}`),
  'stack deploy': deploy,
  'stack ls': get(() => '/services'),
  'stack ps': get(() => '/tasks'),
  'stack rm': get(() => '/services'),
  'stack services': get(() => '/services'),
  'swarm ca': get(() => '/swarm'),
  'swarm init': first(({ flags }) => ({
    method: 'POST',
    path: '/swarm/init',
    json: { ListenAddr: flags.string('listen-addr') || '0.0.0.0:2377', AdvertiseAddr: flags.string('advertise-addr'), ForceNewCluster: flags.bool('force-new-cluster'), Spec: {} },
  })),
  'swarm join': first(({ args, flags }) => ({
    method: 'POST',
    path: '/swarm/join',
    json: { ListenAddr: flags.string('listen-addr') || '0.0.0.0:2377', RemoteAddrs: [args[0]!], JoinToken: flags.string('token') },
  })),
  'swarm join-token': joinToken,
  'swarm leave': first(({ flags }) => ({ method: 'POST', path: '/swarm/leave', query: { force: flags.bool('force') ? '1' : '0' } })),
  'swarm unlock': unlock,
  'swarm unlock-key': unlockKey,
  'swarm update': get(() => '/swarm'),
};
