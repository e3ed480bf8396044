import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runFolder } from './run';

test('behaves as the Go packages behind Docker in every recorded case', async () => {
  const failures: string[] = [];
  for await (const report of runFolder(join(import.meta.dirname, 'data'))) {
    for (const { label, expected, got } of report.failures) {
      failures.push(`${report.name} ${label}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
    }
  }
  expect(failures).toEqual([]);
});
