import { contentOf } from '../../lib/content';
import { header } from '../../lib/http/message';
import { readAll } from '../../lib/stream';
import type { Sys } from '../../machine/sys';
import type { FetchedFile } from '../builder/ports';
import { fetchFrom } from '../../remotes/fetch-from';

const MOST_REDIRECTS = 10;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** GET for ADD and remote contexts, redirects followed (BuildKit source/http). */
export async function fetchUrl(sys: Sys, url: string): Promise<FetchedFile> {
  let at = url;
  for (let i = 0; i <= MOST_REDIRECTS; i++) {
    const parts = /^(https?):\/\/([^/?#]+)([^#]*)/.exec(at);
    if (!parts) throw new Error(`unsupported protocol scheme: ${at}`);
    const answer = await fetchFrom(sys, parts[1] as 'http' | 'https', parts[2]!, { method: 'GET', target: parts[3]!.startsWith('/') ? parts[3]! : `/${parts[3]!}` });
    const location = header(answer.headers, 'location');
    if (answer.status >= 300 && answer.status < 400 && location) {
      answer.close();
      at = location.startsWith('/') ? `${parts[1]}://${parts[2]}${location}` : location;
      continue;
    }
    if (answer.status < 200 || answer.status >= 300) {
      answer.close();
      throw new Error(`invalid response status ${answer.status}`);
    }
    const content = contentOf(await readAll(answer.body));
    answer.close();
    const modified = httpTime(header(answer.headers, 'last-modified'));
    const named = /filename="?([^";]+)"?/.exec(header(answer.headers, 'content-disposition') ?? '')?.[1];
    const last = (parts[3] ?? '').split('?')[0]!.split('/').at(-1);
    const filename = named ?? (last || undefined);
    return { content, ...(modified === undefined ? {} : { modifiedMs: modified }), ...(filename ? { filename } : {}) };
  }
  throw new Error(`stopped after ${MOST_REDIRECTS} redirects`);
}

/** `Sat, 21 Nov 2026 03:24:05 GMT` as milliseconds. */
function httpTime(text: string | undefined): number | undefined {
  const match = /(\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT/.exec(text ?? '');
  if (!match) return undefined;
  const [, day, month, year, hour, minute, second] = match;
  const index = MONTHS.indexOf(month!);
  if (index === -1) return undefined;
  const y = Number(year) - (index < 2 ? 1 : 0);
  const days = 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * ((index + 10) % 12) + 2) / 5) + Number(day) - 1 - 719468;
  return ((days * 24 + Number(hour)) * 60 + Number(minute)) * 60_000 + Number(second) * 1000;
}
