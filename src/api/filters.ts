import { invalid } from './errors';

/**
 * The `filters` query parameter: `{"label":["a=b"],"status":["running"]}`, or the older `{"label":{"a=b":true}}`
 * (moby daemon/internal/filters). A key that isn't given matches everything.
 */
export class Filters {
  constructor(private readonly fields: ReadonlyMap<string, readonly string[]> = new Map()) {}

  static of(fields: Readonly<Record<string, readonly string[]>>): Filters {
    return new Filters(new Map(Object.entries(fields)));
  }

  get size(): number {
    return this.fields.size;
  }
  keys(): string[] {
    return [...this.fields.keys()];
  }
  has(key: string): boolean {
    return this.fields.has(key);
  }
  get(key: string): readonly string[] {
    return this.fields.get(key) ?? [];
  }
  without(key: string): Filters {
    const fields = new Map(this.fields);
    fields.delete(key);
    return new Filters(fields);
  }

  /** True when the key isn't given or one of its values is the source. */
  exact(key: string, source: string): boolean {
    const values = this.fields.get(key);
    return values === undefined || values.length === 0 || values.includes(source);
  }

  /** As `exact`, or one of the values begins the source (FuzzyMatch). */
  fuzzy(key: string, source: string): boolean {
    return this.exact(key, source) || this.get(key).some((value) => source.startsWith(value));
  }

  /** True when a value, read as a regular expression, is found in the source (Match). */
  match(key: string, source: string): boolean {
    if (this.exact(key, source)) return true;
    return this.get(key).some((value) => {
      try {
        return new RegExp(value).test(source);
      } catch {
        return false;
      }
    });
  }

  /** True when every `k` or `k=v` given under the key is in the map (MatchKVList). */
  labels(key: string, sources: Readonly<Record<string, string>> | undefined): boolean {
    return this.get(key).every((wanted) => {
      const at = wanted.indexOf('=');
      const name = at === -1 ? wanted : wanted.slice(0, at);
      if (!sources || !Object.hasOwn(sources, name)) return false;
      return at === -1 || sources[name] === wanted.slice(at + 1);
    });
  }

  /** A boolean filter's value (GetBoolOrDefault). */
  bool(key: string, fallback: boolean): boolean {
    if (!this.has(key)) return fallback;
    const values = this.get(key);
    const yes = values.includes('1') || values.includes('true');
    const no = values.includes('0') || values.includes('false');
    if (yes === no) throw this.invalid(key, values);
    return yes;
  }

  /** Refuses keys that aren't accepted. */
  validate(accepted: readonly string[]): void {
    for (const key of this.keys()) if (!accepted.includes(key)) throw invalid(key === '' ? 'invalid filter' : `invalid filter '${key}'`);
  }

  private invalid(key: string, values: readonly string[]): Error {
    return invalid(values.length === 0 ? `invalid filter '${key}'` : `invalid filter '${key}=${JSON.stringify(values).replaceAll('","', '" "').replaceAll('"', '')}'`);
  }
}

/** Reads the query parameter; absent or empty gives no filters. */
export function parseFilters(text: string | undefined | null): Filters {
  if (!text) return new Filters();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('invalid filter');
  }
  if (value === null) return new Filters();
  if (typeof value !== 'object' || Array.isArray(value)) throw invalid('invalid filter');
  const fields = new Map<string, string[]>();
  for (const [key, given] of Object.entries(value)) {
    if (given === null) fields.set(key, []);
    else if (Array.isArray(given) && given.every((one) => typeof one === 'string')) fields.set(key, [...new Set(given as string[])]);
    else if (typeof given === 'object' && Object.values(given).every((one) => typeof one === 'boolean')) fields.set(key, Object.keys(given));
    else throw invalid('invalid filter');
  }
  return new Filters(fields);
}
