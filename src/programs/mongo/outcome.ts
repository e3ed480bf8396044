import type { Step } from './parse';
import { at, type Bson } from './value';

/** Names of the server's error codes as mongosh shows them (upstream src/mongo/base/error_codes.yml). */
const CODE_NAMES: Readonly<Record<number, string>> = { 11: 'UserNotFound', 13: 'Unauthorized', 27: 'IndexNotFound', 48: 'NamespaceExists', 72: 'InvalidOptions', 51003: 'Location51003' };

/** An error as mongosh prints it: `MongoServerError: …`. */
export class ShellError extends Error {
  constructor(
    readonly kind: string,
    message: string,
    readonly code?: number,
  ) {
    super(message);
  }

  /** What the shell shows of it. */
  get shown(): string {
    const name = this.code === undefined ? undefined : CODE_NAMES[this.code];
    return this.kind === '' ? this.message : `${this.kind}${name ? `[${name}]` : ''}: ${this.message}`;
  }
}

export const notSimulated = (what: string): ShellError => new ShellError('', `dockyard: ${what} is not simulated`);

/** What a call gives: a value, or what prints as itself. */
export type Output = { k: 'value'; value: Bson } | { k: 'text'; text: string };

export const value = (each: Bson): Output => ({ k: 'value', value: each });

/** What properties behind a call come to. */
export function picked(out: Output, steps: readonly Step[]): Output {
  if (steps.length === 0) return out;
  let there: Bson | undefined = out.k === 'text' ? out.text : out.value;
  for (const { name } of steps) {
    if (there === null || there === undefined) throw new ShellError('TypeError', `Cannot read properties of ${String(there)} (reading '${name}')`);
    there = name === 'length' && (Array.isArray(there) || typeof there === 'string') ? there.length : at(there, name);
  }
  return there === undefined ? { k: 'text', text: '' } : value(there);
}
