import type { Node } from './parse';
import { parseFile, type Reading } from './parse';

/** A server by name: the main one, or a virtual host. */
export interface Host {
  names: string[];
  /** Addresses of `<VirtualHost>`; none for the main server. */
  addresses: string[];
  nodes: Node[];
  isMain: boolean;
}

/** What a configuration comes to. */
export interface Apache {
  reading: Reading;
  main: Node[];
  hosts: Host[];
  listens: { host: string | undefined; port: number }[];
  types: Map<string, string>;
  program: string;
}

/** The arguments of the last directive of a name. */
export function lastOf(nodes: readonly Node[], name: string): string[] | undefined {
  return nodes.findLast((node) => node.name === name && node.inside === undefined)?.args;
}

/** Every directive of a name. */
export function allOf(nodes: readonly Node[], name: string): Node[] {
  return nodes.filter((node) => node.name === name);
}

/** Reads the configuration with all that it includes. Throws HttpdSyntaxError. */
export function readApache(reading: Reading, path: string): Apache {
  const main = parseFile(reading, path);
  const hosts = allOf(main, 'virtualhost').map((node): Host => ({ addresses: node.args, nodes: node.inside!, isMain: false, names: [...(lastOf(node.inside!, 'servername') ?? []), ...allOf(node.inside!, 'serveralias').flatMap(({ args }) => args)].map((name) => name.replace(/^https?:\/\//, '').replace(/:\d+$/, '').toLowerCase()) }));
  const types = new Map<string, string>();
  const config = lastOf(main, 'typesconfig')?.[0];
  const file = config === undefined ? undefined : config.startsWith('/') ? config : `${reading.root}/${config}`;
  if (file !== undefined && reading.sys.access(file, 'r')) {
    for (const line of reading.sys.readText(file).split('\n')) {
      const [type = '', ...extensions] = line.replace(/#.*/, '').trim().split(/\s+/);
      for (const extension of extensions) types.set(extension, type);
    }
  }
  const listens = allOf(main, 'listen').map(({ args: [address = ''] }) => {
    const [, host, port] = /^(?:\[?([^\]]*?)\]?:)?(\d+)$/.exec(address) ?? [];
    return { host: host === undefined || host === '*' ? undefined : host, port: Number(port) };
  });
  return { reading, main, hosts, listens, types, program: reading.program };
}

const matches = (pattern: string, name: string): boolean => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`).test(name);

/** The virtual host that answers: by address and port, then by name, the first one otherwise; the main server when there is none. */
export function chooseHost(apache: Apache, address: string, port: number, name: string): Host {
  const there = apache.hosts.filter((host) => host.addresses.some((each) => {
    const [, ip = '*', wanted = '*'] = /^\[?([^\]]*?)\]?(?::(\d+|\*))?$/.exec(each) ?? [];
    return (ip === '*' || ip === '_default_' || ip === address) && (wanted === '*' || Number(wanted) === port);
  }));
  return there.find((host) => host.names.some((each) => matches(each, name.toLowerCase()))) ?? there[0] ?? { names: [], addresses: [], nodes: [], isMain: true };
}
