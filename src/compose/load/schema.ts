import { isDict, type Value } from './value';

/** A rule for a value, in the terms of JSON schema that the compose specification uses. */
export interface Rule {
  types?: readonly string[];
  fields?: Readonly<Record<string, Rule>>;
  /** Rules for keys by their form. */
  patterns?: readonly (readonly [RegExp, Rule])[];
  /** No other keys than those of `fields` and `patterns`. */
  closed?: boolean;
  required?: readonly string[];
  items?: Rule;
  unique?: boolean;
  oneOf?: readonly Rule[];
  values?: readonly string[];
  pattern?: RegExp;
  minimum?: number;
  maximum?: number;
}

interface Failure {
  path: readonly string[];
  message: string;
  /** How much it says: the deeper, the more. */
  weight: number;
}

function typeOf(value: Value): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'object' ? 'object' : typeof value;
}

const readable = (type: string): string => (type === 'object' ? 'mapping' : type);

function wanted(types: readonly string[]): string {
  if (types.length === 1) return readable(types[0]!);
  const names = types.map(readable).sort();
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)!}`;
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

function check(value: Value, rule: Rule, path: readonly string[]): Failure[] {
  const fail = (message: string, extra = 0): Failure => ({ path, message, weight: path.length + extra });
  const type = typeOf(value);
  if (rule.types && !rule.types.includes(type) && !(type === 'integer' && rule.types.includes('number'))) return [fail(`must be a ${wanted(rule.types)}`)];
  const out: Failure[] = [];
  if (rule.oneOf) {
    const results = rule.oneOf.map((choice) => check(value, choice, path));
    if (results.every((failures) => failures.length > 0)) return [best(results.flat())!];
    return [];
  }
  if (rule.values && !rule.values.includes(String(value))) out.push(fail(rule.values.length === 1 ? `value must be '${rule.values[0]!}'` : `value must be one of ${quoted(rule.values)}`));
  if (rule.pattern && typeof value === 'string' && !rule.pattern.test(value)) out.push(fail(`'${value}' does not match pattern '${rule.pattern.source}'`));
  if (typeof value === 'number') {
    if (rule.minimum !== undefined && value < rule.minimum) out.push(fail(`must be greater than or equal to ${rule.minimum}`));
    if (rule.maximum !== undefined && value > rule.maximum) out.push(fail(`must be less than or equal to ${rule.maximum}`));
  }
  if (Array.isArray(value)) out.push(...checkList(value, rule, path, fail));
  if (isDict(value)) {
    const missing = (rule.required ?? []).filter((name) => !(name in value));
    if (missing.length > 0) out.push(fail(`${missing.length === 1 ? 'missing property' : 'missing properties'} ${quoted(missing)}`));
    const unknown: string[] = [];
    for (const [key, item] of Object.entries(value)) {
      const field = rule.fields?.[key];
      const matching = (rule.patterns ?? []).filter(([form]) => form.test(key));
      if (field) out.push(...check(item, field, [...path, key]));
      for (const [, inner] of matching) out.push(...check(item, inner, [...path, key]));
      if (!field && matching.length === 0 && rule.closed) unknown.push(key);
    }
    if (unknown.length > 0) out.push(fail(`additional properties ${quoted(unknown.sort())} not allowed`, 1));
  }
  return out;
}

function checkList(value: readonly Value[], rule: Rule, path: readonly string[], fail: (message: string) => Failure): Failure[] {
  const out = rule.items ? value.flatMap((item, i) => check(item, rule.items!, [...path, String(i)])) : [];
  if (rule.unique) {
    const seen = value.map((item) => JSON.stringify(item));
    const second = seen.findIndex((item, i) => seen.indexOf(item) !== i);
    if (second !== -1) out.push(fail(`items at ${seen.indexOf(seen[second]!)} and ${second} are equal`));
  }
  return out;
}

function best(failures: readonly Failure[]): Failure | undefined {
  return failures.reduce<Failure | undefined>((found, failure) => (found === undefined || failure.weight > found.weight ? failure : found), undefined);
}

/** Checks a value; throws what says most, in compose-go's words (`services.web.ports must be a array`). */
export function validate(value: Value, rule: Rule): void {
  const failure = best(check(value, rule, []));
  if (failure) throw new Error(`${failure.path.join('.')} ${failure.message}`);
}

