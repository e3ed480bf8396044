// The sample projects in the page: written, built, run and asked from its terminal, all in one page; and what their
// interpreters cost, which is fetched when a program first runs.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { imagesOf, samples, writing } from '../samples/load';
import { Desk, openSite, READY, type Site } from './page';

const LONG_MS = 90_000;
/** While images come, the machine's clock runs so much faster than the wall's that nobody waits for them. */
const DOWNLOADING = 60;
/** And then not so fast that `sleep 2` is over before an interpreter is there. */
const PACE = 2;
const HASTEN = `
  globalThis.workers = [];
  globalThis.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      globalThis.workers.push(this);
    }
  };
`;
const RUNTIMES = /(?:emscripten-module|micropython)[\w.-]*\.wasm$/;

describe.skipIf(!READY)('sample projects in Chromium', () => {
  let site: Site;
  let desk: Desk;
  const fetched: string[] = [];

  beforeAll(async () => {
    site = await openSite();
    const context = await site.browser.newContext({ viewport: { width: 3600, height: 1500 } });
    await context.addInitScript(HASTEN);
    context.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    desk = await Desk.open(site, '#/practise', { context });
    await desk.prompt();
    await pace(PACE);
  }, LONG_MS);
  afterAll(() => site?.close());

  const pace = (times: number): Promise<unknown> => desk.page.evaluate(`workers[0].postMessage({ kind: 'call', id: -1, name: 'setPace', value: { pace: ${times} } })`);

  /** What a command prints on the screen, and its status. */
  async function run(command: string): Promise<{ text: string; status: number }> {
    await desk.clear();
    // Pasted: keys one by one would take longer than what they start.
    await desk.paste(`${command}; echo " [$?]"`);
    await desk.press('Enter');
    const shown = await desk.until(/ \[\d+\]\n\S*@\S+:\S*\$$/, LONG_MS);
    const [, text = '', status = ''] = /^[^\n]*\n([\s\S]*?)\n? \[(\d+)\]\n[^\n]*$/.exec(shown) ?? [];
    return { text, status: Number(status) };
  }
  const plain = (text: string): string => text.replaceAll('\r', '').split('\n').map((line) => line.trimEnd()).join('\n').trimEnd();

  test('interpreters and databases come when they first run', async () => {
    const before = new Set(fetched);
    const news = (): string[] => fetched.filter((path) => !before.has(path));
    expect(fetched.filter((path) => RUNTIMES.test(path))).toEqual([]);
    await run('docker pull -q python:3.12-alpine; docker pull -q node:20-alpine');
    expect(news().filter((path) => RUNTIMES.test(path))).toEqual([]);
    expect((await run("docker run --rm node:20-alpine node -p '6 * 7'")).text).toBe('42');
    expect(news().filter((path) => RUNTIMES.test(path))).toEqual([expect.stringMatching(/emscripten-module/)]);
    expect((await run("docker run --rm python:3.12-alpine python -c 'print(6 * 7)'")).text).toBe('42');
    expect(news().filter((path) => RUNTIMES.test(path)).slice(-1)).toEqual([expect.stringMatching(/micropython/)]);
    expect(fetched.filter((path) => /\/(?:mysqld?|postgres|psql)-/.test(path))).toEqual([]);
  }, LONG_MS);

  test('the images that the projects name come', async () => {
    await pace(DOWNLOADING);
    expect((await run(`for image in ${imagesOf(samples()).join(' ')}; do docker pull -q $image || break; done`)).status).toBe(0);
    await pace(PACE);
  }, LONG_MS);

  test.each(samples())('$name: $title', async (sample) => {
    await desk.clear();
    await desk.paste(`echo ${Buffer.from(writing(sample)).toString('base64')} | base64 -d > write.sh; sh write.sh; cd ~/${sample.name}; clear`);
    await desk.press('Enter');
    await desk.until(new RegExp(`^\\S+:~/${sample.name}\\$$`), LONG_MS);
    try {
      for (const { run: command, prints, matches, status } of sample.steps) {
        const answer = await run(prints === undefined && matches === undefined ? `{ ${command}; } > /dev/null 2>&1` : `{ ${command}; } 2> /dev/null | cat; (exit \${PIPESTATUS[0]})`);
        if (prints !== undefined) expect(plain(answer.text), command).toBe(plain(prints));
        if (matches !== undefined) expect(`${plain(answer.text)}\n`, command).toMatch(new RegExp(matches.replaceAll('\\r', '').replaceAll('\r', '')));
        expect(answer.status, command).toBe(status);
      }
    } finally {
      await run(`{ ${sample.end}; } > /dev/null 2>&1; cd`);
    }
  }, 2 * LONG_MS);

  test('the console stayed silent', () => {
    expect(desk.complaints).toEqual([]);
  });
});
