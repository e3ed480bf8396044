import type { Directive } from './config';
import { holds } from './condition';
import type { Exchange } from './exchange';
import { Finish, statusPage, type Reply } from './pages';
import { utf8 } from '../../lib/bytes';
import { productOf } from './product';
import { regexOf } from './regex';
import { contentTypeOf } from './types';
import { expand } from './variables';

/** How the rewrite directives of a block ended: `changed` asks for another location. */
export type ScriptEnd = 'done' | 'changed';

function returned(exchange: Exchange, args: readonly string[]): Reply {
  const [first = '', second] = args;
  if (!/^\d+$/.test(first)) return statusPage(302, productOf(exchange), expand(exchange, first));
  const status = Number(first);
  if (status === 444) return { status, silent: true };
  if ([301, 302, 303, 307, 308].includes(status) && second !== undefined) return statusPage(status, productOf(exchange), expand(exchange, second));
  exchange.status = status;
  if (second !== undefined) return { status, isText: true, contentType: contentTypeOf(exchange, exchange.uri), body: utf8(expand(exchange, second)) };
  if (status === 204) return { status };
  if (status < 300) return { status, contentType: contentTypeOf(exchange, exchange.uri), body: new Uint8Array(0) };
  return statusPage(status, productOf(exchange));
}

/** Follows one `rewrite`: true when it matched. Throws Finish for a redirect. */
function rewrite(exchange: Exchange, [pattern = '', replacement = '', flag]: readonly string[]): boolean {
  const match = regexOf(pattern, false).exec(exchange.uri);
  if (!match) return false;
  exchange.captures = match;
  for (const [name, value] of Object.entries(match.groups ?? {})) exchange.values.set(name, value ?? '');
  const keepsArgs = !replacement.endsWith('?');
  const target = expand(exchange, keepsArgs ? replacement : replacement.slice(0, -1));
  const isRedirect = flag === 'permanent' || flag === 'redirect' || /^(https?:\/\/|\$scheme)/.test(replacement);
  const [path = '', own] = target.includes('?') ? [target.slice(0, target.indexOf('?')), target.slice(target.indexOf('?') + 1)] : [target, undefined];
  const args = own === undefined ? (keepsArgs ? exchange.args : '') : keepsArgs && exchange.args ? `${own}&${exchange.args}` : own;
  if (isRedirect) throw new Finish(statusPage(flag === 'permanent' ? 301 : 302, productOf(exchange), `${path}${args ? `?${args}` : ''}`));
  exchange.uri = path;
  exchange.args = args;
  exchange.isRewritten = true;
  return true;
}

/** Runs set, if, rewrite, return and break of a block in their order (ngx_http_rewrite_module). Throws Finish. */
export function runScript(exchange: Exchange, block: readonly Directive[]): ScriptEnd {
  return steps(exchange, block).changed ? 'changed' : 'done';
}

function steps(exchange: Exchange, block: readonly Directive[]): { changed: boolean; stop: boolean } {
  let changed = false;
  for (const directive of block) {
    const { name, args } = directive;
    if (name === 'set') exchange.values.set(args[0]!.slice(1), expand(exchange, args[1] ?? ''));
    else if (name === 'return') throw new Finish(returned(exchange, args));
    else if (name === 'break') return { changed, stop: true };
    else if (name === 'rewrite') {
      if (!rewrite(exchange, args)) continue;
      if (args[2] === 'break') return { changed, stop: true };
      changed = true;
      if (args[2] === 'last') return { changed, stop: true };
    } else if (name === 'if' && holds(exchange, directive)) {
      exchange.scope = [directive.block!, ...exchange.scope.filter((one) => !isIf(one, block))];
      const inner = steps(exchange, directive.block!);
      changed ||= inner.changed;
      if (inner.stop) return { changed, stop: true };
    }
  }
  return { changed, stop: false };
}

/** Only the last `if` of a block that held is in force. */
function isIf(one: readonly Directive[], block: readonly Directive[]): boolean {
  return block.some((directive) => directive.name === 'if' && directive.block === one);
}

