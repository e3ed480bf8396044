import { DirectiveParser } from './directives';
import { cut, parseBool, quote, trimSpace } from './go-text';
import type { LintRule } from './lint-rules';
import { DockerfileError, type LineRange } from './location';

export interface LintWarning {
  rule: string;
  description: string;
  url: string;
  /** What is wrong here, in a sentence. */
  detail: string;
  location: LineRange | undefined;
}

interface LintConfig {
  experimentalAll: boolean;
  experimental: readonly string[];
  returnAsError: boolean;
  skipAll: boolean;
  skip: readonly string[];
}

const NO_CONFIG: LintConfig = { experimentalAll: false, experimental: [], returnAsError: false, skipAll: false, skip: [] };

/** Reads `skip=A,B;error=true;experimental=all` (BuildKit's linter.ParseLintOptions). */
function parseLintOptions(source: string): LintConfig {
  const config = { ...NO_CONFIG };
  const trimmed = trimSpace(source);
  if (trimmed === '') return config;
  for (const part of splitN(trimmed, ';', 3)) {
    const [rawKey, value, found] = cut(part, '=');
    if (!found) throw new DockerfileError(`invalid check option ${quote(part)}`);
    const key = trimSpace(rawKey);
    const names = () => value.split(',').map(trimSpace);
    if (key === 'skip') {
      if (trimSpace(value) === 'all') config.skipAll = true;
      else config.skip = names();
    } else if (key === 'experimental') {
      if (trimSpace(value) === 'all') config.experimentalAll = true;
      else config.experimental = names();
    } else if (key === 'error') {
      const parsed = parseBool(trimSpace(value));
      if (parsed === undefined) {
        throw new DockerfileError(
          `failed to parse check option ${quote(part)}: strconv.ParseBool: parsing ${quote(trimSpace(value))}: invalid syntax`,
        );
      }
      config.returnAsError = parsed;
    } else {
      throw new DockerfileError(`invalid check option ${quote(key)}`);
    }
  }
  return config;
}

function splitN(text: string, separator: string, limit: number): string[] {
  const parts = text.split(separator);
  return parts.length <= limit ? parts : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(separator)];
}

export const CHECK_ARGUMENT = 'BUILDKIT_DOCKERFILE_CHECK';

/** Gathers warnings, as far as the `check` directive lets them through (BuildKit's linter.Linter). */
export class Linter {
  private constructor(
    private readonly config: LintConfig,
    private readonly warn: ((warning: LintWarning) => void) | undefined,
    private readonly called: Set<string>,
  ) {}

  /**
   * A linter as a Dockerfile's `# check=` asks for, or instead of it the build argument BUILDKIT_DOCKERFILE_CHECK;
   * `warn` gets what it finds.
   */
  static forOptions(options: string, argument: string | undefined, warn: ((warning: LintWarning) => void) | undefined): Linter {
    let config: LintConfig;
    try {
      config = parseLintOptions(argument ?? options);
    } catch (error) {
      throw new DockerfileError(`failed to parse ${argument === undefined ? 'check options' : `build-arg:${CHECK_ARGUMENT}`}: ${(error as Error).message}`);
    }
    return new Linter(config, warn, new Set());
  }

  /** One that keeps silent (for instructions of ONBUILD triggers). */
  static readonly silent = new Linter(NO_CONFIG, undefined, new Set());

  run<Args extends string[]>(rule: LintRule<Args>, location: LineRange | undefined, ...args: Args): void {
    if (!this.warn) return;
    const { config } = this;
    if (rule.experimental) {
      if (!config.experimentalAll && !config.experimental.includes(rule.name)) return;
    } else if (config.skipAll || config.skip.includes(rule.name)) {
      return;
    }
    this.called.add(rule.name);
    this.warn({ rule: rule.name, description: rule.description, url: rule.url, detail: rule.format(...args), location });
  }

  /** With what a `check=` comment above an instruction adds. */
  withComments(comments: readonly string[] | undefined): Linter {
    for (const comment of comments ?? []) {
      const directive = new DirectiveParser('').parseLine(comment);
      if (directive?.name !== 'check') continue;
      try {
        return this.merged(parseLintOptions(cut(directive.value, ' ')[0]));
      } catch {
        return this;
      }
    }
    return this;
  }

  private merged(other: LintConfig): Linter {
    const { config } = this;
    return new Linter(
      {
        ...config,
        experimentalAll: config.experimentalAll || other.experimentalAll,
        experimental: [...config.experimental, ...other.experimental],
        skipAll: config.skipAll || other.skipAll,
        skip: [...config.skip, ...other.skip],
      },
      this.warn,
      this.called,
    );
  }

  /** Throws when `error=true` was asked for and a rule was violated. */
  throwViolations(): void {
    if (!this.config.returnAsError || this.called.size === 0) return;
    throw new DockerfileError(`lint violation found for rules: ${[...this.called].join(', ')}`);
  }
}
