import { chromium, type Browser, type Page } from 'playwright-core';
import { servePage } from '../setup/serve-page.mjs';
import { median, type Measure } from './measure';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const PROMPT = /(?:^|\n)\S*@\S+:\S*[$#]$/;

async function screen(page: Page): Promise<string> {
  const rows = await page.locator('.xterm-rows > div').allTextContents().catch(() => []);
  return rows.map((row) => row.replace(/ /g, ' ').trimEnd()).join('\n').trimEnd();
}

/** Waits until the terminal shows this at its end. */
async function until(page: Page, pattern: RegExp): Promise<void> {
  while (!pattern.test(await screen(page))) await page.waitForTimeout(2);
}

/** Watches, inside the page, how long its main thread is away from each turn of its event loop. */
const WATCH = `
  globalThis.longest = 0;
  {
    const channel = new MessageChannel();
    let last = performance.now();
    channel.port1.onmessage = () => {
      const now = performance.now();
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      setTimeout(() => { last = performance.now(); channel.port2.postMessage(0); });
    };
    channel.port2.postMessage(0);
  }
`;

/** Times, inside the page, from the key to the frame that shows the prompt again. */
const WATCH_CTRL_C = `
  globalThis.stopped = new Promise((resolve) => {
    addEventListener('keydown', (event) => {
      if (event.key !== 'c' || !event.ctrlKey) return;
      const start = performance.now();
      const look = () => {
        const text = document.querySelector('.xterm-rows').textContent.trimEnd();
        if (text.endsWith('$')) resolve(performance.now() - start);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, { capture: true });
  });
  undefined;
`;

/** From Enter to the first line of a program in a container that runs, in a page that has run no such program yet. */
async function firstLine(browser: Browser, address: string, image: string, command: string): Promise<number> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${address}#/practise`);
  await until(page, PROMPT);
  await page.keyboard.type(`docker run -d --name box ${image}:${image === 'node' ? '20-alpine' : '3.12-alpine'} sleep 600 > /dev/null 2>&1; clear; echo ready\r`);
  await until(page, /ready\n\S*[$#]$/);
  await page.keyboard.type(`docker exec box ${command}`);
  const start = performance.now();
  await page.keyboard.press('Enter');
  await until(page, /\n42\n/);
  const took = performance.now() - start;
  await page.context().close();
  return took;
}

/** The page in Chromium: its first prompt, and how it stands a flood of output. */
export async function pageBench(folder: string, chromiumPath: string): Promise<Measure[]> {
  const { server, address } = await servePage(folder, 5500);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: FLAGS });
  try {
    const firstPrompts: number[] = [];
    for (let i = 0; i < 3; i++) {
      const context = await browser.newContext();
      const fresh = await context.newPage();
      const start = performance.now();
      await fresh.goto(`${address}#/practise`);
      await until(fresh, PROMPT);
      firstPrompts.push(performance.now() - start);
      await context.close();
    }
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(`${address}#/practise`);
    await until(page, PROMPT);
    await page.evaluate(WATCH);
    await page.keyboard.type('yes\r');
    await until(page, /\ny\ny\n/);
    await page.waitForTimeout(3000);
    const longest = Number(await page.evaluate('globalThis.longest'));
    await page.evaluate(WATCH_CTRL_C);
    await page.keyboard.press('Control+c');
    const stopped = Number(await page.evaluate('globalThis.stopped'));
    const nodeLine = await firstLine(browser, address, 'node', "node -p '6 * 7'");
    const pythonLine = await firstLine(browser, address, 'python', "python3 -c 'print(6 * 7)'");
    return [
      { name: 'first line of node, its interpreter not yet fetched', unit: 'ms', ours: nodeLine },
      { name: 'first line of python, its interpreter not yet fetched', unit: 'ms', ours: pythonLine },
      { name: 'page, empty cache, to its first prompt', unit: 'ms', ours: median(firstPrompts) },
      { name: 'longest main-thread task while `yes` runs', unit: 'ms', ours: longest, beside: { what: 'bound', value: 50 } },
      { name: 'Ctrl-C in that flood to the prompt', unit: 'ms', ours: stopped },
    ];
  } finally {
    await browser.close();
    server.close();
  }
}
