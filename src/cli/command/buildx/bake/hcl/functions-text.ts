import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../../../../../api/buildkit-trace';
import { text as utf8Text, utf8 } from '../../../../../lib/bytes';
import { goRegExp } from '../../../../../lib/re2';
import { formatText } from './format';
import type { FunctionTable } from './call';
import type { Value } from './ast';
import { valueJson } from './values';

const hash = (name: (bytes: Uint8Array) => Uint8Array) => (value: string): string => bytesToHex(name(utf8(value)));

function matchValue(match: RegExpExecArray): Value {
  if (match.groups) return Object.fromEntries(Object.entries(match.groups).map(([key, value]) => [key, value ?? null]));
  return match.length > 1 ? match.slice(1).map((group) => group ?? null) : match[0];
}

function pattern(source: string, flags = ''): RegExp {
  try {
    const compiled = goRegExp(source);
    return flags === '' ? compiled : new RegExp(compiled.source, compiled.flags + flags);
  } catch {
    throw new Error(`invalid regexp pattern in ${JSON.stringify(source)}`);
  }
}

/** Replacement texts name groups as Go does: $1, ${1}, ${name}. */
const jsReplacement = (text: string): string => text.replace(/\$\{(\d+)\}/g, '$$$1').replace(/\$\{([A-Za-z_]\w*)\}/g, '$$<$1>');

const isBad = (char: string): boolean => /[^a-zA-Z0-9_-]/.test(char);

/** Functions on strings (go-cty's stdlib, go-cty-funcs and buildx's own). */
export const TEXT_FUNCTIONS: FunctionTable = {
  upper: ['s', (text: string) => text.toUpperCase()],
  lower: ['s', (text: string) => text.toLowerCase()],
  title: ['s', (text: string) => text.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())],
  reverse: ['s', (text: string) => [...text].reverse().join('')],
  strlen: ['s', (text: string) => [...text].length],
  chomp: ['s', (text: string) => text.replace(/(?:\r\n|\r|\n)+$/, '')],
  trimspace: ['s', (text: string) => text.trim()],
  trim: ['ss', (text: string, cut: string) => trimEnd(trimStart(text, cut), cut)],
  trimprefix: ['ss', (text: string, prefix: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)],
  trimsuffix: ['ss', (text: string, suffix: string) => (suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)],
  replace: ['sss', (text: string, from: string, to: string) => text.split(from).join(to)],
  regex_replace: ['sss', (text: string, source: string, to: string) => text.replace(pattern(source, 'g'), jsReplacement(to))],
  regex: ['ss', (source: string, text: string) => {
    const match = pattern(source).exec(text);
    if (!match) throw new Error('pattern did not match any part of the given string');
    return matchValue(match);
  }],
  regexall: ['ss', (source: string, text: string) => [...text.matchAll(pattern(source, 'g'))].map((match) => matchValue(match as RegExpExecArray))],
  substr: ['snn', (text: string, offset: number, length: number) => {
    const chars = [...text];
    const from = offset < 0 ? Math.max(chars.length + offset, 0) : offset;
    return chars.slice(from, length < 0 ? undefined : from + length).join('');
  }],
  indent: ['ns', (spaces: number, text: string) => text.replaceAll('\n', `\n${' '.repeat(spaces)}`)],
  join: ['sl*', (separator: string, ...lists: Value[][]) => lists.flat().map((item) => (item === null ? '' : String(item))).join(separator)],
  split: ['ss', (separator: string, text: string) => (separator === '' ? [...text] : text.split(separator))],
  format: ['s*', (format: string, ...args: Value[]) => formatText(format, args)],
  formatlist: ['s*', (format: string, ...args: Value[]) => {
    const rows = Math.max(0, ...args.map((arg) => (Array.isArray(arg) ? arg.length : 0)), args.some(Array.isArray) ? 0 : 1);
    return Array.from({ length: rows }, (_, row) => formatText(format, args.map((arg) => (Array.isArray(arg) ? arg[row] ?? null : arg))));
  }],
  sanitize: ['s', (text: string) => [...text].map((char) => (isBad(char) ? '_' : char)).join('')],
  basename: ['s', (path: string) => (path === '' ? '.' : /^\/+$/.test(path) ? '/' : path.replace(/\/+$/, '').replace(/^.*\//, ''))],
  dirname: ['s', (path: string) => cleanDir(path)],
  base64encode: ['s', (text: string) => toBase64(utf8(text))],
  base64decode: ['s', (text: string) => utf8Text(fromBase64(text))],
  urlencode: ['s', (text: string) => encodeURIComponent(text).replaceAll('%20', '+').replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)],
  md5: ['s', hash(md5)],
  sha1: ['s', hash(sha1)],
  sha256: ['s', hash(sha256)],
  sha512: ['s', hash(sha512)],
  jsonencode: ['a', (value: Value) => valueJson(value)],
  jsondecode: ['s', (text: string) => {
    try {
      return JSON.parse(text) as Value;
    } catch {
      throw new Error('invalid JSON');
    }
  }],
};

function trimStart(text: string, cut: string): string {
  let from = 0;
  while (from < text.length && cut.includes(text[from]!)) from++;
  return text.slice(from);
}

function trimEnd(text: string, cut: string): string {
  let to = text.length;
  while (to > 0 && cut.includes(text[to - 1]!)) to--;
  return text.slice(0, to);
}

function cleanDir(path: string): string {
  const at = path.lastIndexOf('/');
  if (at === -1) return '.';
  return path.slice(0, at).replace(/\/+/g, '/').replace(/(.)\/$/, '$1') || '/';
}
