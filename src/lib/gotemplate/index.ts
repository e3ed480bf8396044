import type { GoFunc } from '../govalue/types';
import { valueOf, wellFormed } from '../govalue';
import { DOCKER_FUNCTIONS } from './docker-functions';
import { TemplateError } from './error';
import { Executor } from './exec';
import { BUILTINS } from './functions';
import type { Tree } from './nodes';
import { Parser } from './parse';

export { TemplateError } from './error';
export { DOCKER_FUNCTIONS, HEADER_FUNCTIONS } from './docker-functions';

export interface TemplateOptions {
  /** The template's name in messages (docker's templates have none). */
  name?: string;
  /** Functions beside Go's own; docker's unless told. */
  functions?: Readonly<Record<string, GoFunc>>;
  /** What a map's missing key gives: nothing, its element's zero value, or an error. */
  missingKey?: 'default' | 'zero' | 'error';
}

/** A parsed template, as Go's text/template with docker's functions. */
export class Template {
  private readonly trees = new Map<string, Tree>();
  private readonly name: string;
  private readonly functions: Readonly<Record<string, GoFunc>>;

  constructor(
    text: string,
    private readonly options: TemplateOptions = {},
  ) {
    this.name = options.name ?? '';
    this.functions = options.functions ?? DOCKER_FUNCTIONS;
    const known = (name: string): boolean => Object.hasOwn(this.functions, name) || Object.hasOwn(BUILTINS, name);
    new Parser(this.name, text, known, this.trees).parse();
  }

  /** The same template with other functions of the same names (a table's header). */
  execute(data: unknown, options: Pick<TemplateOptions, 'functions' | 'missingKey'> = {}): string {
    const executor = new Executor(this.name, this.trees.get(this.name)!, {
      trees: this.trees,
      functions: options.functions ? { ...this.functions, ...options.functions } : this.functions,
      missingKey: options.missingKey ?? this.options.missingKey ?? 'default',
    });
    try {
      return wellFormed(executor.execute(valueOf(data)));
    } catch (error) {
      if (error instanceof TemplateError) throw new TemplateError(error.message, error.phase, wellFormed(error.partial));
      throw error;
    }
  }
}

/** Parses a template; throws TemplateError with Go's words. */
export function parseTemplate(text: string, options: TemplateOptions = {}): Template {
  return new Template(text, options);
}
