import type { Value } from './value';

/** PostgreSQL's array text, `{1,2,"a b",NULL}`, taken apart; undefined where it is none (documentation, 8.15.2). */
export function parseArray(text: string): (string | null)[] | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const items: (string | null)[] = [];
  const body = text.slice(1, -1);
  if (body.trim() === '') return items;
  for (let at = 0; ; ) {
    let item = '';
    let quoted = false;
    for (let depth = 0; at < body.length && (depth > 0 || body[at] !== ','); at++) {
      if (body[at] === '"' && depth === 0) {
        quoted = true;
        for (at++; at < body.length && body[at] !== '"'; at++) item += body[at] === '\\' ? (body[++at] ?? '') : body[at];
        continue;
      }
      if (body[at] === '{') depth++;
      if (body[at] === '}') depth--;
      item += body[at];
    }
    items.push(!quoted && /^null$/i.test(item.trim()) ? null : quoted ? item : item.trim());
    if (at >= body.length) return items;
    at++;
  }
}

/** The pair of `parseArray`: items with commas, braces, spaces and quotes are quoted. */
export function arrayText(items: readonly Value[]): string {
  const one = (item: Value): string => {
    if (item === null) return 'NULL';
    const text = typeof item === 'boolean' ? (item ? 't' : 'f') : String(item);
    return text === '' || /[{},"\\\s]/.test(text) || /^null$/i.test(text) ? (parseArray(text) && text.startsWith('{') ? text : `"${text.replace(/["\\]/g, '\\$&')}"`) : text;
  };
  return `{${items.map(one).join(',')}}`;
}
