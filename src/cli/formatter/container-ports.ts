/** A port as `GET /containers/json` tells of it. */
export interface PortSummary {
  IP?: string;
  PrivatePort?: number;
  PublicPort?: number;
  Type?: string;
}

/** IPv4 before IPv6, none before both; else by number (netip.Addr.Less). */
function compareAddresses(a: string, b: string): number {
  const rank = (ip: string): number => (ip === '' ? 0 : ip.includes(':') ? 2 : 1);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (rank(a) !== 1) return a < b ? -1 : a > b ? 1 : 0;
  const number = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return number(a) - number(b);
}

function comparePorts(a: PortSummary, b: PortSummary): number {
  return (
    (a.PrivatePort ?? 0) - (b.PrivatePort ?? 0) ||
    compareAddresses(a.IP ?? '', b.IP ?? '') ||
    (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
    ((a.Type ?? '') < (b.Type ?? '') ? -1 : (a.Type ?? '') > (b.Type ?? '') ? 1 : 0)
  );
}

function host(ip: string): string {
  return ip.includes(':') ? `[${ip}]` : ip;
}

interface Group {
  ip: string;
  type: string;
  first: number;
  last: number;
}

function groupText({ ip, type, first, last }: Group): string {
  const range = first === last ? String(first) : `${first}-${last}`;
  return `${ip === '' ? '' : `${host(ip)}:${range}->`}${range}/${type}`;
}

/** Ports in one text, runs of neighbours as ranges: `0.0.0.0:8080->80/tcp, 5432/tcp` (formatter.DisplayablePorts). */
export function displayablePorts(ports: readonly PortSummary[] | null | undefined): string {
  const groups = new Map<string, Group>();
  const done: string[] = [];
  const mapped: string[] = [];
  for (const port of [...(ports ?? [])].sort(comparePorts)) {
    const { IP: ip = '', PrivatePort: current = 0, PublicPort: published, Type: type = '' } = port;
    if (ip !== '' && published !== current) {
      mapped.push(`${host(ip)}:${published ?? 0}->${current}/${type}`);
      continue;
    }
    const key = `${ip}/${type}`;
    const group = groups.get(key);
    if (group && current === group.last + 1) {
      group.last = current;
      continue;
    }
    if (group) done.push(groupText(group));
    groups.set(key, { ip, type, first: current, last: current });
  }
  return [...done, ...[...groups.values()].map(groupText), ...mapped].join(', ');
}
