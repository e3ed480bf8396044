import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page, type ViewportSize } from 'playwright-core';
import { servePage } from '../../src/node/setup/serve-page.mjs';

/** Where `npm run build` puts the page. */
export const PAGE = fileURLToPath(new URL('../../dist/page', import.meta.url));

/** Browser tests run where `npm test` has found a Chromium and built the page. */
export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '';
export const READY = CHROMIUM !== '' && existsSync(PAGE);

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** The learner's prompt, or root's in a container, at the end of the screen. */
export const PROMPT = /(?:^|\n)\S*@\S+:\S*[$#]$/;

export interface Site {
  browser: Browser;
  address: string;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const { server, address } = await servePage(PAGE, 5400);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return {
    browser,
    address,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** A page with the app, driven as a learner drives it: keys in, the terminal's rows out. */
export class Desk {
  /** What the console complained of; CSP's refusals are among it. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page, readonly context: BrowserContext, private readonly address: string) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.stack ?? error.message));
  }

  /** Wide and high enough that no line of docker's wraps and no answer scrolls away, unless told otherwise. */
  static async open(site: Site, hash = '#/practise', options: { context?: BrowserContext; viewport?: ViewportSize } = {}): Promise<Desk> {
    const context = options.context ?? (await site.browser.newContext({ viewport: options.viewport ?? { width: 2400, height: 1500 } }));
    const desk = new Desk(await context.newPage(), context, site.address);
    await desk.goto(hash);
    return desk;
  }

  async goto(hash: string): Promise<void> {
    await this.page.goto(this.address + hash);
    await this.page.waitForSelector('.xterm-helper-textarea', { state: 'attached' });
  }

  /** The terminal's lines that are on the screen, without what is blank at their ends. */
  async screen(): Promise<string> {
    // While the page loads again, nothing is on its screen.
    const rows = await this.page.locator('.xterm-rows > div').allTextContents().catch(() => []);
    return rows.map((row) => row.replace(/[\s\u00a0]+$/, '').replace(/\u00a0/g, ' ')).join('\n').replace(/\n+$/, '');
  }

  /** Waits until the screen matches; gives it. */
  async until(pattern: RegExp, timeoutMs = 20_000): Promise<string> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const screen = await this.screen();
      if (pattern.test(screen)) return screen;
      if (Date.now() > end) throw new Error(`the screen never showed ${pattern}; it shows:\n${screen}`);
      await this.page.waitForTimeout(25);
    }
  }

  async prompt(timeoutMs = 20_000): Promise<void> {
    await this.until(PROMPT, timeoutMs);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async paste(text: string): Promise<void> {
    await this.page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      document.querySelector('.xterm-helper-textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }`);
  }

  /** Clears the screen, so that what follows stands alone on it. */
  async clear(): Promise<void> {
    await this.press('Control+l');
    await this.until(/^\S*@\S+:\S*[$#]$/);
  }

  /** Types a command at the prompt, waits for the next prompt; gives what was printed between. */
  async run(command: string, timeoutMs = 30_000): Promise<string> {
    await this.clear();
    await this.type(command);
    await this.press('Enter');
    const screen = await this.until(new RegExp(`\\n${PROMPT.source.slice('(?:^|\\n)'.length)}`), timeoutMs);
    return screen.split('\n').slice(1, -1).join('\n');
  }
}
