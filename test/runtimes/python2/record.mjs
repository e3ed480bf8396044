// Records what the real Python 2.7 answers: node test/runtimes/python2/record.mjs PYTHON2.7
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { SNIPPETS } from './snippets.mjs';

const recorded = SNIPPETS.map((source) => {
  const { stdout, stderr, status } = spawnSync(process.argv[2], ['-c', source], { encoding: 'utf8' });
  return { source, stdout, stderr, status };
});
writeFileSync(new URL('./recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`);
