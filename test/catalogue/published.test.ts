// The images of which the published configuration is known (published.json): ours say the same of themselves.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';
import published from './published.json';

interface Published {
  created: string;
  config: Record<string, unknown>;
  layers: number[];
  history: string[];
}
interface Inspected {
  Created: string;
  Config: Record<string, unknown>;
  RootFS: { Layers: string[] };
}

/** How much of a step's text is compared: the records cut it. */
const SHOWN = 26;

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

const out = async (commands: string): Promise<string> => {
  const { stdout, stderr, status } = await machine.sh(commands);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
};
const names = (value: unknown): string[] => (value ? Object.keys(value).sort() : []);

test.each(Object.entries(published as unknown as Record<string, Published>))('%s', async (reference, known) => {
  await out(`docker pull -q ${reference}`);
  const [{ Created, Config, RootFS }] = JSON.parse(await out(`docker inspect ${reference}`)) as [Inspected];
  const { ExposedPorts, Volumes, ...plain } = known.config;
  expect(Date.parse(Created)).toBe(Date.parse(known.created));
  for (const field of ['Entrypoint', 'Cmd', 'Env', 'WorkingDir', 'User', 'StopSignal', 'Labels']) expect([field, Config[field] || undefined]).toEqual([field, plain[field] ?? (field === 'WorkingDir' ? Config['WorkingDir'] && '/' : undefined)]);
  expect([names(Config['ExposedPorts']), names(Config['Volumes'])]).toEqual([[...((ExposedPorts ?? []) as string[])].sort(), [...((Volumes ?? []) as string[])].sort()]);
  expect(RootFS.Layers).toHaveLength(known.layers.length);
  const history = (await out(`docker history --no-trunc --format '{{.Size}}|{{.CreatedBy}}' ${reference}`)).trimEnd().split('\n').reverse();
  expect(history.map((line) => line.slice(line.indexOf('|') + 1).replace(/^(?:RUN )?\/bin\/sh -c (?:#\(nop\) +)?/, '').replace(/^RUN /, '').slice(0, SHOWN).trimEnd())).toEqual(known.history.map((step) => step.slice(1).replaceAll('\t', ' ').replace(/^RUN /, '').slice(0, SHOWN).trimEnd()));
  expect(history.filter((line) => !line.startsWith('0B|')).length).toBeLessThanOrEqual(known.history.filter((step) => step.startsWith('+')).length);
  await out(`docker rmi -f ${reference} > /dev/null`);
});
