import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { hex, utf8 } from '../../lib/bytes';
import { arrayText, parseArray } from './arrays';
import { BOOL, INT, TEXT, fixed, toNumber, type SqlType, type Value } from './value';
import { strict, str, num, type FunctionTable } from './function-table';

const TEXTS: SqlType = { family: 'text', name: 'text[]' };

/** Where a text stands in another, from 1; 0 where it doesn't. */
const place = (whole: string, part: string, from = 1): number => whole.indexOf(part, from - 1) + 1;

const stripped = (text: string, chars: string, start: boolean, end: boolean): string => {
  let [from, to] = [0, text.length];
  while (start && from < to && chars.includes(text[from]!)) from++;
  while (end && to > from && chars.includes(text[to - 1]!)) to--;
  return text.slice(from, to);
};

const trimming = (start: boolean, end: boolean): FunctionTable[string] => [TEXT, strict(([text, chars]) => stripped(str(text), chars === undefined ? ' ' : str(chars), start, end))];

/** PostgreSQL's replacement text: \1 and \& are what was matched. */
function replaced(text: string, pattern: string, by: string, flags: string): string {
  return text.replace(new RegExp(pattern, `u${flags.includes('g') ? 'g' : ''}${flags.includes('i') ? 'i' : ''}`), by.replaceAll('$', '$$$$').replace(/\\(\d)/g, '$$$1').replaceAll('\\&', '$$&'));
}

/** format(): %s, %I, %L. */
function formatted(format: string, args: readonly Value[]): string {
  let at = 0;
  return format.replace(/%([sIL%])/g, (_all, letter: string) => {
    if (letter === '%') return '%';
    const value = args[at++] ?? null;
    if (letter === 'L') return value === null ? 'NULL' : quoteLiteral(str(value));
    if (letter === 'I') return quoteName(str(value));
    return value === null ? '' : str(value);
  });
}

const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const quoteName = (text: string): string => (/^[a-z_][a-z0-9_]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`);

/** Functions on texts that both dialects have. */
export const TEXTS_OF_BOTH: FunctionTable = {
  ascii: [INT, strict(([text]) => str(text).codePointAt(0) ?? 0)],
  md5: [TEXT, strict(([text]) => hex(md5(utf8(str(text)))))],
  position: [INT, strict(([part, whole]) => place(str(whole), str(part)))],
};

/** PostgreSQL's functions on texts and arrays (documentation, 9.4 and 9.19). */
export const POSTGRES_TEXTS: FunctionTable = {
  initcap: [TEXT, strict(([text]) => str(text).toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word) => word[0]!.toUpperCase() + word.slice(1)))],
  split_part: [TEXT, strict(([text, by, n]) => str(text).split(str(by)).at(num(n) > 0 ? num(n) - 1 : num(n)) ?? '')],
  strpos: [INT, strict(([whole, part]) => place(str(whole), str(part)))],
  btrim: trimming(true, true),
  ltrim: trimming(true, false),
  rtrim: trimming(false, true),
  translate: [TEXT, strict(([text, from, to]) => [...str(text)].map((char) => { const at = [...str(from)].indexOf(char); return at === -1 ? char : ([...str(to)][at] ?? ''); }).join(''))],
  starts_with: [BOOL, strict(([text, start]) => str(text).startsWith(str(start)))],
  chr: [TEXT, strict(([code]) => String.fromCodePoint(num(code)))],
  octet_length: [INT, strict(([text]) => utf8(str(text)).length)],
  to_hex: [TEXT, strict(([n]) => num(n).toString(16))],
  quote_literal: [TEXT, strict(([text]) => quoteLiteral(str(text)))],
  quote_ident: [TEXT, strict(([text]) => quoteName(str(text)))],
  format: [TEXT, ([format, ...args]) => (format === null ? null : formatted(str(format), args))],
  regexp_replace: [TEXT, strict(([text, pattern, by, flags]) => replaced(str(text), str(pattern), str(by), flags === undefined ? '' : str(flags)))],
  string_to_array: [TEXTS, strict(([text, by]) => arrayText(str(text) === '' ? [] : str(text).split(str(by))))],
  array_to_string: [TEXT, strict(([array, by]) => (parseArray(str(array)) ?? []).filter((item) => item !== null).join(str(by)))],
  array_length: [INT, strict(([array]) => parseArray(str(array))?.length || null)],
  cardinality: [INT, strict(([array]) => parseArray(str(array))?.length ?? 0)],
  array_append: ['first', ([array, item]) => arrayText([...(parseArray(str(array ?? '{}')) ?? []), item ?? null])],
  array_prepend: [TEXTS, ([item, array]) => arrayText([item ?? null, ...(parseArray(str(array ?? '{}')) ?? [])])],
  array_cat: ['first', ([a, b]) => arrayText([...(parseArray(str(a ?? '{}')) ?? []), ...(parseArray(str(b ?? '{}')) ?? [])])],
  array_remove: ['first', strict(([array, item]) => arrayText((parseArray(str(array)) ?? []).filter((each) => each !== str(item))))],
  array_position: [INT, strict(([array, item]) => ((parseArray(str(array)) ?? []).indexOf(str(item)) + 1) || null)],
};

/** MySQL's functions on texts (manual, 14.8). */
export const MYSQL_TEXTS: FunctionTable = {
  instr: [INT, strict(([whole, part]) => place(str(whole).toLowerCase(), str(part).toLowerCase()))],
  locate: [INT, strict(([part, whole, from]) => place(str(whole).toLowerCase(), str(part).toLowerCase(), from === undefined ? 1 : num(from)))],
  substring_index: [TEXT, strict(([text, by, n]) => { const parts = str(text).split(str(by)); return (num(n) >= 0 ? parts.slice(0, num(n)) : parts.slice(num(n))).join(str(by)); })],
  field: [INT, ([wanted, ...items]) => (wanted === null ? 0 : items.findIndex((item) => item !== null && str(item).toLowerCase() === str(wanted).toLowerCase()) + 1)],
  find_in_set: [INT, strict(([wanted, set]) => str(set).split(',').indexOf(str(wanted)) + 1)],
  elt: [TEXT, ([n, ...items]) => (n === null ? null : (items[num(n) - 1] ?? null))],
  strcmp: [INT, strict(([a, b]) => { const [x, y] = [str(a).toLowerCase(), str(b).toLowerCase()]; return x < y ? -1 : x > y ? 1 : 0; })],
  space: [TEXT, strict(([n]) => ' '.repeat(Math.min(1000, num(n))))],
  insert: [TEXT, strict(([text, at, count, by]) => (num(at) < 1 || num(at) > str(text).length ? str(text) : str(text).slice(0, num(at) - 1) + str(by) + str(text).slice(num(at) - 1 + num(count))))],
  hex: [TEXT, strict(([value]) => (typeof value === 'number' ? value.toString(16) : hex(utf8(str(value)))).toUpperCase())],
  format: [TEXT, strict(([n, digits]) => { const [whole = '', part] = fixed(toNumber(n!), num(digits)).split('.'); return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`); })],
  sha1: [TEXT, strict(([text]) => hex(sha1(utf8(str(text)))))],
  sha: [TEXT, strict(([text]) => hex(sha1(utf8(str(text)))))],
  sha2: [TEXT, strict(([text, bits]) => (num(bits) === 512 ? hex(sha512(utf8(str(text)))) : [0, 256].includes(num(bits)) ? hex(sha256(utf8(str(text)))) : null))],
  char: [TEXT, (codes) => codes.filter((code) => code !== null).map((code) => String.fromCharCode(num(code))).join('')],
  quote: [TEXT, ([text]) => (text === null ? 'NULL' : `'${str(text).replace(/['\\]/g, '\\$&')}'`)],
  bit_length: [INT, strict(([text]) => utf8(str(text)).length * 8)],
  octet_length: [INT, strict(([text]) => utf8(str(text)).length)],
};
