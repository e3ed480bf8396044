import { quote } from '../../lib/govalue';
import { substitute, type Lookup } from './template';

const SPACE = /[\t\v\f\r \u0085\u00a0]/;

/**
 * A .env file as compose reads it: quotes, escapes, comments, `export`, and variables that expand to what stands
 * before them or in the environment (compose-go dotenv).
 */
export function parseDotenv(source: string, lookup: Lookup, warn: (message: string) => void): Record<string, string> {
  const out: Record<string, string> = {};
  let rest = source.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  let line = 1;
  // A name is looked up outside first: the environment wins over the file.
  const expand = (value: string): string => substitute(value, (name) => lookup(name) ?? out[name], warn);
  const fail = (message: string): Error => new Error(`line ${line}: ${message}`);
  for (;;) {
    const start = /^\s*/.exec(rest)![0];
    line += start.split('\n').length - 1;
    rest = rest.slice(start.length);
    if (rest === '') return out;
    if (rest.startsWith('#')) {
      const end = rest.indexOf('\n');
      if (end === -1) return out;
      rest = rest.slice(end);
      continue;
    }
    rest = rest.replace(/^export[\t ]+/, '');
    const key = /^[^=:\n]*/.exec(rest)![0];
    const bad = [...key].find((char) => !SPACE.test(char) && !/[\p{L}\p{N}_.\-[\]]/u.test(char));
    if (bad !== undefined) throw fail(`unexpected character ${quote(bad)} in variable name ${quote(rest.split('\n')[0]!)}`);
    const mark = rest[key.length];
    const name = key.trimEnd();
    if (name.includes(' ')) throw fail('key cannot contain a space');
    rest = rest.slice(key.length + 1);
    if (mark === '\n' || mark === undefined) {
      line++;
      const inherited = lookup(name);
      if (inherited !== undefined) out[name] = inherited;
      continue;
    }
    rest = rest.replace(/^[\t\v\f\r ]+/, '');
    const mode = rest[0];
    if (mode === '"' || mode === "'") {
      const end = closingQuote(rest, mode);
      if (end === -1) throw fail(`unterminated quoted value ${rest.split('\n')[0]!}`);
      const body = rest.slice(1, end);
      line += body.split('\n').length - 1;
      out[name] = mode === '"' ? expand(escapes(body.replaceAll('\\"', '"'))) : body.replaceAll("\\'", "'");
      rest = rest.slice(end + 1);
      continue;
    }
    const end = rest.indexOf('\n');
    const body = end === -1 ? rest : rest.slice(0, end);
    rest = end === -1 ? '' : rest.slice(end + 1);
    line++;
    out[name] = expand((body.startsWith('#') ? '' : body.split(' #')[0]!).trimEnd());
  }
}

function closingQuote(text: string, quoteChar: string): number {
  for (let i = 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quoteChar) return i;
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', $: '$$' };

function escapes(body: string): string {
  return body.replace(/\\([abfnrtv\\$]|0[0-7]{1,3})/g, (_, code: string) =>
    code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 8)) : ESCAPES[code]!,
  );
}
