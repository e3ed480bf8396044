import type { NetNamespace } from '../../machine/net/types';
import type { Engine } from '../engine';
import { allocate } from '../networks/ipam';
import { parsePrefix } from '../networks/ip';

/** An address on docker0 for a step, until it is taken away (moby's bridge provider of BuildKit). */
export function plugSandbox(engine: Engine, net: NetNamespace): (() => void) | undefined {
  const { kernel } = engine;
  const network = engine.networks.byName('bridge');
  const pool = network?.pools?.[0];
  if (!network || !pool) return undefined;
  const taken = new Set([...engine.networks.endpoints(network).map((one) => one.ipAddress), ...engine.networks.reserved]);
  const ip = allocate(pool, taken);
  engine.networks.reserved.add(ip);
  const bytes = engine.sys.random.bytes(6);
  bytes[0] = (bytes[0]! & 0xfc) | 0x02;
  kernel.addVeth({
    host: kernel.host.net, hostName: `veth${engine.sys.random.hex(4).slice(0, 7)}`, bridge: network.bridge, container: net, containerName: 'eth0',
    mac: [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(':'), addresses: [{ ip, prefix: parsePrefix(pool.subnet)!.length, scope: 'global' }],
  });
  kernel.addRoute(net, { destination: 'default', gateway: pool.gateway, device: 'eth0' });
  return () => void engine.networks.reserved.delete(ip);
}
