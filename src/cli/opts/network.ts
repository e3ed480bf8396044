import { quote } from '../../lib/govalue';
import { parseInt64 } from '../flags/strconv';
import { parseCsv } from './csv';
import { parseIp } from './ip';

/** One --network of run and create, and of a service. */
export interface NetworkAttachment {
  Target: string;
  Aliases: string[] | null;
  DriverOpts: Record<string, string> | null;
  Links: string[] | null;
  IPv4Address: string;
  IPv6Address: string;
  LinkLocalIPs: string[] | null;
  MacAddress: string;
  GwPriority: number;
}

function driverOpt(value: string): [string, string] {
  const at = value.indexOf('=');
  if (at <= 0) throw new Error('invalid key value pair format in driver options');
  return [value.slice(0, at).trim().toLowerCase(), value.slice(at + 1).trim()];
}

function address(value: string): string {
  const ip = parseIp(value);
  if (ip === undefined) throw new Error(`ParseAddr(${quote(value)}): unable to parse IP`);
  return ip;
}

/** opts.NetworkOpt: `mynet`, or `name=mynet,alias=web,ip=10.0.0.5`. */
export function parseNetwork(value: string): NetworkAttachment {
  const net: NetworkAttachment = {
    Target: '', Aliases: null, DriverOpts: null, Links: null, IPv4Address: '', IPv6Address: '', LinkLocalIPs: null, MacAddress: '', GwPriority: 0,
  };
  if (!/\w+=\w+(,\w+=\w+)*/.test(value)) return { ...net, Target: value };
  net.Aliases = [];
  for (const field of parseCsv(value)) {
    const at = field.indexOf('=');
    if (at <= 0) throw new Error(`invalid field ${field}`);
    const key = field.slice(0, at).trim().toLowerCase();
    const val = field.slice(at + 1).trim();
    switch (key) {
      case 'name':
        net.Target = val;
        break;
      case 'alias':
        net.Aliases.push(val);
        break;
      case 'driver-opt': {
        const [name, opt] = driverOpt(val);
        net.DriverOpts = { ...net.DriverOpts, [name]: opt };
        break;
      }
      case 'ip':
        net.IPv4Address = address(val);
        break;
      case 'ip6':
        net.IPv6Address = address(val);
        break;
      case 'mac-address':
        net.MacAddress = val;
        break;
      case 'link-local-ip':
        net.LinkLocalIPs = [...(net.LinkLocalIPs ?? []), address(val)];
        break;
      case 'gw-priority':
        try {
          net.GwPriority = parseInt64(val, 64, 10);
        } catch (error) {
          throw new Error(`invalid gw-priority (${val}): ${(error as Error).message.replace(/^.*": /, '')}`);
        }
        break;
      default:
        throw new Error(`invalid field key ${key}`);
    }
  }
  if (net.Target === '') throw new Error('network name/id is not specified');
  return net;
}
