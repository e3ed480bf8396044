import { header, type HttpRequest } from '../../lib/http/message';
import type { Sys } from '../../machine/sys';
import type { Directive } from './config';
import { all, last } from './config';
import type { Server, Site } from './site';

/** Blocks from the innermost to `http`: what a directive is looked for in. */
export type Scope = readonly (readonly Directive[])[];

/** One attempt to get an answer from an upstream server. */
export interface UpstreamTry {
  address: string;
  status: number;
  tookMs: number;
  bytes: number;
}

/** One request while it is answered. */
export interface Exchange {
  readonly sys: Sys;
  readonly site: Site;
  readonly request: HttpRequest;
  readonly server: Server;
  /** The connection's number and how many requests it has carried. */
  readonly connection: { id: number; requests: number; peer: string; peerPort: number; ownAddress: string; ownPort: number };
  readonly startMs: number;
  /** The decoded path without arguments; rewrites change it. */
  uri: string;
  args: string;
  scope: Scope;
  location: Directive | undefined;
  /** Values of `set`, of captures by name, and what modules leave for the log. */
  readonly values: Map<string, string>;
  captures: readonly string[];
  /** How often the request was redirected internally; ten are allowed. */
  internalRedirects: number;
  isInternal: boolean;
  /** True once a rewrite has changed the path: upstream servers get that one. */
  isRewritten: boolean;
  /** True on a port that `listen … ssl` opened. */
  readonly isSsl: boolean;
  /** The file that the request was mapped to, for `$request_filename`. */
  readonly tries: UpstreamTry[];
  status: number;
  bodyBytes: number;
  headBytes: number;
  sentHeaders: readonly (readonly [string, string])[];
}

/** A directive's arguments from the innermost block that has it. */
export function inherited(scope: Scope, name: string): string[] | undefined {
  for (const block of scope) {
    const found = last(block, name);
    if (found) return found;
  }
  return undefined;
}

/** All directives of a name in the innermost block that has any: lists aren't merged with outer ones. */
export function inheritedAll(scope: Scope, name: string): Directive[] {
  for (const block of scope) {
    const found = all(block, name);
    if (found.length > 0) return found;
  }
  return [];
}

/** True when a flag is on. */
export function isOn(scope: Scope, name: string, otherwise = false): boolean {
  const value = inherited(scope, name)?.[0]?.toLowerCase();
  return value === undefined ? otherwise : value === 'on';
}

/** The request's host: of the request line, of the Host field without its port, or the server's name. */
export function hostOf(exchange: Exchange): string {
  const absolute = /^https?:\/\/([^/:]+)/i.exec(exchange.request.target)?.[1];
  const named = absolute ?? header(exchange.request.headers, 'host')?.replace(/:\d*$/, '');
  return (named ?? exchange.server.names[0] ?? '').toLowerCase();
}

const SIZES: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** `8k`, `10m`: bytes; undefined when it is no size. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+)([kmg]?)$/i.exec(text);
  return match ? Number(match[1]) * (SIZES[match[2]!.toLowerCase()] ?? 1) : undefined;
}

const UNITS: Readonly<Record<string, number>> = { y: 365 * 86400_000, M: 30 * 86400_000, w: 7 * 86400_000, d: 86400_000, h: 3600_000, m: 60_000, s: 1000, ms: 1 };

/** `1h 30m`, `10s`, `500ms`, `60`: milliseconds; undefined when it is no time. */
export function parseTime(text: string): number | undefined {
  if (!/^(\d+(ms|[yMwdhms])?\s*)+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[yMwdhms])?/g)) total += Number(amount) * UNITS[unit ?? 's']!;
  return total;
}
