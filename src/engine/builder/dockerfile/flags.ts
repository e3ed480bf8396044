import { cut } from './go-text';
import { DockerfileError } from './location';
import { withSuggestion } from './suggest';

type FlagType = 'bool' | 'string' | 'strings';

/** The flags of one instruction (BuildKit's instructions.BFlags). */
export class Flags<Name extends string> {
  private readonly values = new Map<string, string[]>();

  constructor(private readonly types: Record<Name, FlagType>) {}

  parse(args: readonly string[]): this {
    for (const arg of args) {
      if (arg === '--') return this;
      if (!arg.startsWith('--')) throw new DockerfileError(`arg should start with -- : ${arg}`);
      this.parseOne(arg);
    }
    return this;
  }

  private parseOne(arg: string): void {
    const [flag, value, hasValue] = cut(arg, '=');
    const name = flag.slice(2);
    const known = this.types as Record<string, FlagType>;
    const type = Object.hasOwn(known, name) ? known[name]! : undefined;
    if (type === undefined) {
      throw new DockerfileError(withSuggestion(`unknown flag: ${flag}`, name, Object.keys(known)));
    }
    const before = this.values.get(name);
    if (before && type !== 'strings') throw new DockerfileError(`duplicate flag specified: ${flag}`);
    if (type === 'bool') {
      if (hasValue && value === '') throw new DockerfileError(`missing a value on flag: ${flag}`);
      const lower = value.toLowerCase();
      if (!['true', '', 'false'].includes(lower)) {
        throw new DockerfileError(`expecting boolean value for flag ${flag}, not: ${value}`);
      }
      this.values.set(name, [lower === 'false' ? 'false' : 'true']);
      return;
    }
    if (!hasValue) throw new DockerfileError(`missing a value on flag: ${flag}`);
    this.values.set(name, [...(before ?? []), value]);
  }

  string(name: Name, fallback = ''): string {
    return this.values.get(name)?.[0] ?? fallback;
  }

  strings(name: Name): string[] {
    return this.values.get(name) ?? [];
  }

  /** Undefined when the flag was not given. */
  bool(name: Name): boolean | undefined {
    const value = this.values.get(name)?.[0];
    return value === undefined ? undefined : value === 'true';
  }

  used(name: Name): boolean {
    return this.values.has(name);
  }
}
