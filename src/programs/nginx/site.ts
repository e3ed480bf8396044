import { all, ConfigError, last, type Directive } from './config';

/** Where a server listens. */
export interface Listen {
  host: string;
  port: number;
  isDefault: boolean;
}

export interface Server {
  listens: Listen[];
  names: string[];
  block: Directive[];
}

export interface Site {
  servers: Server[];
  /** Servers of an upstream by its name, with weights; `next` goes round. */
  upstreams: Map<string, { servers: { host: string; port: number; weight: number; down: boolean; backup: boolean }[]; next: number }>;
  http: Directive[];
  workers: number;
  errorLog: string;
}

function parseListen(directive: Directive): Listen {
  const [address = '80', ...flags] = directive.args;
  const match = /^(?:(\[[^\]]+\]|[^:]+):)?(\d+)$/.exec(address);
  const isDefault = flags.includes('default_server') || flags.includes('default');
  if (match) return { host: match[1] === '*' ? '0.0.0.0' : (match[1]?.replace(/^\[|\]$/g, '') ?? '0.0.0.0').replace('localhost', '127.0.0.1'), port: Number(match[2]), isDefault };
  if (/^[\w.]+$/.test(address)) return { host: address.replace('localhost', '127.0.0.1'), port: 80, isDefault };
  throw new ConfigError(`invalid parameter "${address}" in ${directive.file}:${directive.line}`);
}

function parseUpstreamServer(directive: Directive): { host: string; port: number; weight: number; down: boolean; backup: boolean } {
  const [address = '', ...flags] = directive.args;
  const [, host = '', port = '80'] = /^(?:https?:\/\/)?([^:/]+)(?::(\d+))?$/.exec(address) ?? [];
  const weight = Number(flags.find((flag) => flag.startsWith('weight='))?.slice(7) ?? 1);
  return { host, port: Number(port), weight, down: flags.includes('down'), backup: flags.includes('backup') };
}

/** What a read configuration comes to. Throws ConfigError. */
export function buildSite(config: readonly Directive[], cpus: number): Site {
  const http = all(config, 'http').flatMap((directive) => directive.block!);
  if (all(config, 'events').length === 0) throw new ConfigError('no "events" section in configuration');
  const upstreams: Site['upstreams'] = new Map(all(http, 'upstream').map((directive) => [directive.args[0]!, { servers: all(directive.block, 'server').map(parseUpstreamServer), next: 0 }]));
  const servers = all(http, 'server').map((directive): Server => {
    const block = directive.block!;
    const listens = all(block, 'listen').map(parseListen);
    return { listens: listens.length > 0 ? listens : [{ host: '0.0.0.0', port: 80, isDefault: false }], names: last(block, 'server_name') ?? [''], block };
  });
  const workers = last(config, 'worker_processes')?.[0] ?? '1';
  return { servers, upstreams, http, workers: workers === 'auto' ? cpus : Number(workers), errorLog: last(config, 'error_log')?.[0] ?? '/var/log/nginx/error.log' };
}

/** The server for a host name among those that listen on an address (nginx: exact, wildcard, regular expression, default). */
export function chooseServer(site: Site, port: number, host: string): Server | undefined {
  const there = site.servers.filter((server) => server.listens.some((listen) => listen.port === port));
  const named = (test: (name: string) => boolean) => there.find((server) => server.names.some(test));
  return (
    named((name) => name === host) ??
    named((name) => name.startsWith('*.') && host.endsWith(name.slice(1))) ??
    named((name) => name.endsWith('.*') && host.startsWith(name.slice(0, -1))) ??
    named((name) => name.startsWith('~') && new RegExp(name.slice(1)).test(host)) ??
    there.find((server) => server.listens.some((listen) => listen.port === port && listen.isDefault)) ??
    there[0]
  );
}

/** The location for a path, by nginx's order: exact, longest prefix with ^~, regular expressions, longest prefix. */
export function chooseLocation(block: readonly Directive[], path: string): { directive: Directive; captures: readonly string[] } | undefined {
  const locations = all(block, 'location');
  const exact = locations.find(({ args }) => args[0] === '=' && args[1] === path);
  if (exact) return { directive: exact, captures: [] };
  const prefixOf = ({ args }: Directive) => (args.length === 1 ? args[0]! : args[0] === '^~' ? args[1]! : undefined);
  const longest = locations.filter((directive) => prefixOf(directive) !== undefined && path.startsWith(prefixOf(directive)!)).sort((a, b) => prefixOf(b)!.length - prefixOf(a)!.length)[0];
  if (longest?.args[0] === '^~') return { directive: longest, captures: [] };
  for (const directive of locations) {
    const [kind, pattern = ''] = directive.args;
    if (kind !== '~' && kind !== '~*') continue;
    const match = new RegExp(pattern, kind === '~*' ? 'i' : '').exec(path);
    if (match) return { directive, captures: match };
  }
  return longest ? { directive: longest, captures: [] } : undefined;
}
