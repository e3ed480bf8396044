/** Documents as plain data; ObjectIds and dates as tagged objects, as extended JSON has them. */
export type Doc = { [name: string]: Bson };
export type Bson = null | boolean | number | string | Bson[] | Doc;

export const objectId = (hex: string): Doc => ({ $oid: hex });

/** A value as mongosh shows it: Node's inspect with a width of 80. */
export function inspect(value: Bson, indent = 0): string {
  return show(value, indent).text;
}

const NAME = /^[A-Za-z_$][\w$]*$/;

function quote(text: string): string {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : '`';
  return `${mark}${text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}${mark}`;
}

function show(value: Bson, indent: number): { text: string; depth: number } {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return { text: String(value), depth: 0 };
  if (typeof value === 'string') return { text: quote(value), depth: 0 };
  if (!Array.isArray(value)) {
    if (typeof value['$oid'] === 'string') return { text: `ObjectId('${value['$oid']}')`, depth: 0 };
    if (typeof value['$uuid'] === 'string') return { text: `UUID('${value['$uuid']}')`, depth: 0 };
    if (typeof value['$date'] === 'string') return { text: `ISODate('${value['$date']}')`, depth: 0 };
  }
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value) ? value.map((each) => show(each, indent + 2)) : Object.entries(value).map(([name, each]) => {
    const inner = show(each, indent + 2);
    return { text: `${NAME.test(name) ? name : quote(name)}: ${inner.text}`, depth: inner.depth };
  });
  if (parts.length === 0) return { text: `${open}${close}`, depth: 1 };
  const depth = 1 + Math.max(...parts.map((part) => part.depth));
  const texts = parts.map((part) => part.text);
  const length = texts.reduce((sum, text) => sum + text.length, 0) + texts.length + (texts.length + indent + 1 + 10);
  if (depth <= 3 && length <= 80 && !texts.some((text) => text.includes('\n'))) return { text: `${open} ${texts.join(', ')} ${close}`, depth };
  const pad = ' '.repeat(indent + 2);
  return { text: `${open}\n${texts.map((text) => pad + text).join(',\n')}\n${' '.repeat(indent)}${close}`, depth };
}

const rank = (value: Bson | undefined): number => (value === undefined || value === null ? 0 : typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : Array.isArray(value) ? 4 : typeof value === 'boolean' ? 6 : 3);

/** BSON's order of values, types first. */
export function compareBson(a: Bson | undefined, b: Bson | undefined): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = typeof a === 'string' && typeof b === 'string' ? [a, b] : [JSON.stringify(a ?? null), JSON.stringify(b ?? null)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The value at a dotted path. */
export function at(doc: Bson | undefined, path: string): Bson | undefined {
  let value: Bson | undefined = doc;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? (/^\d+$/.test(name) ? value[Number(name)] : value.map((each) => at(each, name)).filter((each): each is Bson => each !== undefined)) : value[name];
  }
  return value;
}
