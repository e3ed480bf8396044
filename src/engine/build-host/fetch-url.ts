import { text } from '../../lib/bytes';
import { contentOf } from '../../lib/content';
import { parseHttpDate } from '../../lib/http/date';
import { header } from '../../lib/http/message';
import { readAll } from '../../lib/stream';
import type { Sys } from '../../machine/sys';
import type { FetchedFile } from '../builder/ports';
import { RefusedAddress } from '../builder/refused-address';
import { fetchFrom } from '../../remotes/fetch-from';

const MOST_REDIRECTS = 10;

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
      const body = text(await readAll(answer.body)).trim();
      answer.close();
      throw new RefusedAddress(`${answer.status} ${answer.reason}`, body);
    }
    const content = contentOf(await readAll(answer.body));
    answer.close();
    const modified = parseHttpDate(header(answer.headers, 'last-modified') ?? '');
    const named = /filename="?([^";]+)"?/.exec(header(answer.headers, 'content-disposition') ?? '')?.[1];
    const last = (parts[3] ?? '').split('?')[0]!.split('/').at(-1);
    const filename = named ?? (last || undefined);
    return { content, ...(Number.isNaN(modified) ? {} : { modifiedMs: modified }), ...(filename ? { filename } : {}) };
  }
  throw new Error(`stopped after ${MOST_REDIRECTS} redirects`);
}
