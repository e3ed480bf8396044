import { text } from '../../lib/bytes';

export type FetchPort = (port: number, path: string) => Promise<{ status: number; headers: [string, string][]; body: Uint8Array } | undefined>;

const REDIRECTS = 5;

function type(headers: readonly [string, string][]): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/plain';
}

function dataUrl(contentType: string, body: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < body.length; i += 8192) binary += String.fromCharCode(...body.subarray(i, i + 8192));
  return `data:${contentType};base64,${btoa(binary)}`;
}

/** A page served on the machine as one document, with its own styles and pictures put into it; undefined when nothing answers. */
export async function assemblePage(fetchPort: FetchPort, port: number, path: string): Promise<string | undefined> {
  let answer = await fetchPort(port, path);
  let at = path;
  for (let i = 0; answer && i < REDIRECTS && answer.status >= 300 && answer.status < 400; i++) {
    const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
    if (!location) break;
    at = new URL(location, `http://localhost:${port}${at}`).pathname;
    answer = await fetchPort(port, at);
  }
  if (!answer) return undefined;
  const contentType = type(answer.headers);
  if (contentType.startsWith('image/')) return `<img src="${dataUrl(contentType, answer.body)}" alt="">`;
  const body = text(answer.body);
  if (!/html/.test(contentType)) return `<pre>${body.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</pre>`;
  const page = new DOMParser().parseFromString(body, 'text/html');
  const local = (reference: string | null) => {
    const url = reference ? new URL(reference, `http://localhost:${port}${at}`) : undefined;
    return url?.host === `localhost:${port}` || url?.host === 'localhost' ? url.pathname + url.search : undefined;
  };
  for (const link of page.querySelectorAll('link[rel~="stylesheet"]')) {
    const target = local(link.getAttribute('href'));
    const sheet = target ? await fetchPort(port, target) : undefined;
    if (sheet?.status === 200) {
      const style = page.createElement('style');
      style.textContent = text(sheet.body);
      link.replaceWith(style);
    }
  }
  for (const image of page.querySelectorAll('img[src]')) {
    const target = local(image.getAttribute('src'));
    const picture = target ? await fetchPort(port, target) : undefined;
    if (picture?.status === 200) image.setAttribute('src', dataUrl(type(picture.headers), picture.body));
  }
  return `<!doctype html>${page.documentElement.outerHTML}`;
}
