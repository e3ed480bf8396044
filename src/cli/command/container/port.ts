import { containerInspect } from '../../../client/container';
import { isIPv6 } from '../../opts/ip';
import { parsePort } from '../../opts/ports';
import type { Verb } from '../../verb';
import { naturalCompare } from '../natural-sort';

/** `docker port`. */
export const port: Verb = async ({ cli, args }) => {
  const [name, wanted] = args as [string, string?];
  const details = await containerInspect(cli.client, name);
  const ports = details.NetworkSettings.Ports ?? {};
  const address = ({ HostIp, HostPort }: { HostIp: string; HostPort: string }): string => `${isIPv6(HostIp) ? `[${HostIp}]` : HostIp}:${HostPort}`;
  const lines: string[] = [];
  if (wanted !== undefined) {
    const bindings = ports[parsePort(wanted)];
    if (!bindings || bindings.length === 0) throw new Error(`no public port '${wanted}' published for ${name}`);
    lines.push(...bindings.map(address));
  } else {
    for (const [from, bindings] of Object.entries(ports)) {
      for (const binding of bindings ?? []) lines.push(`${from} -> ${address(binding)}`);
    }
  }
  if (lines.length > 0) await cli.line(lines.sort(naturalCompare).join('\n'));
};
