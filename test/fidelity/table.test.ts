import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import tree from '../../src/cli/tree.json';
import { COMMANDS, FLAGS } from '../../src/node/fidelity/statements';
import { supportPage } from '../../src/node/fidelity/page';
import { supportTable, tableText, type Entry } from '../../src/node/fidelity/table';
import { commandAt, flagsOf } from '../../src/cli/tree';

const entries = supportTable(readFileSync('src/api/types.gen.ts', 'utf8'));
const keyOf = (entry: Entry): string => ('endpoint' in entry ? entry.endpoint : `${entry.command}${entry.flag === undefined ? '' : ` --${entry.flag}`}`);

test('the committed table and page are what `npm run fidelity` makes', () => {
  expect(readFileSync('public/fidelity.json', 'utf8')).toBe(tableText(entries));
  expect(readFileSync('docs/support.md', 'utf8')).toBe(supportPage(entries));
});

test('every command, flag and endpoint stands in the table once, and what is not full says why', () => {
  const commands = entries.filter((entry) => 'command' in entry);
  expect(commands.filter((entry) => entry.flag === undefined)).toHaveLength(tree.length);
  expect(commands.filter((entry) => entry.flag !== undefined)).toHaveLength(1139);
  expect(entries).toHaveLength(tree.length + 1139 + 108);
  expect(new Set(entries.map(keyOf)).size).toBe(entries.length);
  expect(entries.filter(({ support, note }) => support !== 'full' && note === '')).toEqual([]);
});

test('statements are about commands and flags that there are', () => {
  for (const path of Object.keys(COMMANDS)) expect(commandAt(path), path).toBeDefined();
  for (const [path, flags] of Object.entries(FLAGS)) {
    const known = new Set(flagsOf(commandAt(path)!).map(({ n }) => n));
    expect(Object.keys(flags).filter((flag) => !known.has(flag))).toEqual([]);
  }
});
