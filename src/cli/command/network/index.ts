import { isNotFound } from '../../../client/errors';
import { networkConnect, networkDisconnect, networkInspect, networkList, networkRemove } from '../../../client/network';
import { inspectRaw } from '../../../client/raw';
import { StatusError } from '../../errors';
import { formatNetworks } from '../../formatter/network';
import { inspectObjects } from '../../inspect-output';
import type { Verb, Verbs } from '../../verb';
import { endpointSettings } from '../container/network-config';
import { ordinary } from '../errors';
import { naturalCompare } from '../natural-sort';
import { networkPrune } from '../prune';
import { sortKeys } from '../../opts/validators';
import { create } from './create';

function driverOptions(values: readonly string[]): Record<string, string> {
  const options: Record<string, string> = {};
  for (const value of values) {
    const at = value.indexOf('=');
    if (at <= 0) throw new Error('invalid key/value pair format in driver options');
    options[value.slice(0, at).trim().toLowerCase()] = value.slice(at + 1).trim();
  }
  return sortKeys(options);
}

/** `docker network connect`. */
const connect: Verb = ({ cli, flags, args }) => {
  const links = flags.list('link');
  const aliases = flags.list('alias');
  const locals = flags.list('link-local-ip');
  const ipam = {
    IPv4Address: flags.changed('ip') ? flags.string('ip') || undefined : undefined,
    IPv6Address: flags.changed('ip6') ? flags.string('ip6') || undefined : undefined,
    LinkLocalIPs: locals.length > 0 ? locals : undefined,
  };
  return networkConnect(cli.client, args[0]!, {
    Container: args[1]!,
    EndpointConfig: endpointSettings({
      IPAMConfig: ipam,
      Links: links.length > 0 ? links : null,
      Aliases: aliases.length > 0 ? aliases : null,
      DriverOpts: driverOptions(flags.list('driver-opt')),
      GwPriority: flags.number('gw-priority'),
    }),
  });
};

/** `docker network disconnect`. */
const disconnect: Verb = ({ cli, flags, args }) =>
  networkDisconnect(cli.client, args[0]!, { Container: args[1]!, Force: flags.bool('force') });

/** `docker network ls`. */
const ls: Verb = async ({ cli, flags }) => {
  const quiet = flags.bool('quiet');
  const format = flags.string('format') || (quiet ? '' : cli.config.string('networksFormat'));
  const networks = await networkList(cli.client, flags.filters().toJson());
  networks.sort((a, b) => naturalCompare(a.Name, b.Name));
  await cli.out(formatNetworks(networks as never, { format, quiet, noTrunc: flags.bool('no-trunc') }));
};

/** `docker network inspect`. */
const inspect: Verb = ({ cli, flags, args }) =>
  inspectObjects(cli, args, flags.string('format'), async (name) => ({
    kind: 'network',
    raw: await inspectRaw(cli.client, 'network', '/networks/{id}', name, { verbose: flags.bool('verbose') ? 'true' : undefined }),
  }));

/** `docker network rm`: looks first whether it is the ingress network, which asks. */
const rm: Verb = async ({ cli, flags, args }) => {
  let status = 0;
  for (const name of args) {
    const found = await networkInspect(cli.client, name).catch((error: unknown) => void ordinary(error));
    if (found?.Ingress) {
      const warning =
        'WARNING! Before removing the routing-mesh network, make sure all the nodes in your swarm run the same docker engine version. Otherwise, removal may not be effective and functionality of newly create ingress networks will be impaired.\nAre you sure you want to continue?';
      if (!(await cli.confirm(warning))) continue;
    }
    try {
      await networkRemove(cli.client, name);
      await cli.line(name);
    } catch (error) {
      if (flags.bool('force') && isNotFound(error)) continue;
      await cli.note(ordinary(error));
      status = 1;
    }
  }
  if (status !== 0) throw new StatusError(status, `exit status ${status}`);
};

/** `docker network …`. */
export const NETWORK_VERBS: Verbs = {
  'network connect': connect,
  'network create': create,
  'network disconnect': disconnect,
  'network inspect': inspect,
  'network ls': ls,
  'network prune': networkPrune,
  'network rm': rm,
};
