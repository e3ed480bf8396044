import { isOn, type Exchange } from './exchange';

/** What nginx calls itself in its pages and in Server: with its version unless server_tokens is off. */
export function productOf(exchange: Exchange): string {
  return isOn(exchange.scope, 'server_tokens', true) ? `nginx/${exchange.site.build.version}` : 'nginx';
}
