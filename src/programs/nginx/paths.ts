import { inherited, type Exchange } from './exchange';
import { expand } from './variables';

/** The `root` in force, with a relative one under nginx's own prefix. */
export function rootOf(exchange: Exchange): string {
  const given = inherited(exchange.scope, 'root')?.[0] ?? 'html';
  const root = expand(exchange, given).replace(/(.)\/$/, '$1');
  return root.startsWith('/') ? root : `${exchange.site.prefix}/${root}`;
}

/** The file that a path is mapped to: by `alias` or under `root`. */
export function fileOf(exchange: Exchange, uri: string): string {
  const alias = exchange.scope.find((block) => block.some(({ name }) => name === 'alias' || name === 'root'))?.find(({ name }) => name === 'alias')?.args[0];
  if (alias === undefined) return `${rootOf(exchange)}${uri}`;
  const to = expand(exchange, alias);
  const [kind = '', pattern] = exchange.location?.args ?? [];
  // In a location of a regular expression alias names the whole file.
  if (kind === '~' || kind === '~*') return to;
  const prefix = pattern ?? kind;
  return `${to.startsWith('/') ? to : `${exchange.site.prefix}/${to}`}${uri.slice(prefix.length)}`;
}
