import { appendTo } from './error-log';
import { inheritedAll, type Exchange } from './exchange';
import { expand, valueOf } from './variables';
import { COMBINED } from './site';

/** A value as the log escapes it: quotes, backslashes and bytes outside of printable ASCII as \xXX; `-` for none. */
function escaped(value: string | undefined): string {
  if (value === undefined || value === '') return '-';
  return value.replace(/["\\\x00-\x1f\x7f-\uffff]/g, (c) => [...new TextEncoder().encode(c)].map((byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''));
}

function jsonEscaped(value: string | undefined): string {
  return value === undefined ? '' : JSON.stringify(value).slice(1, -1);
}

/** Writes the request to every access log in force. */
export async function logAccess(exchange: Exchange): Promise<void> {
  const { site, sys } = exchange;
  const given = inheritedAll(exchange.scope, 'access_log');
  const logs = given.length > 0 ? given.map(({ args }) => args) : [[site.build.accessLog]];
  for (const [path = '', ...rest] of logs) {
    if (path === 'off') return;
    const condition = rest.find((arg) => arg.startsWith('if='));
    if (condition !== undefined && ['', '0'].includes(expand(exchange, condition.slice(3)))) continue;
    const name = rest.find((arg) => !/^(buffer|gzip|flush|if)(=|$)/.test(arg)) ?? 'combined';
    const format = site.formats.get(name) ?? COMBINED;
    const isJson = site.jsonFormats.has(name);
    const line = format.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, bare: string) => (isJson ? jsonEscaped : escaped)(valueOf(exchange, braced ?? bare)));
    await appendTo(sys, site.logs, path.startsWith('/') ? path : `${site.prefix}/${path}`, `${line}\n`);
  }
}
