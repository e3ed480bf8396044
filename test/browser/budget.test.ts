import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUDGETS, pageNeeds, sizeOf } from '../../src/node/setup/bundle-report.mjs';
import { Desk, openSite, PAGE, PROMPT, READY, type Site } from './page';

describe.skipIf(!READY)('what the page loads', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site?.close());

  /** The files that were asked for until the screen shows what is waited for. */
  async function requested(keys: string, shown: RegExp, beside: readonly string[]): Promise<string[]> {
    const context = await site.browser.newContext({ viewport: { width: 2400, height: 1500 } });
    const files = new Set<string>();
    context.on('request', (request) => files.add(new URL(request.url()).pathname.slice(1) || 'index.html'));
    const desk = await Desk.open(site, '#/', { context });
    if (keys) await desk.type(keys);
    await desk.until(shown);
    await context.close();
    return [...files].filter((file) => !beside.includes(file)).sort();
  }

  test('until the first prompt: what the report says, and within the budget', async () => {
    const { first, background } = pageNeeds(PAGE);
    expect(await requested('', PROMPT, background)).toEqual([...first].sort());
    expect(sizeOf(PAGE, first)).toBeLessThanOrEqual(BUDGETS.first);
  });

  test('until the answer of a docker ps typed at once: what the report says, and within the budget', async () => {
    const { ps, background } = pageNeeds(PAGE);
    const beside = background.filter((file) => !ps.includes(file));
    expect(await requested('docker ps\r', /NAMES\n/, beside)).toEqual([...ps].sort());
    expect(sizeOf(PAGE, ps)).toBeLessThanOrEqual(BUDGETS.ps);
  });
});
