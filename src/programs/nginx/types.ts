import { all } from './config';
import { inherited, type Exchange } from './exchange';

/** The media type of a path: by the innermost `types`, else default_type. */
export function contentTypeOf(exchange: Exchange, path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const own = exchange.scope.slice(0, -1).flatMap((block) => all(block, 'types'))[0];
  const found = own ? own.block!.find(({ args }) => args.includes(extension))?.name : exchange.site.types.get(extension);
  return found ?? inherited(exchange.scope, 'default_type')?.[0] ?? 'text/plain';
}
