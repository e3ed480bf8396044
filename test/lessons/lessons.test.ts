import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCheck } from '../../src/course/check';
import { checksOf, parseLesson, type Lesson } from '../../src/course/lesson';
import type { Workplace } from '../../src/course/workplace';
import { text } from '../../src/lib/bytes';
import { HttpConnection } from '../../src/lib/http/client';
import { readAll } from '../../src/lib/stream';
import { inet } from '../../src/machine/net/types';
import { session, type Session } from '../sessions/host';

const folder = join(__dirname, '..', '..', 'lessons');
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((part) => part.isDirectory())
  .flatMap((part) => readdirSync(join(folder, part.name)).map((lesson) => `${part.name}/${lesson}`));

function workplaceOf({ host, sh }: Session): Workplace {
  return {
    transport: host.transport,
    sh: (command) => sh(command),
    async readFile(path) {
      const { stdout, status } = await sh(`cat '${path}'`);
      return status === 0 ? stdout : undefined;
    },
    async fetch(port, path) {
      try {
        const connection = new HttpConnection(await host.machine.dial(inet('127.0.0.1', port)));
        const response = await connection.request({ method: 'GET', target: path, headers: [['Host', `localhost:${port}`]] });
        const body = text(await readAll(response.body));
        connection.close();
        return { status: response.status, body };
      } catch {
        return undefined;
      }
    },
  };
}

/** Runs commands on a fresh machine in the lesson's first state; gives the sentence of each check that fails. */
async function attempt(lesson: Lesson, commands: string): Promise<string[]> {
  const machine = await session();
  try {
    if (lesson.start) await machine.sh(lesson.start);
    await machine.sh(`${commands}\nsleep 2`);
    const results = [];
    for (const check of checksOf(lesson)) results.push(await runCheck(check, workplaceOf(machine)));
    return results.flatMap((result) => (result.passed ? [] : [result.say]));
  } finally {
    machine.end();
  }
}

test('there are lessons', () => expect(ids.length).toBeGreaterThan(0));

describe.each(ids)('lesson %s', (id) => {
  const lesson = parseLesson(id, readFileSync(join(folder, id, 'lesson.md'), 'utf8'));

  test('its first state fails its checks', async () => expect((await attempt(lesson, 'true')).length).toBe(checksOf(lesson).length));

  test('its solution passes them', async () => expect(await attempt(lesson, lesson.solution)).toEqual([]));

  test.each(lesson.wrong ?? [])('a wrong attempt gets its own sentence: $commands', async ({ commands, says }) => expect(await attempt(lesson, commands)).toContain(says));

  test('what its fences run succeeds in order', async () => {
    const machine = await session();
    try {
      if (lesson.start) await machine.sh(lesson.start);
      for (const block of lesson.blocks) {
        if (block.kind === 'check') await machine.sh(`${lesson.solution}\nsleep 2`);
        if (block.kind === 'run') expect((await machine.sh(block.commands)).status, block.commands).toBe(0);
      }
    } finally {
      machine.end();
    }
  });
});
