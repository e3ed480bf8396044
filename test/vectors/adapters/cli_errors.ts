import { makeDocker } from '../../../src/cli/docker';
import { fakeProcess } from './fake-sys';
import { canonical, type Adapter, type VectorResult } from './types';

/** The whole program without engine and plugins: stdout, stderr and status of each command line. */
export const adapter: Adapter = async (file) => {
  const docker = makeDocker({ buildx: false });
  const results: VectorResult[] = [];
  for (const { in: words, stdout, stderr, code } of file.cases as unknown as { in: string[]; stdout: string; stderr: string; code: number }[]) {
    const process = fakeProcess(words);
    let got: unknown;
    try {
      const status = await docker.main(process.sys);
      // The recorded program was built from source and says so.
      const out = process.stdout().replace(/^Docker version \S+ build \S+$/m, 'Docker version 29.0.0-src, build unknown-commit');
      got = { stdout: out, stderr: process.stderr(), code: status };
    } catch (error) {
      got = { thrown: String((error as Error).stack) };
    }
    const expected = { stdout, stderr, code };
    results.push({ ok: canonical(expected) === canonical(got), expected, got, label: words.join(' ') });
  }
  return results;
};
