import { all, last, type Directive } from './config';
import { parseListen, type Listen } from './listen';
import { regexOf } from './regex';
import type { Build } from './version';
import { LateConfigError } from './tokens';
import { Upstream } from './upstream';

export interface Server {
  listens: Listen[];
  names: string[];
  block: Directive[];
}

/** What `map` says. */
export interface VariableMap {
  source: string;
  hostnames: boolean;
  fallback: string;
  entries: [key: string, value: string][];
}

/** A zone of limit_req_zone, with what is owed of each key. */
export interface LimitZone {
  key: string;
  perSecond: number;
  owed: Map<string, { excess: number; atMs: number }>;
}

export interface Site {
  servers: Server[];
  upstreams: Map<string, Upstream>;
  /** Upstreams that proxy_pass names by itself, made when first asked. */
  implicit: Map<string, Upstream>;
  /** What the names in the configuration resolved to when it was read. */
  addresses: ReadonlyMap<string, readonly string[]>;
  maps: Map<string, VariableMap>;
  formats: Map<string, string>;
  /** Formats whose values are escaped for JSON. */
  jsonFormats: ReadonlySet<string>;
  types: Map<string, string>;
  limits: Map<string, LimitZone>;
  /** Descriptors of the logs by their paths. */
  logs: Map<string, number>;
  main: Directive[];
  http: Directive[];
  workers: number;
  /** Who the workers run as. */
  user: string | undefined;
  prefix: string;
  /** The folder of nginx.conf, where relative names of configuration files start. */
  configFolder: string;
  build: Build;
  /** Requests and connections so far, for stub_status. */
  counts: { accepted: number; requests: number; active: number };
}

export const COMBINED = '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

function mapOf(directive: Directive): [string, VariableMap] {
  const entries: [string, string][] = [];
  const map: VariableMap = { source: directive.args[0]!, hostnames: false, fallback: '', entries };
  for (const { name, args } of directive.block!) {
    if (name === 'hostnames' && args.length === 0) map.hostnames = true;
    else if (name === 'default') map.fallback = args[0] ?? '';
    else if (name !== 'volatile') entries.push([name, args[0] ?? '']);
  }
  return [directive.args[1]!.slice(1), map];
}

function limitOf({ args }: Directive): [string, LimitZone] {
  const zone = /^zone=([^:]+):/.exec(args.find((arg) => arg.startsWith('zone=')) ?? '')?.[1] ?? '';
  const [, amount = '1', unit = 's'] = /^rate=(\d+)r\/([sm])/.exec(args.find((arg) => arg.startsWith('rate=')) ?? '') ?? [];
  return [zone, { key: args[0]!, perSecond: Number(amount) / (unit === 'm' ? 60 : 1), owed: new Map() }];
}

/** The media types by extension; nginx's own three when there is no `types`. */
function typesOf(http: readonly Directive[]): Map<string, string> {
  const types = new Map<string, string>();
  for (const block of all(http, 'types')) for (const { name, args } of block.block!) for (const extension of args) types.set(extension.toLowerCase(), name);
  return all(http, 'types').length > 0 ? types : new Map([['html', 'text/html'], ['gif', 'image/gif'], ['jpg', 'image/jpeg']]);
}

/** What a read configuration comes to. `addresses` are those that names had when it was read. Throws ConfigError. */
export function buildSite(main: Directive[], build: Build, configFolder: string, cpus: number, addresses: ReadonlyMap<string, readonly string[]>): Site {
  const http = all(main, 'http').flatMap((directive) => directive.block!);
  if (all(main, 'events').length === 0) throw new LateConfigError('no "events" section in configuration');
  const servers = all(http, 'server').map((directive): Server => {
    const block = directive.block!;
    const listens = all(block, 'listen').map(parseListen);
    const names = all(block, 'server_name').flatMap(({ args }) => args);
    return { listens: listens.length > 0 ? listens : [{ host: '0.0.0.0', port: 80, isDefault: false, ssl: false, unix: undefined, explicit: false }], names: names.length > 0 ? names : [''], block };
  });
  const workers = last(main, 'worker_processes')?.[0] ?? '1';
  return {
    servers, main, http, build, prefix: build.prefix, configFolder,
    upstreams: new Map(all(http, 'upstream').map((directive) => [directive.args[0]!, new Upstream(directive, addresses)])),
    implicit: new Map(),
    addresses,
    maps: new Map(all(http, 'map').map(mapOf)),
    formats: new Map([['combined', COMBINED], ...all(http, 'log_format').map(({ args }): [string, string] => [args[0]!, args.slice(1).filter((arg, i) => i > 0 || !arg.startsWith('escape=')).join('')])]),
    jsonFormats: new Set(all(http, 'log_format').filter(({ args }) => args[1] === 'escape=json').map(({ args }) => args[0]!)),
    types: typesOf(http),
    logs: new Map(),
    limits: new Map(all(http, 'limit_req_zone').map(limitOf)),
    workers: workers === 'auto' ? cpus : Number(workers),
    user: last(main, 'user')?.[0],
    counts: { accepted: 0, requests: 0, active: 0 },
  };
}

/** The server for a host name among those that listen on an address (nginx: exact, wildcards, regular expressions in order, default). */
export function chooseServer(site: Site, at: { host: string; port: number }, host: string): { server: Server; captures: RegExpExecArray | undefined } | undefined {
  const hears = (listen: Listen) => listen.port === at.port && listen.host === at.host;
  const there = site.servers.filter((server) => server.listens.some(hears));
  const name = host.toLowerCase().replace(/\.$/, '');
  const withName = (test: (name: string) => boolean) => there.find((server) => server.names.some((each) => test(each.toLowerCase())));
  const longest = (test: (name: string) => boolean): Server | undefined =>
    there.flatMap((server) => server.names.filter((each) => test(each.toLowerCase())).map((each) => ({ server, length: each.length }))).sort((a, b) => b.length - a.length)[0]?.server;
  const found =
    withName((each) => each === name || (each.startsWith('.') && each.slice(1) === name)) ??
    longest((each) => (each.startsWith('*.') && name.endsWith(each.slice(1))) || (each.startsWith('.') && name.endsWith(each))) ??
    longest((each) => each.endsWith('.*') && name.startsWith(each.slice(0, -1)));
  if (found) return { server: found, captures: undefined };
  for (const server of there) {
    for (const each of server.names) {
      const captures = each.startsWith('~') ? regexOf(each.slice(1), false).exec(name) : null;
      if (captures) return { server, captures };
    }
  }
  const server = there.find((each) => each.listens.some((listen) => hears(listen) && listen.isDefault)) ?? there[0];
  return server && { server, captures: undefined };
}

/** The locations around a path, outermost first, by nginx's order: exact, longest prefix with ^~, regular expressions, longest prefix. */
export function chooseLocation(block: readonly Directive[], path: string): { chain: Directive[]; captures: RegExpExecArray | undefined } {
  const locations = all(block, 'location').filter(({ args }) => !args[0]!.startsWith('@'));
  const exact = locations.find(({ args }) => args[0] === '=' && args[1] === path);
  if (exact) return { chain: [exact], captures: undefined };
  const prefixOf = ({ args }: Directive) => (args.length === 1 ? args[0]! : args[0] === '^~' ? args[1]! : undefined);
  const longest = locations.filter((directive) => prefixOf(directive) !== undefined && path.startsWith(prefixOf(directive)!)).sort((a, b) => prefixOf(b)!.length - prefixOf(a)!.length)[0];
  const inner = longest ? chooseLocation(longest.block!, path) : { chain: [], captures: undefined };
  if (longest && inner.captures) return { chain: [longest, ...inner.chain], captures: inner.captures };
  const innermost = inner.chain.at(-1) ?? longest;
  if (innermost?.args[0] !== '^~' && innermost?.args[0] !== '=') {
    for (const directive of locations) {
      const [kind, pattern = ''] = directive.args;
      if (kind !== '~' && kind !== '~*') continue;
      const captures = regexOf(pattern, kind === '~*').exec(path);
      if (!captures) continue;
      const below = chooseLocation(directive.block!, path);
      return { chain: [directive, ...below.chain], captures: below.captures ?? captures };
    }
  }
  return { chain: longest ? [longest, ...inner.chain] : [], captures: undefined };
}

