import type { Schemas } from '../../api/types';
import { truncateId } from '../../lib/width';
import { goContext } from './go-context';
import { bool, goTime, joinLabels } from './text';
import { QUIET_FORMAT, writeList, type ListOptions } from './write';

const TABLE = 'table {{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}';
const RAW = 'network_id: {{.ID}}\\nname: {{.Name}}\\ndriver: {{.Driver}}\\nscope: {{.Scope}}\\n';

const HEADERS = {
  ID: 'NETWORK ID',
  Name: 'NAME',
  Driver: 'DRIVER',
  Scope: 'SCOPE',
  IPv4: 'IPV4',
  IPv6: 'IPV6',
  Internal: 'INTERNAL',
  Labels: 'LABELS',
  CreatedAt: 'CREATED AT',
};

function networkFormat(source: string, quiet: boolean): string {
  if (source === 'table') return quiet ? QUIET_FORMAT : TABLE;
  if (source === 'raw') return quiet ? 'network_id: {{.ID}}' : RAW;
  return source;
}

/** What `docker network ls` prints. */
export function formatNetworks(networks: readonly Schemas['Network'][], options: Omit<ListOptions, 'now'>): string {
  const trunc = !options.noTrunc;
  const items = networks.map((network) =>
    goContext('network.networkContext', {
      ID: () => (trunc ? truncateId(network.Id ?? '') : (network.Id ?? '')),
      Name: () => network.Name ?? '',
      Driver: () => network.Driver ?? '',
      Scope: () => network.Scope ?? '',
      IPv4: () => bool(network.EnableIPv4),
      IPv6: () => bool(network.EnableIPv6),
      Internal: () => bool(network.Internal),
      Labels: () => joinLabels(network.Labels),
      Label: (name: string) => network.Labels?.[name] ?? '',
      CreatedAt: () => goTime(network.Created),
    }),
  );
  return writeList(networkFormat(options.format || 'table', options.quiet ?? false), HEADERS, items);
}
