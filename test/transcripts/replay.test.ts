import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bootHost } from '../../src/host/boot';
import { differences } from '../../src/node/replay/compare';
import { prepare, replaySession } from '../../src/node/replay/session';
import { formatCommand, parseTranscript } from '../../src/node/replay/transcript';
import known from './known-differences.json';

/** Commands that are known to differ from the recording, each with the reason why. Nothing else may. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = known;

const files = readdirSync(__dirname).filter((name) => name.endsWith('.console')).map((name) => name.replace(/\.console$/, ''));

test.each(files)('prints what the real Docker printed: %s', { timeout: 120_000 }, async (name) => {
  const recorded = parseTranscript(readFileSync(join(__dirname, `${name}.console`), 'utf8'));
  const host = await bootHost();
  const wrong: string[] = [];
  try {
    await prepare(host);
    await replaySession(host, recorded, (actual, index) => {
      const expected = recorded[index]!;
      if (expected.remarks.includes('skip') || KNOWN[name]?.[expected.command] !== undefined) return;
      const found = differences(expected, parseTranscript(formatCommand(actual))[0]!);
      if (found.length > 0) wrong.push([`$ ${expected.command}`, ...found].join('\n'));
    });
  } finally {
    host.machine.halt();
    host.clock.stop();
  }
  expect(wrong).toEqual([]);
});
