const BUILT_IN = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

type Values = ReadonlyMap<string, string | undefined>;

/** The build arguments in scope (moby builder/dockerfile.BuildArgs). */
export class BuildArgs {
  private allowed = new Map<string, string | undefined>();
  private readonly meta: Map<string, string | undefined>;
  private readonly referenced: Set<string>;

  constructor(
    private readonly given: Readonly<Record<string, string | null>>,
    from?: BuildArgs,
  ) {
    this.meta = new Map(from?.meta);
    // Shared, so that what any stage uses counts as used.
    this.referenced = from?.referenced ?? new Set();
  }

  /** For a new stage: what the ones before declared is out of scope. */
  forStage(): BuildArgs {
    return new BuildArgs(this.given, this);
  }

  add(key: string, value: string | undefined): void {
    this.allowed.set(key, value);
    this.referenced.add(key);
  }

  addMeta(key: string, value: string | undefined): void {
    this.meta.set(key, value);
  }

  private value(key: string, values: Values): string | undefined {
    const given = Object.hasOwn(this.given, key) ? this.given[key] : undefined;
    return given ?? values.get(key) ?? this.meta.get(key);
  }

  private all(values: Values): string[] {
    return [...new Set([...values.keys(), ...BUILT_IN])].flatMap((key) => {
      const value = this.value(key, values);
      return value === undefined ? [] : [`${key}=${value}`];
    });
  }

  /** Assignments of what is declared, but for names that the environment has. */
  inScope(env: readonly string[] = []): string[] {
    const names = new Set(env.map((assignment) => assignment.split('=', 1)[0]));
    return this.all(this.allowed).filter((assignment) => !names.has(assignment.split('=', 1)[0]));
  }

  /** Assignments of what stands before the first FROM. */
  global(): string[] {
    return this.all(this.meta);
  }

  /** Whether it shows in the history: proxies do only when they are declared. */
  isShown(key: string): boolean {
    return this.allowed.has(key) || !BUILT_IN.includes(key);
  }

  unused(): string[] {
    return Object.keys(this.given).filter((key) => !this.referenced.has(key) && !BUILT_IN.includes(key)).sort();
  }
}
