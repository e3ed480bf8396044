// The sample projects build, run and answer as their statements say, from the command line of a whole machine.
import { expect, test } from 'vitest';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session } from '../sessions/host';
import { samples, writing } from './load';

test.each(samples())('$name: $title', async (sample) => {
  const { sh, end } = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  expect(await sh(writing(sample))).toEqual({ stdout: '', stderr: '', status: 0 });
  for (const { run, prints, matches, status: wanted } of sample.steps) {
    const { stdout, stderr, status } = await sh(`cd ~/${sample.name}; ${run}`);
    const said = `${run}\n${stderr}`;
    if (prints !== undefined) expect(stdout, said).toBe(prints);
    if (matches !== undefined) expect(stdout, said).toMatch(new RegExp(matches));
    expect(status, `${said}\n${stdout}`).toBe(wanted);
  }
  expect((await sh(`cd ~/${sample.name}; ${sample.end}`)).status).toBe(0);
  end();
}, 120_000);
