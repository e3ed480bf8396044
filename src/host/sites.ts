import { utf8 } from '../lib/bytes';
import type { HttpAnswer, HttpRequest } from '../lib/http/message';

const PAGES = {
  example: `<!doctype html>
<html><head><title>Example Domain</title></head>
<body><h1>Example Domain</h1><p>A page of the simulated internet, to be fetched in examples.</p></body></html>
`,
  scanme: '<html><head><title>Go ahead and ScanMe!</title></head><body>Scan this host as you like, within reason.</body></html>\n',
  google: '<!doctype html><title>Google</title>\n',
};

export type SiteName = keyof typeof PAGES;

/** A site of one page, which it shows with status 404 under any other path. */
export function servePage(site: SiteName, { target }: HttpRequest): HttpAnswer {
  return { status: /^\/(index\.html)?(\?|$)/.test(target) ? 200 : 404, headers: [['Content-Type', 'text/html; charset=UTF-8']], body: utf8(PAGES[site]) };
}
