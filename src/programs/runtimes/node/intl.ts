import type { Json } from '../host';

interface Asked {
  readonly kind: string;
  readonly locales?: string | readonly string[];
  readonly options?: Record<string, unknown>;
  readonly method: string;
  readonly args: readonly unknown[];
}

/**
 * Intl for scripts, answered by the platform's own: QuickJS has none. Dates come as milliseconds. Without a locale it is
 * en-US, without a zone UTC, as in a container. Gives the result, or the name and message of what it threw.
 */
export function intl(asked: Asked): Json {
  try {
    const Kind = (Intl as unknown as Record<string, new (locales: unknown, options: unknown) => Record<string, (...args: readonly unknown[]) => unknown>>)[asked.kind]!;
    const options = asked.kind === 'DateTimeFormat' ? { timeZone: 'UTC', ...asked.options } : asked.options;
    const made = new Kind(asked.locales ?? 'en-US', options);
    return { value: (asked.method === '' ? null : made[asked.method]!(...asked.args)) as Json };
  } catch (error) {
    const { name, message } = error as Error;
    return { failure: { name, message: message.replace(/: xx.*$/, '') } };
  }
}
