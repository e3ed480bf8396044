import { compareStrings } from './govalue/bytes';
import { goRegExp } from './re2';

/** A filter that can't be: `invalid filter 'foo'`. */
export class FilterError extends Error {
  constructor(name?: string, values?: readonly string[]) {
    super('invalid filter' + (name === undefined || name === '' ? '' : ` '${name}${values ? `=[${values.join(' ')}]` : ''}'`));
  }
}

/** Filter text on the command line that is no `name=value`. */
export class FilterFormatError extends Error {
  constructor() {
    super('bad format of filter (expected name=value)');
  }
}

/** The filters of a list call: values by name (moby daemon/internal/filters Args, client.Filters). */
export class Filters {
  private readonly fields = new Map<string, Map<string, boolean>>();

  /** Decodes the API's `filters` parameter: `{"name":{"web":true}}`, or the old `{"name":["web"]}`. */
  static fromJson(text: string): Filters {
    const filters = new Filters();
    if (text === '') return filters;
    let decoded: unknown;
    try {
      decoded = JSON.parse(text);
    } catch {
      throw new FilterError();
    }
    if (decoded === null) return filters;
    if (typeof decoded !== 'object' || Array.isArray(decoded)) throw new FilterError();
    const members = Object.entries(decoded);
    const isMap = (value: unknown): boolean =>
      value === null || (typeof value === 'object' && !Array.isArray(value) && Object.values(value).every((item) => item === null || typeof item === 'boolean'));
    const isList = (value: unknown): boolean => value === null || (Array.isArray(value) && value.every((item) => item === null || typeof item === 'string'));
    if (members.every(([, value]) => isMap(value))) {
      for (const [name, value] of members) filters.fields.set(name, new Map(Object.entries((value ?? {}) as Record<string, boolean>).map(([key, on]) => [key, on ?? false])));
    } else if (members.every(([, value]) => isList(value))) {
      for (const [name, value] of members) filters.fields.set(name, new Map(((value ?? []) as (string | null)[]).map((item) => [item ?? '', true])));
    } else throw new FilterError();
    return filters;
  }

  /** The API's encoding; empty without filters. */
  toJson(): string {
    if (this.fields.size === 0) return '';
    const sorted = this.keys().map((name) => [name, Object.fromEntries([...this.fields.get(name)!].sort(([a], [b]) => compareStrings(a, b)))]);
    return JSON.stringify(Object.fromEntries(sorted));
  }

  add(name: string, value: string): this {
    const values = this.fields.get(name);
    if (values) values.set(value, true);
    else this.fields.set(name, new Map([[value, true]]));
    return this;
  }

  /** Adds what `--filter` says (docker/cli opts.FilterOpt.Set). */
  addOption(text: string): this {
    if (text === '') return this;
    const equals = text.indexOf('=');
    if (equals === -1) throw new FilterFormatError();
    return this.add(text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim());
  }

  get size(): number {
    return this.fields.size;
  }

  /** Names, sorted. */
  keys(): string[] {
    return [...this.fields.keys()].sort(compareStrings);
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  get(name: string): string[] {
    return [...(this.fields.get(name)?.keys() ?? [])];
  }

  delete(name: string, value: string): void {
    const values = this.fields.get(name);
    values?.delete(value);
    if (values?.size === 0) this.fields.delete(name);
  }

  /** Throws FilterError for a name that isn't accepted. */
  validate(accepted: readonly string[]): void {
    for (const name of this.fields.keys()) if (!accepted.includes(name)) throw new FilterError(name);
  }

  /** `name=true`, `name=0` and their like. Throws FilterError for neither or both. */
  getBool(name: string, fallback: boolean): boolean {
    const values = this.fields.get(name);
    if (!values) return fallback;
    if (values.size === 0) throw new FilterError(name);
    const no = values.get('0') === true || values.get('false') === true;
    const yes = values.get('1') === true || values.get('true') === true;
    if (no === yes) throw new FilterError(name, this.get(name));
    return yes;
  }

  /** Whether `source` is one of the values; true without any. */
  exactMatch(name: string, source: string): boolean {
    const values = this.fields.get(name);
    return !values || values.size === 0 || values.get(source) === true;
  }

  /** Whether `source` is the only value; true without any. */
  uniqueExactMatch(name: string, source: string): boolean {
    const values = this.fields.get(name);
    if (!values || values.size === 0) return true;
    return values.size === 1 && values.get(source) === true;
  }

  /** Whether a value is `source` or a regular expression that is found in it. */
  match(name: string, source: string): boolean {
    if (this.exactMatch(name, source)) return true;
    return this.get(name).some((pattern) => {
      try {
        return goRegExp(pattern).test(source);
      } catch {
        return false;
      }
    });
  }

  /** Whether `source` begins with a value. */
  fuzzyMatch(name: string, source: string): boolean {
    return this.exactMatch(name, source) || this.get(name).some((prefix) => source.startsWith(prefix));
  }

  /** Whether every `key` or `key=value` is in `source` (labels). */
  matchKeyValues(name: string, source: Readonly<Record<string, string>>): boolean {
    const values = this.get(name);
    if (values.length === 0) return true;
    return values.every((text) => {
      const equals = text.indexOf('=');
      const key = equals === -1 ? text : text.slice(0, equals);
      if (!Object.hasOwn(source, key)) return false;
      return equals === -1 || source[key] === text.slice(equals + 1);
    });
  }
}
