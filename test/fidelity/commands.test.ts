import { afterAll, beforeAll, expect, test } from 'vitest';
import { Flags } from '../../src/cli/flags/parse';
import { canonical, childrenOf, flagsOf, type CommandSpec } from '../../src/cli/tree';
import { commandStatement, flagStatement } from '../../src/node/fidelity/statements';
import { allCommands } from '../../src/node/fidelity/table';
import { session, type Session } from '../sessions/host';
import { lineOf, PREPARATION, sharesMachine } from './lines';

/** Flags that are full by having no effect: the real builder takes no notice of them either. */
const WITHOUT_EFFECT = new Set(['compress', 'disable-content-trust', 'force-rm', 'rm']);
const SAYS = /dockyard: .+ is not simulated/;

const leaves = allCommands().filter((spec) => childrenOf(spec.path).length === 0);
/** The flags that a command's code has asked for since the last line. */
const read = new Set<string>();
const METHODS = ['changed', 'string', 'bool', 'number', 'list', 'filters'] as const;
const kept = METHODS.map((name) => [name, Flags.prototype[name]] as const);

let state: unknown;
let shared: Session;
beforeAll(async () => {
  for (const [name, method] of kept) {
    const spied = function (this: Flags, flag = 'filter'): unknown {
      read.add(flag);
      return (method as (this: Flags, flag: string) => unknown).call(this, flag);
    };
    Object.defineProperty(Flags.prototype, name, { value: spied, configurable: true, writable: true });
  }
  const prepared = await session();
  expect(await prepared.sh(`set -e\n${PREPARATION}`)).toMatchObject({ status: 0 });
  state = await prepared.host.snapshot();
  prepared.end();
  shared = await session({ state });
});
afterAll(() => {
  for (const [name, method] of kept) Object.defineProperty(Flags.prototype, name, { value: method, configurable: true, writable: true });
  shared.end();
});

/** Runs a line on a machine as it was prepared, and tells whether it said that something isn't simulated. */
async function says(spec: CommandSpec, line: string): Promise<{ said: boolean; status: number; text: string }> {
  const machine = sharesMachine(spec) ? shared : await session({ state });
  read.clear();
  const { stdout, stderr, status } = await machine.sh(line);
  if (machine !== shared) machine.end();
  return { said: SAYS.test(stdout + stderr), status, text: `${line}: ${stdout}${stderr}` };
}

const own = leaves.filter((spec) => canonical(spec) === spec);
test.each(own.map((spec) => spec.path))('docker %s and its flags say that they are not simulated exactly where the table does', async (path) => {
  const spec = own.find((one) => one.path === path)!;
  const whole = await says(spec, lineOf(spec));
  expect(whole, whole.text).toMatchObject(commandStatement(path).support === 'none' ? { said: true, status: 1 } : { said: false });
  for (const flag of flagsOf(spec)) {
    const { support } = flagStatement(path, flag.n);
    const one = await says(spec, lineOf(spec, flag));
    expect(one, one.text).toMatchObject(support === 'none' ? { said: true, status: 1 } : { said: false });
    if (support === 'full' && !WITHOUT_EFFECT.has(flag.n)) expect(read.has(flag.n) || flag.os !== undefined, `${path} asks for --${flag.n}`).toBe(true);
  }
});

test("what the real thing calls by another name does the same here", async () => {
  for (const spec of leaves.filter((one) => canonical(one) !== one)) {
    const one = await says(spec, lineOf(spec));
    expect(one, one.text).toMatchObject(commandStatement(canonical(spec).path).support === 'none' ? { said: true, status: 1 } : { said: false });
  }
});

test('nothing of containers, images, networks, volumes, system, contexts and builders is missing', () => {
  const objects = new Set(['container', 'image', 'network', 'volume', 'system', 'context', 'builder']);
  const here = own.filter((spec) => objects.has(spec.path.split(' ')[0]!));
  const missing = here.flatMap((spec) => [commandStatement(spec.path), ...flagsOf(spec).map((flag) => flagStatement(spec.path, flag.n))]).filter(({ support }) => support === 'none');
  expect(missing).toEqual([]);
});
