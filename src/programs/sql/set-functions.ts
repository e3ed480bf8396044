import { parseArray } from './arrays';
import { timestampMs, timestampText } from './calendar';
import { refuse } from './error';
import { movedBy, parseInterval } from './intervals';
import { parseJson, spacedJson, type Json } from './json';
import { INT, TEXT, toNumber, type SqlType, type Value } from './value';

const JSONB: SqlType = { family: 'json', name: 'jsonb' };

export interface SetResult {
  columns: { name: string; type: SqlType }[];
  rows: Value[][];
}

const NAMES = new Set(['generate_series', 'unnest', 'jsonb_array_elements', 'json_array_elements', 'jsonb_array_elements_text', 'json_array_elements_text', 'jsonb_each', 'json_each', 'jsonb_each_text', 'json_each_text', 'jsonb_object_keys', 'json_object_keys', 'regexp_split_to_table', 'string_to_table', 'generate_subscripts']);

/** Whether a function gives rows instead of a value. */
export const givesRows = (name: string): boolean => NAMES.has(name);

function series([from, to, step]: readonly Value[], type: SqlType | undefined): Value[] {
  if (from === null || to === null || from === undefined || to === undefined) return [];
  const out: Value[] = [];
  const begin = typeof from === 'string' ? timestampMs(from) : undefined;
  if (begin !== undefined) {
    const by = parseInterval(String(step ?? '1 day')) ?? refuse({ kind: 'bad-value', type: 'interval', value: String(step), column: '', row: 1 });
    const zone = type?.name === 'timestamp' ? '' : '+00';
    for (let at = begin, end = timestampMs(String(to)) ?? begin; at <= end && out.length < 1_000_000; at = movedBy(at, by)) out.push(timestampText(at, true) + zone);
    return out;
  }
  const by = step === undefined || step === null ? 1 : toNumber(step);
  if (by === 0) refuse({ kind: 'zero-step' });
  for (let at = toNumber(from); by > 0 ? at <= toNumber(to) : at >= toNumber(to); at += by) {
    out.push(at);
    if (out.length > 1_000_000) refuse({ kind: 'not-simulated', what: 'a series of more than a million rows' });
  }
  return out;
}

/** The rows of a set-returning function (PostgreSQL documentation, 9.26). */
export function rowsOf(name: string, args: readonly Value[], types: readonly SqlType[]): SetResult {
  const one = (values: readonly Value[], type: SqlType, column = name): SetResult => ({ columns: [{ name: column, type }], rows: values.map((value) => [value]) });
  const [first] = args;
  const json = (): Json => parseJson(String(first)) ?? null;
  const asText = name.endsWith('_text');
  const shown = (value: Json): Value => (!asText ? spacedJson(value) : value === null ? null : typeof value === 'string' ? value : spacedJson(value));
  switch (name) {
    case 'generate_series': {
      const values = series(args, types[0]);
      return one(values, typeof values[0] === 'string' ? { family: 'timestamp', name: types[0]?.name === 'timestamp' ? 'timestamp' : 'timestamptz' } : types[0] ?? INT);
    }
    case 'generate_subscripts': return one((parseArray(String(first)) ?? []).map((_each, i) => i + 1), INT);
    case 'unnest': {
      const element = (types[0]?.name ?? 'text[]').replace(/\[\]$/, '');
      const isNumber = /^(int|bigint|numeric|double|real|smallint)/.test(element);
      return one((parseArray(String(first ?? '{}')) ?? []).map((item) => (isNumber && item !== null ? Number(item) : item)), isNumber ? { family: 'int', name: element } : TEXT);
    }
    case 'regexp_split_to_table': return one(String(first).split(new RegExp(String(args[1]), 'u')), TEXT);
    case 'string_to_table': return one(String(first).split(String(args[1])), TEXT);
    case 'jsonb_object_keys': case 'json_object_keys': return one(Object.keys(json() as object), TEXT);
    case 'jsonb_each': case 'json_each': case 'jsonb_each_text': case 'json_each_text': return { columns: [{ name: 'key', type: TEXT }, { name: 'value', type: asText ? TEXT : JSONB }], rows: Object.entries(json() as Record<string, Json>).map(([key, value]) => [key, shown(value)]) };
    default: {
      const array = json();
      if (!Array.isArray(array)) return refuse({ kind: 'not-array' });
      return one(array.map(shown), asText ? TEXT : JSONB, 'value');
    }
  }
}

