import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ADAPTERS } from './adapters/index';
import type { VectorFile, VectorResult } from './adapters/types';

export interface FileReport {
  name: string;
  passed: number;
  total: number;
  /** Whether anything here runs files of this name. */
  registered: boolean;
  failures: VectorResult[];
}

/** Runs every file of vectors in a folder. */
export async function* runFolder(folder: string): AsyncGenerator<FileReport> {
  for (const entry of readdirSync(folder).sort()) {
    if (!entry.endsWith('.json')) continue;
    const name = basename(entry, '.json');
    const file = JSON.parse(readFileSync(join(folder, entry), 'utf8')) as VectorFile;
    const load = Object.hasOwn(ADAPTERS, name) ? ADAPTERS[name] : undefined;
    const report: FileReport = { name, passed: 0, total: 0, registered: load !== undefined, failures: [] };
    if (load) {
      const { adapter } = await load();
      for await (const result of await adapter(file)) {
        report.total++;
        if (result.ok) report.passed++;
        else report.failures.push(result);
      }
    } else report.total = file.cases?.length ?? 1;
    yield report;
  }
}

/** The command: `npm run -s vectors -- [-v] [FOLDER]`. Gives the exit status. */
export async function main(args: readonly string[], defaultFolder: string, print: (line: string) => void): Promise<number> {
  const verbose = args.includes('-v');
  const folder = args.find((arg) => !arg.startsWith('-')) ?? defaultFolder;
  let passed = 0;
  let total = 0;
  for await (const report of runFolder(folder)) {
    passed += report.passed;
    total += report.total;
    if (verbose) {
      for (const { label, expected, got } of report.failures) {
        print(`  ${report.name} ${label}\n    expected ${JSON.stringify(expected)}\n    got      ${JSON.stringify(got)}`);
      }
    }
    print(`${report.name}: ${report.passed} of ${report.total}`);
  }
  print(`${passed} of ${total}`);
  return passed === total && total > 0 ? 0 : 1;
}
