import type { Bson, Doc } from './value';

/** A value in one line, as the older shell lists documents. */
export function oneLine(value: Bson): string {
  return write(value, '', true);
}

/** A value over several lines with tabs. */
export function severalLines(value: Bson): string {
  return write(value, '', false);
}

/** A value as the older shell's tojson() writes it: in one line where that is shorter than 80 characters. */
export function tojson(value: Bson): string {
  const text = severalLines(value);
  return text.length < 80 ? text.replace(/[\t\r\n]+/g, ' ') : text;
}

function write(value: Bson, indent: string, flat: boolean): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  const [end, tab] = flat ? [' ', ''] : ['\n', '\t'];
  if (Array.isArray(value)) {
    if (value.length === 0) return '[ ]';
    return `[${end}${value.map((each) => `${indent}${tab}${write(each, indent + tab, flat)}`).join(`,${end}`)}${end}${indent}]`;
  }
  if (typeof value['$oid'] === 'string') return `ObjectId("${value['$oid']}")`;
  if (typeof value['$uuid'] === 'string') return `UUID("${value['$uuid']}")`;
  if (typeof value['$date'] === 'string') return `ISODate("${value['$date'].replace('.000Z', 'Z')}")`;
  if (typeof value['$result'] === 'string') {
    const { $result, ...fields } = value;
    return `${$result}(${tojson(fields)})`;
  }
  return object(value, indent, end, tab, flat);
}

function object(value: Doc, indent: string, end: string, tab: string, flat: boolean): string {
  const fields = Object.entries(value).map(([name, each]) => `${indent}${tab}"${name}" : ${write(each, indent + tab, flat)}`);
  return `{${end}${fields.length === 0 ? indent + tab : fields.join(`,${end}`)}${end}${indent}}`;
}
