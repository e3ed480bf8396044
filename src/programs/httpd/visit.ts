import type { HttpRequest } from '../../lib/http/message';
import { header } from '../../lib/http/message';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { HttpdSyntaxError, parseFile, type Node } from './parse';
import { lastOf, type Apache, type Host } from './site';

/** One request while it is answered. */
export interface Visit {
  sys: Sys;
  apache: Apache;
  host: Host;
  request: HttpRequest;
  peer: string;
  peerPort: number;
  port: number;
  address: string;
  /** The decoded path; rewriting and internal redirects change it. */
  path: string;
  query: string;
  /** The file that the path is mapped to. */
  file: string;
  /** Sections that apply, from the server's own to the innermost. */
  layers: readonly (readonly Node[])[];
  /** The folder of each layer that is a directory's, for rewriting. */
  folders: readonly (string | undefined)[];
  user: string | undefined;
  /** How often it was redirected internally. */
  turns: number;
  /** The status that an error document is shown for. */
  shownFor: number | undefined;
  log(module: string, level: string, message: string): Promise<void>;
}

/** The last directive of a name in force: of the innermost section that has it. */
export function setting(visit: Pick<Visit, 'layers'>, name: string): string[] | undefined {
  for (const layer of [...visit.layers].reverse()) {
    const found = lastOf(layer, name);
    if (found) return found;
  }
  return undefined;
}

/** Every directive of a name in force, outer ones first. */
export function settings(visit: Pick<Visit, 'layers'>, name: string): Node[] {
  return visit.layers.flatMap((layer) => layer.filter((node) => node.name === name));
}

/** The server's own name for its addresses: UseCanonicalName is off, so it is the one that was asked for. */
export function ownName(visit: Visit): { name: string; port: number } {
  const asked = header(visit.request.headers, 'host');
  if (asked !== undefined) {
    const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(asked) ?? [];
    return { name, port: Number(port ?? 80) };
  }
  const named = lastOf(visit.host.nodes, 'servername')?.[0] ?? lastOf(visit.apache.main, 'servername')?.[0] ?? visit.address;
  return { name: named.replace(/:\d+$/, ''), port: visit.port };
}

/** An absolute address on this server. */
export function absoluteUrl(visit: Visit, path: string): string {
  if (/^[a-z]+:\/\//i.test(path)) return path;
  const { name, port } = ownName(visit);
  return `http://${name}${port === 80 ? '' : `:${port}`}${path}`;
}

const globOf = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]')}$`);

/** Whether a pattern of Files or Directory fits; `~` and the …Match sections take regular expressions. */
function fits(node: Node, text: string): boolean {
  const [first = '', second = ''] = node.args;
  if (node.name.endsWith('match')) return new RegExp(first).test(text);
  if (first === '~') return new RegExp(second).test(text);
  return globOf(first).test(text);
}

const slashed = (path: string): string => (path.endsWith('/') ? path : `${path}/`);

function directorySections(nodes: readonly Node[], folder: string): Node[] {
  return nodes.filter((node) => node.name === 'directory' && (/[*?[]/.test(node.args[0]!) || node.args[0] === '~' ? fits(node, folder.replace(/(.)\/$/, '$1')) : slashed(node.args[0]!) === folder));
}

/** Joins the sections that apply to a path and its file: directories from the root down with their .htaccess, then files, then locations. */
export async function joinSections(visit: Visit): Promise<{ error: string; file: string } | undefined> {
  const { apache, host, sys } = visit;
  const own = host.isMain ? [apache.main] : [apache.main, host.nodes];
  const layers: (readonly Node[])[] = own.map((nodes) => nodes.filter((node) => node.inside === undefined));
  const folders: (string | undefined)[] = layers.map(() => undefined);
  const add = (nodes: readonly Node[], folder?: string) => {
    layers.push(nodes);
    folders.push(folder);
  };
  const isFolder = sys.access(visit.file, '') && sys.stat(visit.file).type === 'dir';
  const parts = (isFolder ? slashed(visit.file) : visit.file.slice(0, visit.file.lastIndexOf('/') + 1)).split('/').filter(Boolean);
  let overrides: string[] = ['none'];
  const htaccess: Node[] = [];
  for (let depth = 0; depth <= parts.length; depth++) {
    const folder = depth === 0 ? '/' : `/${parts.slice(0, depth).join('/')}/`;
    for (const nodes of own) {
      for (const section of directorySections(nodes, folder)) {
        add(section.inside!, folder);
        overrides = lastOf(section.inside!, 'allowoverride') ?? overrides;
      }
    }
    const path = `${folder}.htaccess`;
    if (overrides.some((one) => /^none$/i.test(one)) || !sys.access(path, '')) continue;
    try {
      const nodes = parseFile({ ...apache.reading, sys, isHtaccess: true }, path);
      htaccess.push(...nodes.filter((node) => node.inside));
      add(nodes.filter((node) => node.inside === undefined), folder);
    } catch (error) {
      if (isSysError(error) || !(error instanceof HttpdSyntaxError)) throw error;
      return { error: error.message, file: path };
    }
  }
  for (const nodes of own) for (const section of nodes.filter((node) => node.name === 'directorymatch')) if (fits(section, visit.file)) add(section.inside!);
  const name = visit.file.slice(visit.file.lastIndexOf('/') + 1);
  for (const nodes of [...own, htaccess]) for (const section of nodes.filter((node) => node.name === 'files' || node.name === 'filesmatch')) if (fits(section, name)) add(section.inside!);
  for (const nodes of own) {
    for (const section of nodes.filter((node) => node.name === 'location' || node.name === 'locationmatch')) {
      const [first = ''] = section.args;
      const applies = section.name === 'locationmatch' || first === '~' || /[*?]/.test(first) ? fits(section, visit.path) : visit.path === first || visit.path.startsWith(slashed(first));
      if (applies) add(section.inside!);
    }
  }
  visit.layers = layers;
  visit.folders = folders;
  return undefined;
}

/** The options in force: a section without signs sets them anew, one with signs changes them. */
export function optionsOf(visit: Visit): Set<string> {
  let options = new Set(['followsymlinks']);
  for (const { args } of settings(visit, 'options')) {
    if (!args.some((arg) => /^[+-]/.test(arg))) options = new Set();
    for (const arg of args) {
      const name = arg.replace(/^[+-]/, '').toLowerCase();
      if (name === 'none') options = new Set();
      else if (name === 'all') ['indexes', 'followsymlinks', 'includes', 'execcgi'].forEach((one) => options.add(one));
      else if (arg.startsWith('-')) options.delete(name);
      else options.add(name);
    }
  }
  return options;
}
