import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { anonymous, replay, type Recorded } from './test-recorded';

for (const shell of ['bash', 'dash', 'ash'] as const) {
  const records = JSON.parse(readFileSync(new URL(`../../test/shell/${shell}.json`, import.meta.url), 'utf8')) as Recorded[];
  test.each(records)(`${shell}: $script`, async (record) => {
    const { stdout, stderr, status } = record;
    expect(await replay(shell, record)).toEqual({ stdout, stderr: anonymous(stderr), status });
  });
}
