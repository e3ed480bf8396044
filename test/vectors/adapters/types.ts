/** A file of vectors: inputs with the outputs of the real Go packages. */
export interface VectorFile {
  source: string;
  cases?: VectorCase[];
  [more: string]: unknown;
}

export interface VectorCase {
  in?: any;
  out?: unknown;
  error?: string;
  [more: string]: any;
}

export interface VectorResult {
  ok: boolean;
  expected: unknown;
  got: unknown;
  label: string;
}

/** Runs all cases of a file. */
export type Adapter = (file: VectorFile) => Iterable<VectorResult> | AsyncIterable<VectorResult> | Promise<Iterable<VectorResult>>;

/** A value's JSON with sorted keys: what the comparison looks at. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : item,
  ) ?? 'undefined';
}

/** An adapter for cases of `in` and either `out` or `error`: `run` gives the one or throws an Error with the other. */
export function cases<Input = any>(run: (input: Input, test: VectorCase, file: VectorFile) => unknown): Adapter {
  return async (file) => {
    const results: VectorResult[] = [];
    for (const test of file.cases ?? []) {
      const expected = test.error !== undefined ? { error: test.error } : { out: test.out };
      let got: unknown;
      try {
        got = { out: await run(test.in as Input, test, file) };
      } catch (error) {
        got = { error: (error as Error).message };
      }
      results.push({ ok: canonical(expected) === canonical(got), expected, got, label: JSON.stringify(test.in) });
    }
    return results;
  };
}
