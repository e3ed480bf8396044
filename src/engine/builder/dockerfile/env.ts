import { cut } from './go-text';

/** What the word expansion reads variables from. */
export interface EnvGetter {
  get(key: string): string | undefined;
  keys(): string[];
}

export const NO_ENV: EnvGetter = { get: () => undefined, keys: () => [] };

/** Variables in the order in which they were first set; immutable (BuildKit's llb.EnvList). */
export class EnvList implements EnvGetter {
  private constructor(private readonly values: ReadonlyMap<string, string>) {}

  static readonly empty = new EnvList(new Map());

  static from(assignments: readonly string[]): EnvList {
    const values = new Map<string, string>();
    for (const assignment of assignments) {
      const [key, value] = cut(assignment, '=');
      values.set(key, value);
    }
    return new EnvList(values);
  }

  get(key: string): string | undefined {
    return this.values.get(key);
  }

  keys(): string[] {
    return [...this.values.keys()];
  }

  set(key: string, value: string): EnvList {
    return new EnvList(new Map(this.values).set(key, value));
  }

  toArray(): string[] {
    return [...this.values].map(([key, value]) => `${key}=${value}`);
  }
}
