// The app around the terminal: what is kept, what is shown, how it is reached.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, openSite, READY, type Site } from './page';

const LONG_MS = 60_000;
const LESSON = '#/lesson/01-first-containers/01-hello';

/** Sets the kept machine state in the page's IndexedDB, where the worker keeps it. */
const KEEP = (state: string): string => `new Promise((resolve, reject) => {
  const open = indexedDB.open('keyval-store');
  open.onupgradeneeded = () => open.result.createObjectStore('keyval');
  open.onsuccess = () => {
    const change = open.result.transaction('keyval', 'readwrite');
    change.objectStore('keyval').put(${state}, 'dockyard:state');
    change.oncomplete = () => { open.result.close(); resolve(); };
    change.onerror = reject;
  };
})`;
const KEPT_NAMES = `new Promise((resolve) => {
  const open = indexedDB.open('keyval-store');
  open.onsuccess = () => {
    const keys = open.result.transaction('keyval').objectStore('keyval').getAllKeys();
    keys.onsuccess = () => { open.result.close(); resolve(keys.result); };
  };
})`;

describe.skipIf(!READY)('the app in Chromium', () => {
  let site: Site;
  const complaints: string[] = [];
  const desks: Desk[] = [];

  async function open(hash?: string, viewport?: { width: number; height: number }): Promise<Desk> {
    const desk = await Desk.open(site, hash, viewport ? { viewport } : {});
    desks.push(desk);
    return desk;
  }
  async function close(desk: Desk): Promise<void> {
    complaints.push(...desk.complaints);
    await desk.context.close();
  }

  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site?.close());

  test('keys typed before the machine is up arrive', async () => {
    const desk = await open();
    await desk.type('echo early $((6 * 7))\r');
    await desk.until(/\nearly 42\n/);
    await close(desk);
  });

  test('after a reload: files, containers, history, variables and the screen', async () => {
    const desk = await open();
    await desk.prompt();
    await desk.run('docker run -d --name web -p 8080:80 nginx', LONG_MS);
    await desk.run('mine=5; echo hello > note');
    await desk.clear();
    await desk.type('echo on the screen\r');
    await desk.until(/\non the screen\n/);
    await desk.page.waitForTimeout(1500);
    await desk.page.reload();
    await desk.until(/\non the screen\n\S+\$$/);
    expect(await desk.run('echo $mine; cat note; docker ps --format "{{.Names}} {{.State}}"; curl -s localhost:8080 | grep -c Welcome')).toBe('5\nhello\nweb running\n2');
    await desk.clear();
    await desk.press('ArrowUp');
    await desk.press('ArrowUp');
    await desk.until(/\$ echo on the screen$/);
    await desk.press('Control+c');

    await desk.run('echo http://localhost:8080');
    await desk.page.locator('.xterm-screen').hover({ position: { x: 30, y: 26 } });
    await desk.page.waitForTimeout(200);
    await desk.page.mouse.click(...(await rowAt(desk, 1)));
    await expect.poll(() => desk.page.frameLocator('iframe').locator('h1').textContent(), { timeout: 10_000 }).toBe('Welcome to nginx!');
    await desk.page.getByRole('button', { name: 'Close the browser' }).click();

    await desk.page.getByRole('button', { name: 'Reset' }).click();
    await desk.page.getByRole('button', { name: /Throw away/ }).click();
    await desk.until(/^\S*learner@dockyard:~\$$/);
    expect(await desk.run('test -e note || echo gone; docker ps -aq')).toBe('gone');
    await close(desk);
  }, 2 * LONG_MS);

  /** The middle of a row's beginning, in the page. */
  async function rowAt(desk: Desk, row: number): Promise<[number, number]> {
    const box = (await desk.page.locator('.xterm-rows > div').nth(row).boundingBox())!;
    return [box.x + 30, box.y + box.height / 2];
  }

  test.each([
    ['of another version', '{ format: 999, state: { x: 1 } }'],
    ['that is broken', '{ format: 1, state: { format: 1, machine: { version: 1, nonsense: true }, internet: 7 } }'],
  ])('a kept state %s is set aside and said so', async (_, state) => {
    const desk = await open();
    await desk.prompt();
    // A page of the same origin on which no machine runs that would keep its own state.
    await desk.page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    await desk.page.goto(`${site.address}icon.svg`);
    await desk.page.evaluate(KEEP(state));
    await desk.goto('#/practise');
    await desk.prompt();
    await desk.page.getByText(/It is set aside in this browser as “dockyard:state:set-aside:/).waitFor();
    expect(await desk.page.evaluate(KEPT_NAMES)).toContainEqual(expect.stringMatching(/^dockyard:state:set-aside:/));
    await close(desk);
  });

  test('a pasted line comes without its prompt sign and waits for Enter', async () => {
    const desk = await open();
    await desk.prompt();
    await desk.paste('$ echo pasted\n$ echo twice');
    await desk.until(/\$ echo pasted\necho twice$|\$ echo pasted\n> ?echo twice$|echo pasted\n.*echo twice$/);
    await desk.press('Enter');
    await desk.until(/\npasted\ntwice\n\S+\$$/);
    await close(desk);
  });

  test('a flood of output leaves the page alive, and Ctrl-C ends it', async () => {
    const desk = await open();
    await desk.prompt();
    await desk.type('yes\r');
    await desk.until(/y\ny\ny\ny/);
    await desk.page.waitForTimeout(1500);
    const turn = Date.now();
    await desk.page.getByRole('button', { name: 'Commands (F1)' }).click();
    await desk.page.getByRole('dialog', { name: 'Commands' }).waitFor();
    expect(Date.now() - turn).toBeLessThan(3000);
    await desk.press('Escape');
    await desk.page.locator('.xterm-helper-textarea').focus();
    await desk.press('Control+c');
    await desk.until(/\^C\n\S+\$$/, 10_000);
    await close(desk);
  });

  test('the lifecycle picture follows the engine', async () => {
    const desk = await open();
    const last = desk.page.locator('.picture p.last').first();
    const told = (text: string): Promise<void> => expect.poll(() => last.textContent(), { timeout: 15_000 }).toContain(text);
    await desk.prompt();
    await desk.run('docker pull busybox', LONG_MS);
    await told('Nothing has happened yet.');
    for (const [command, sentence, place] of [
      ['docker create --name life busybox sleep 1d', 'life: Created (create)', 'created'],
      ['docker start life', 'life: Created → Running (start)', 'running'],
      ['docker pause life', 'life: Running → Paused (pause)', 'paused'],
      ['docker unpause life', 'life: Paused → Running (unpause)', 'running'],
      ['docker stop -t 0 life', 'life: Running → Stopped (stop)', 'stopped'],
      ['docker rm life', 'life: Stopped → Removed (rm)', 'removed'],
    ] as const) {
      await desk.run(command);
      await told(sentence);
      const node = desk.page.locator(`.svg [data-place="${place}"]`);
      await expect.poll(() => node.textContent(), { timeout: 5000 }).toContain('life');
      expect(await node.getAttribute('class')).toContain('last');
    }
    await close(desk);
  }, LONG_MS);

  test('the layers of an image: their files, another image beside, an archive dropped in and one taken out', async () => {
    const desk = await open();
    const { page } = desk;
    await desk.prompt();
    await desk.run('docker pull -q busybox', LONG_MS);
    await desk.run("echo a > note; printf 'FROM busybox\\nCOPY note /\\nRUN seq 1 99999 > /big\\nRUN rm /big\\n' > Dockerfile; docker build -q -t notes:1 .", LONG_MS);
    await desk.run('echo b > note; docker build -q -t notes:2 .', LONG_MS);
    await page.getByRole('group', { name: 'Pictures' }).getByRole('button', { name: 'Layers' }).click();
    const layers = page.getByRole('region', { name: 'Layers of the images' });
    await layers.getByLabel('Image', { exact: true }).selectOption('notes:2');
    await layers.getByText(/^\d layers, .* of files\. Wasted: .* that layers above hide\.$/).waitFor({ timeout: 20_000 });
    const top = layers.locator('li').first();
    await top.getByText('1 deleted').waitFor();
    await top.getByText('Files').click();
    await top.getByText(/^.big/).waitFor();
    await layers.getByLabel('The image to set beside it').selectOption('notes:1');
    await layers.getByText('What it copies has changed: /note.').waitFor({ timeout: 20_000 });
    await layers.getByText('Shared with notes:1, busybox:latest').first().waitFor();
    await layers.getByLabel('Image', { exact: true }).selectOption('notes:1');
    await layers.getByText(/^\d layers, .* of files\./).waitFor({ timeout: 20_000 });
    await page.locator('.xterm-helper-textarea').focus();
    await desk.run('echo c > note; docker build -q -t notes:1 .', LONG_MS);
    await layers.getByText('What it copies has changed: /note.').waitFor({ timeout: 20_000 });
    expect(await layers.getByLabel('The image to set beside it').locator('option:checked').textContent()).toBe('notes:1, as it was before');
    await layers.getByLabel('Image', { exact: true }).selectOption('notes:2');
    const [download] = await Promise.all([page.waitForEvent('download'), layers.getByRole('button', { name: 'Download as tar' }).click()]);
    expect(download.suggestedFilename()).toBe('notes_2.tar');
    const saved = await download.path();
    await desk.page.locator('.xterm-helper-textarea').focus();
    await desk.run('docker rmi notes:2', LONG_MS);
    await layers.getByLabel('Look into an image file').setInputFiles(saved);
    await layers.getByRole('heading', { name: 'notes:2' }).waitFor({ timeout: 20_000 });
    await layers.getByRole('button', { name: 'Load it into this machine' }).click();
    await layers.getByText('Loaded image: notes:2').waitFor({ timeout: 20_000 });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => one.id)).toEqual([]);
    await close(desk);
  }, 2 * LONG_MS);

  test('a lesson: run, a check that fails with its sentence, show me, quiz credits kept', async () => {
    const desk = await open(LESSON, { width: 1440, height: 900 });
    const { page } = desk;
    await desk.prompt();
    await page.getByRole('button', { name: 'Run: docker run hello-world' }).click();
    await desk.until(/Hello from Docker!/, LONG_MS);
    await page.getByRole('button', { name: 'Check' }).first().click();
    await page.getByText("The image nginx isn't on this machine yet.").waitFor();
    await page.getByRole('button', { name: 'Show me' }).click();
    await page.locator('.hints .code').getByRole('button', { name: 'Run' }).click();
    await page.getByText('Done.').waitFor({ timeout: 30_000 });
    const quiz = page.locator('form', { hasText: 'Which of these are true?' });
    await quiz.getByText('Several containers can be made from one image.').click();
    await quiz.getByText('A container ends when its main program ends.').click();
    await quiz.getByRole('button', { name: 'Answer' }).click();
    await page.locator('header').getByText('2 credits').waitFor();
    await page.waitForTimeout(800);
    await page.reload();
    await page.locator('header').getByText('2 credits').waitFor();
    await page.getByText('✓ 2 credits').waitFor();
    await page.getByText('Done.').waitFor();
    await close(desk);
  }, 2 * LONG_MS);

  test('on a phone: one pane at a time, keys above the keyboard', async () => {
    const desk = await open(LESSON, { width: 390, height: 844 });
    const { page } = desk;
    const panes = page.getByRole('navigation', { name: 'Panes' });
    await page.getByRole('heading', { name: 'Your first container' }).waitFor();
    await panes.getByRole('button', { name: 'Terminal' }).click();
    await desk.prompt();
    expect(await page.getByRole('heading', { name: 'Your first container' }).isVisible()).toBe(false);
    await page.locator('.xterm-screen').click();
    await desk.type('echo a ');
    await page.getByRole('toolbar', { name: 'Keys' }).getByRole('button', { name: '|' }).click();
    await desk.type(' tr a b\r');
    await desk.until(/\nb\n/);
    await panes.getByRole('button', { name: 'Picture' }).click();
    await page.getByRole('heading', { name: 'Lifecycle' }).waitFor({ state: 'visible' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await close(desk);
  });

  test('axe finds nothing serious', async () => {
    const desk = await open('#/', { width: 1440, height: 900 });
    const { page } = desk;
    const serious = async (): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
    };
    await desk.prompt();
    await page.locator('.picture svg').first().waitFor();
    expect(await serious(), 'home').toEqual([]);
    await page.getByRole('button', { name: 'Start the course' }).click();
    await page.getByRole('heading', { name: 'Your first container' }).waitFor();
    expect(await serious(), 'lesson').toEqual([]);
    await desk.goto('#/practise');
    await desk.prompt();
    expect(await serious(), 'practise').toEqual([]);
    await desk.press('F1');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    expect(await serious(), 'palette').toEqual([]);
    await page.getByRole('option', { name: /Dark colours|Light colours/ }).click();
    await page.waitForTimeout(300);
    expect(await serious(), 'the other colours').toEqual([]);
    await close(desk);
  });

  test('the console stayed silent', () => {
    expect(complaints).toEqual([]);
  });
});
