import { refuse } from './error';
import type { FunctionTable } from './function-table';
import { containsJson, jsonType, memberOf, mysqlPath, parseJson, pathOf, prettyJson, spacedJson, toJson, walkJson, withMember, type Json } from './json';
import { INT, TEXT, type SqlType, type Value } from './value';

const JSONB: SqlType = { family: 'json', name: 'jsonb' };
const JSON_TYPE: SqlType = { family: 'json', name: 'json' };

const document = (value: Value | undefined): Json => {
  const parsed = parseJson(String(value));
  return parsed === undefined ? refuse({ kind: 'bad-json', value: String(value) }) : parsed;
};
const isJson = (type: SqlType | undefined): boolean => type?.family === 'json';

/** JSON as PostgreSQL's json type writes what it builds: `{"a" : 1}`. */
function builtJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(builtJson).join(', ')}]`;
  if (value !== null && typeof value === 'object') return `{${Object.entries(value).map(([key, each]) => `${JSON.stringify(key)} : ${builtJson(each)}`).join(', ')}}`;
  return JSON.stringify(value);
}

function pairs(args: readonly Value[], types: readonly SqlType[]): Json {
  return Object.fromEntries(args.flatMap((arg, i) => (i % 2 === 0 ? [[String(arg), toJson(args[i + 1] ?? null, isJson(types[i + 1]))]] : [])));
}

const items = (args: readonly Value[], types: readonly SqlType[]): Json => args.map((arg, i) => toJson(arg, isJson(types[i])));
const shown = (value: Json | undefined): Value => (value === undefined ? null : spacedJson(value));
const texts = (value: Json | undefined): Value => (value === undefined || value === null ? null : typeof value === 'string' ? value : spacedJson(value));

/** PostgreSQL's functions on json and jsonb (documentation, 9.16). */
export const POSTGRES_JSON: FunctionTable = {
  jsonb_build_object: [JSONB, (args, _around, types) => spacedJson(pairs(args, types))],
  json_build_object: [JSON_TYPE, (args, _around, types) => builtJson(pairs(args, types))],
  jsonb_build_array: [JSONB, (args, _around, types) => spacedJson(items(args, types))],
  json_build_array: [JSON_TYPE, (args, _around, types) => builtJson(items(args, types))],
  to_jsonb: [JSONB, ([value], _around, [type]) => (value === null ? null : spacedJson(toJson(value!, isJson(type))))],
  to_json: [JSON_TYPE, ([value], _around, [type]) => (value === null ? null : JSON.stringify(toJson(value!, isJson(type))))],
  jsonb_set: [JSONB, ([from, path, value, makes]) => (from === null ? null : spacedJson(withMember(document(from), pathOf(String(path)), document(value), makes !== false)))],
  jsonb_pretty: [TEXT, ([value]) => (value === null ? null : prettyJson(document(value), 4))],
  jsonb_array_length: [INT, ([value]) => { const array = value === null ? null : document(value); return array === null ? null : Array.isArray(array) ? array.length : refuse({ kind: 'not-array' }); }],
  jsonb_typeof: [TEXT, ([value]) => (value === null ? null : jsonType(document(value)))],
  jsonb_extract_path: [JSONB, ([from, ...path]) => (from === null ? null : shown(walkJson(document(from), path.map(String))))],
  jsonb_extract_path_text: [TEXT, ([from, ...path]) => (from === null ? null : texts(walkJson(document(from), path.map(String))))],
  jsonb_strip_nulls: [JSONB, ([value]) => (value === null ? null : spacedJson(stripped(document(value))))],
};

function stripped(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(stripped);
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null).map(([key, each]) => [key, stripped(each)]));
}

/** Changes at paths: JSON_SET, JSON_INSERT, JSON_REPLACE. */
const changes = (makes: boolean, replaces: boolean): FunctionTable[string] => [JSON_TYPE, ([from, ...rest], _around, [, ...types]) => {
  if (from === null) return null;
  let value = document(from);
  for (let i = 0; i + 1 < rest.length; i += 2) value = withMember(value, mysqlPath(String(rest[i])), toJson(rest[i + 1]!, isJson(types[i + 1])), makes, replaces);
  return spacedJson(value);
}];

/** MySQL's functions on JSON (manual, 14.17). */
export const MYSQL_JSON: FunctionTable = {
  json_object: [JSON_TYPE, (args, _around, types) => spacedJson(pairs(args, types))],
  json_array: [JSON_TYPE, (args, _around, types) => spacedJson(items(args, types))],
  json_extract: [JSON_TYPE, ([from, ...paths]) => {
    if (from === null) return null;
    const found = paths.map((path) => walkJson(document(from), mysqlPath(String(path)))).filter((each) => each !== undefined);
    return found.length === 0 ? null : spacedJson(paths.length === 1 ? found[0]! : found);
  }],
  json_unquote: [TEXT, ([value]) => { if (value === null) return null; const parsed = String(value).startsWith('"') ? parseJson(String(value)) : undefined; return typeof parsed === 'string' ? parsed : String(value); }],
  json_value: [TEXT, ([from, path]) => (from === null ? null : texts(walkJson(document(from), mysqlPath(String(path)))))],
  json_quote: [TEXT, ([value]) => (value === null ? null : JSON.stringify(String(value)))],
  json_set: changes(true, true),
  json_insert: changes(true, false),
  json_replace: changes(false, true),
  json_remove: [JSON_TYPE, ([from, ...paths]) => (from === null ? null : spacedJson(paths.reduce<Json>((value, path) => withMember(value, mysqlPath(String(path)), undefined, false), document(from))))],
  json_length: [INT, ([from, path]) => { const value = from === null ? undefined : walkJson(document(from), path === undefined ? [] : mysqlPath(String(path))); return value === undefined ? null : Array.isArray(value) ? value.length : value !== null && typeof value === 'object' ? Object.keys(value).length : 1; }],
  json_contains: [INT, ([whole, part, path]) => { if (whole === null || part === null) return null; const at = walkJson(document(whole), path === undefined ? [] : mysqlPath(String(path))); return at === undefined ? null : Number(containsJson(at, document(part))); }],
  json_keys: [JSON_TYPE, ([from, path]) => { const value = from === null ? undefined : walkJson(document(from), path === undefined ? [] : mysqlPath(String(path))); return value !== null && typeof value === 'object' && !Array.isArray(value) ? spacedJson(Object.keys(value)) : null; }],
  json_valid: [INT, ([value]) => (value === null ? null : Number(parseJson(String(value)) !== undefined))],
  json_type: [TEXT, ([value]) => { if (value === null) return null; const type = jsonType(document(value)); return type === 'number' ? (Number.isInteger(Number(value)) ? 'INTEGER' : 'DOUBLE') : type.toUpperCase(); }],
  json_pretty: [TEXT, ([value]) => (value === null ? null : prettyJson(document(value), 2))],
};

/** An operator of PostgreSQL on two JSON texts; undefined where it is none of JSON's. */
export function jsonOperator(op: string, left: string, right: Value, rightType: SqlType): Value | undefined {
  const from = document(left);
  switch (op) {
    case '->': return shown(memberOf(from, String(right)));
    case '->>': return texts(memberOf(from, String(right)));
    case '#>': return shown(walkJson(from, pathOf(String(right))));
    case '#>>': return texts(walkJson(from, pathOf(String(right))));
    case '@>': return containsJson(from, document(right));
    case '<@': return containsJson(document(right), from);
    case '?': return Array.isArray(from) ? from.includes(String(right)) : memberOf(from, String(right)) !== undefined;
    case '?|': return pathOf(String(right)).some((key) => memberOf(from, key) !== undefined);
    case '?&': return pathOf(String(right)).every((key) => memberOf(from, key) !== undefined);
    case '||': {
      const other = document(right);
      const isObject = (value: Json): value is { [key: string]: Json } => value !== null && typeof value === 'object' && !Array.isArray(value);
      return spacedJson(isObject(from) && isObject(other) ? { ...from, ...other } : [...(Array.isArray(from) ? from : [from]), ...(Array.isArray(other) ? other : [other])]);
    }
    case '-': return spacedJson(Array.isArray(from) && rightType.family !== 'int' ? from.filter((each) => each !== right) : withMember(from, [String(right)], undefined, false));
    default: return undefined;
  }
}

