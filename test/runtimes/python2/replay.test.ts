import { beforeAll, expect, test } from 'vitest';
import { nodeRuntimes } from '../../../src/node/runtimes';
import { runtimeWorkerFile } from '../../../src/node/setup/runtime-worker.mjs';
import { session } from '../../sessions/host';
import recorded from './recorded.json';

interface Answer {
  stdout: string;
  stderr: string;
  status: number;
}

const FOLDER = '/tmp/cases';
const answers = new Map<string, Answer>();
/** What starts programs waits for them, which takes an interpreter in a Worker of its own; the others are quicker without. */
const waits = (source: string): boolean => source.includes('commands');

/** Runs all of them in the loop of one container's shell: to start each from outside takes longer than it runs. */
async function run(sources: readonly string[], options?: Parameters<typeof session>[0]): Promise<void> {
  const machine = await session(options);
  const files = sources.map((source, i) => `cat > ${i}.py <<'END_OF_CASE'\n${source}\nEND_OF_CASE\n`).join('');
  await machine.sh(`mkdir ${FOLDER}; cd ${FOLDER}; ${files}
docker run --rm -v ${FOLDER}:${FOLDER} -w ${FOLDER} python:2 sh -c 'for i in *.py; do python -c "$(cat $i)" > $i.stdout 2> $i.stderr; echo $? > $i.status; done'`);
  const read = async (kind: string): Promise<string[]> => (await machine.sh(`cd ${FOLDER}; for i in $(seq 0 ${sources.length - 1}); do cat $i.py.${kind}; printf '\\1'; done`)).stdout.split('\u0001');
  const [stdout, stderr, status] = [await read('stdout'), await read('stderr'), await read('status')];
  sources.forEach((source, i) => answers.set(source, { stdout: stdout[i]!, stderr: stderr[i]!, status: Number(status[i]) }));
  machine.end();
}

beforeAll(async () => {
  const sources = recorded.map(({ source }) => source);
  await run(sources.filter((source) => !waits(source)));
  await run(sources.filter(waits), { runtimes: nodeRuntimes(await runtimeWorkerFile()) });
}, 300_000);

test.each(recorded)('python 2: $source', ({ source, stdout, stderr, status }) => {
  expect(answers.get(source)).toEqual({ stdout, stderr, status });
});
