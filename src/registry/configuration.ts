import { parse, YAMLError } from 'yaml';

/**
 * A registry's config.yml and the environment above it: `REGISTRY_STORAGE_DELETE_ENABLED` is `storage.delete.enabled`
 * (distribution configuration/parser.go). Keys are named by their path.
 */
export class Configuration {
  private constructor(
    private readonly root: unknown,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Undefined for a text that is no YAML. */
  static read(text: string, env: Readonly<Record<string, string>>): Configuration | undefined {
    try {
      return new Configuration(parse(text), env);
    } catch (error) {
      if (error instanceof YAMLError) return undefined;
      throw error;
    }
  }

  private variable(path: string): string {
    return `REGISTRY_${path.toUpperCase().replaceAll('.', '_')}`;
  }

  private at(path: string): unknown {
    let value = this.root;
    for (const key of path.split('.')) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
    return value;
  }

  /** A value as text; undefined where there is none, or a section. */
  text(path: string): string | undefined {
    const value = this.env[this.variable(path)] ?? this.at(path);
    return value === undefined || value === null || typeof value === 'object' ? undefined : String(value as string | number | boolean);
  }

  /** What the environment has chosen for a section as a whole, such as `REGISTRY_AUTH=htpasswd`. */
  chosen(section: string): string | undefined {
    return this.env[this.variable(section)];
  }

  /** The keys below a section of the file, or the one that it has for a value. */
  keys(section: string): string[] {
    const value = this.at(section);
    return typeof value === 'object' && value !== null ? Object.keys(value) : typeof value === 'string' ? [value] : [];
  }

  /** Whether the environment names something below a path. */
  isNamedOutside(path: string): boolean {
    return Object.keys(this.env).some((name) => name.startsWith(`${this.variable(path)}_`));
  }

  isThere(section: string): boolean {
    return this.keys(section).length > 0 || this.isNamedOutside(section);
  }
}
