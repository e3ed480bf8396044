import { parseArray } from './arrays';
import { refuse } from './error';
import type { Value } from './value';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Objects' keys as jsonb and MySQL keep them: shorter ones first, then by their bytes. */
const byLength = ([a]: [string, Json], [b]: [string, Json]): number => a.length - b.length || (a < b ? -1 : 1);

/** JSON as jsonb and MySQL show it: keys in order, a space behind colons and commas. */
export function spacedJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (value !== null && typeof value === 'object') return `{${Object.entries(value).sort(byLength).map(([key, each]) => `${JSON.stringify(key)}: ${spacedJson(each)}`).join(', ')}}`;
  return JSON.stringify(value);
}

/** jsonb_pretty's and JSON_PRETTY's form: so many spaces a level. */
export function prettyJson(value: Json, step: number, depth = 0): string {
  const pad = ' '.repeat(step * (depth + 1));
  const end = `\n${' '.repeat(step * depth)}`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[\n${value.map((each) => pad + prettyJson(each, step, depth + 1)).join(',\n')}${end}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(byLength);
    return entries.length === 0 ? '{}' : `{\n${entries.map(([key, each]) => `${pad}${JSON.stringify(key)}: ${prettyJson(each, step, depth + 1)}`).join(',\n')}${end}}`;
  }
  return JSON.stringify(value);
}

/** A text as JSON; undefined for what is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A column's value as JSON. */
export function toJson(value: Value, isJson: boolean): Json {
  return typeof value === 'string' && isJson ? (parseJson(value) ?? value) : value;
}

/** A step into JSON: a key, or a place of an array (negative from its end). */
export function memberOf(from: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(from)) return /^-?\d+$/.test(key) ? from.at(Number(key)) : undefined;
  return from !== null && typeof from === 'object' && Object.hasOwn(from, key) ? from[key] : undefined;
}

/** The steps of PostgreSQL's path text, `{a,b,0}`. */
export const pathOf = (text: string): string[] => (parseArray(text) ?? []).map(String);

/** The steps of MySQL's path, `$.a[0]."b c"`; wildcards aren't simulated. */
export function mysqlPath(text: string): string[] {
  if (!text.startsWith('$')) refuse({ kind: 'json-path', path: text });
  if (text.includes('*')) refuse({ kind: 'not-simulated', what: 'a wildcard in a JSON path' });
  return [...text.slice(1).matchAll(/\.\s*(?:"([^"]*)"|([\w$]+))|\[\s*(\d+)\s*\]/g)].map(([, quoted, bare, place]) => quoted ?? bare ?? place ?? '');
}

export const walkJson = (from: Json | undefined, path: readonly string[]): Json | undefined => path.reduce<Json | undefined>((at, key) => memberOf(at, key), from);

/** JSON with another value at a path; made there where asked, only put in place of one where asked. */
export function withMember(from: Json, path: readonly string[], value: Json | undefined, makes: boolean, replaces = true): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? null;
  const there = memberOf(from, key);
  if (rest.length === 0 ? (there === undefined ? !makes || value === undefined : !replaces) : there === undefined) return from;
  if (Array.isArray(from)) {
    const at = Number(key) < 0 ? from.length + Number(key) : Number(key);
    const items = [...from];
    if (rest.length === 0 && value === undefined) items.splice(at, 1);
    else items[Math.min(at, items.length)] = rest.length === 0 ? value! : withMember(there!, rest, value, makes, replaces);
    return items;
  }
  if (from === null || typeof from !== 'object') return from;
  if (rest.length === 0 && value === undefined) return Object.fromEntries(Object.entries(from).filter(([name]) => name !== key));
  return { ...from, [key]: rest.length === 0 ? value! : withMember(there!, rest, value, makes, replaces) };
}

/** jsonb's @> and JSON_CONTAINS. */
export function containsJson(whole: Json, part: Json): boolean {
  if (Array.isArray(whole)) return Array.isArray(part) ? part.every((each) => whole.some((other) => containsJson(other, each))) : whole.some((other) => containsJson(other, part));
  if (whole !== null && typeof whole === 'object') return part !== null && typeof part === 'object' && !Array.isArray(part) && Object.entries(part).every(([key, each]) => Object.hasOwn(whole, key) && containsJson(whole[key]!, each));
  return whole === part;
}

/** What json_typeof and JSON_TYPE call a value, in small letters. */
export function jsonType(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
