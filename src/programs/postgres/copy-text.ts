/** How COPY writes and reads rows (documentation, COPY: file formats). */
export interface CopyFormat {
  csv: boolean;
  delimiter: string;
  nullText: string;
  header: boolean;
  quote: string;
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function field(value: string | null, format: CopyFormat): string {
  if (value === null) return format.nullText;
  const { csv, delimiter, nullText, quote } = format;
  if (csv) return value === nullText || value === '\\.' || [delimiter, quote, '\n', '\r'].some((mark) => value.includes(mark)) ? `${quote}${value.replaceAll(quote, quote + quote)}${quote}` : value;
  return value.replace(/[\\\b\f\n\r\t\v]/g, (char) => (char === '\\' ? '\\\\' : `\\${Object.keys(ESCAPES).find((letter) => ESCAPES[letter] === char)!}`)).replaceAll(delimiter, (mark) => (mark === '\t' ? mark : `\\${mark}`));
}

/** Rows as COPY TO writes them. */
export function copyOut(columns: readonly string[], rows: readonly (readonly (string | null)[])[], format: CopyFormat): string {
  const lines = format.header ? [columns, ...rows] : rows;
  return lines.map((row) => `${row.map((value) => field(value, format)).join(format.delimiter)}\n`).join('');
}

/** Lines that COPY FROM has been given, each with its number from 1 and its text. */
export interface CopyLine {
  number: number;
  text: string;
  values: (string | null)[];
}

/** Reads what COPY FROM is given, up to `\.` or the end. */
export function copyIn(source: string, format: CopyFormat): CopyLine[] {
  const lines = format.csv ? csvLines(source, format) : textLines(source, format);
  return format.header ? lines.slice(1) : lines;
}

function textLines(source: string, { delimiter, nullText }: CopyFormat): CopyLine[] {
  const out: CopyLine[] = [];
  for (const [i, text] of source.replace(/\n$/, '').split('\n').entries()) {
    if (text === '\\.' || (text === '' && source === '')) break;
    const parts = [''];
    for (let at = 0; at < text.length; at++) {
      if (text[at] === '\\' && at + 1 < text.length) parts[parts.length - 1] += text[at]! + text[++at]!;
      else if (text[at] === delimiter) parts.push('');
      else parts[parts.length - 1] += text[at]!;
    }
    out.push({ number: i + 1, text, values: parts.map((part) => (part === nullText ? null : part.replace(/\\(x[0-9a-f]{1,2}|[0-7]{1,3}|.)/gi, (_all, code: string) => (/^x/i.test(code) && code.length > 1 ? String.fromCharCode(parseInt(code.slice(1), 16)) : /^[0-7]/.test(code) ? String.fromCharCode(parseInt(code, 8)) : (ESCAPES[code] ?? code))))) });
  }
  return out;
}

function csvLines(source: string, { delimiter, nullText, quote }: CopyFormat): CopyLine[] {
  const out: CopyLine[] = [];
  let number = 0;
  for (let at = 0; at < source.length; ) {
    const from = at;
    const values: (string | null)[] = [];
    let part = '';
    let wasQuoted = false;
    let inside = false;
    number++;
    for (; at < source.length; at++) {
      const char = source[at]!;
      if (inside) {
        if (char !== quote) part += char;
        else if (source[at + 1] === quote) part += source[++at]!;
        else inside = false;
      } else if (char === quote) [inside, wasQuoted] = [true, true];
      else if (char === delimiter || char === '\n') {
        values.push(part === nullText && !wasQuoted ? null : part);
        [part, wasQuoted] = ['', false];
        if (char === '\n') break;
      } else if (char !== '\r') part += char;
    }
    const text = source.slice(from, at);
    if (at >= source.length && text !== '') values.push(part === nullText && !wasQuoted ? null : part);
    at++;
    if (text === '\\.') break;
    out.push({ number, text, values });
  }
  return out;
}
