import { LineCounter, parseAllDocuments, visit, isMap, isPair, isScalar, type Document, type YAMLError } from 'yaml';
import { isDict, type Dict, type Value } from './value';

/** A document of a compose file, and where it says `!reset` or `!override` (compose-go loader/reset.go). */
export interface YamlDocument {
  value: Value;
  resets: readonly string[][];
}

/** A place as go-yaml names it. */
function mark(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return col > 1 ? `line ${line}, column ${col}` : `line ${line}`;
}

/** Where the mapping begins that a line with a wrong indent is taken for a part of. */
function mappingStart(source: string, offset: number, lines: LineCounter): number {
  const all = source.split('\n');
  const indentOf = (text: string): number => /^ */.exec(text)![0].length;
  let at = lines.linePos(offset).line - 1;
  const own = indentOf(all[at]!);
  const filled = (text: string): boolean => text.trim() !== '' && !text.trim().startsWith('#');
  while (at > 0 && !(filled(all[at]!) && indentOf(all[at]!) < own)) at--;
  const indent = indentOf(all[at]!);
  let start = at;
  while (at > 0 && !(filled(all[at]!) && indentOf(all[at]!) < indent)) {
    at--;
    if (filled(all[at]!) && indentOf(all[at]!) === indent) start = at;
  }
  return (lines.lineStarts[start] ?? 0) + indent;
}

/** A syntax error in go-yaml's words. */
function yamlError(file: string, source: string, error: YAMLError, lines: LineCounter): Error {
  const at = error.pos[0];
  const say = (words: string): Error => new Error(`failed to parse ${file}: yaml: ${words}`);
  if (error.code === 'TAB_AS_INDENT' || source[at] === '\t') return say(`while scanning for the next token at ${mark(lines, at)}: found character that cannot start any token`);
  if (/Nested mappings|Implicit map keys|Implicit keys|compact mapping/.test(error.message)) {
    const colon = source.slice(at).search(/:(\s|$)/);
    return say(`${mark(lines, colon === -1 ? at : at + colon)}: mapping values are not allowed in this context`);
  }
  if (error.code === 'BAD_ALIAS') return say(error.message);
  if (/quote/.test(error.message)) {
    const quoteAt = Math.max(source.lastIndexOf('"', at), source.lastIndexOf("'", at));
    return say(`while scanning a quoted scalar at ${mark(lines, Math.max(quoteAt, 0))}: ${mark(lines, source.length)}: found unexpected end of stream`);
  }
  if (/flow|,|\]/.test(error.message)) return say(`while parsing a flow sequence at ${mark(lines, Math.max(source.lastIndexOf('[', at), 0))}: ${mark(lines, at)}: did not find expected ',' or ']'`);
  return say(`while parsing a block mapping at ${mark(lines, mappingStart(source, at, lines))}: ${mark(lines, at)}: did not find expected key`);
}

function duplicateKey(file: string, document: Document, lines: LineCounter): Error | undefined {
  let found: Error | undefined;
  visit(document, {
    Map(_, map) {
      const first = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === '<<') continue;
        const name = String(key.value);
        const { line } = lines.linePos(key.range?.[0] ?? 0);
        const before = first.get(name);
        if (before !== undefined) {
          found ??= new Error(`failed to parse ${file}: yaml: construct errors:\n  line ${line}: mapping key ${JSON.stringify(name)} already defined at line ${before}`);
          return visit.BREAK;
        }
        first.set(name, line);
      }
      return undefined;
    },
  });
  return found;
}

/** Takes `!reset` values out and notes their places; what `!override` stands before replaces what it overrides. */
function takeResets(document: Document): string[][] {
  const resets: string[][] = [];
  visit(document, {
    Pair(_, pair, ancestors) {
      const tag = (pair.value as { tag?: string } | null)?.tag;
      if (tag !== '!reset' && tag !== '!override') return undefined;
      const path = [...ancestors.filter(isPair), pair].map(({ key }) => String(isScalar(key) ? key.value : key));
      resets.push(path);
      if (tag === '!reset') return visit.REMOVE;
      (pair.value as { tag?: string }).tag = undefined;
      return undefined;
    },
  });
  return resets;
}

function plain(value: unknown): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (isDict(value)) {
    const out: Dict = {};
    for (const [key, item] of Object.entries(value)) out[key] = plain(item);
    return out;
  }
  return typeof value === 'bigint' ? Number(value) : (value as Value);
}

/** The documents of a compose file, anchors and merge keys resolved. Throws go-yaml's words with the file's name. */
export function readYaml(source: string, file: string): YamlDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(source, { merge: true, uniqueKeys: false, lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  return (documents as Document[]).map((document) => {
    if (document.errors[0]) throw yamlError(file, source, document.errors[0], lines);
    const duplicate = duplicateKey(file, document, lines);
    if (duplicate) throw duplicate;
    const resets = isMap(document.contents) ? takeResets(document) : [];
    return { value: plain(document.toJS({ maxAliasCount: -1 })), resets };
  });
}
