import { chain, newNode, type Node } from './ast';
import { cut, isSpace, quote, trimLeftSpace } from './go-text';
import { DockerfileError } from './location';

/** What an instruction's arguments become: the chain of nodes, and whether it was a JSON array. */
export interface ParsedArgs {
  next?: Node;
  json?: boolean;
}

type LineParser = (rest: string, escapeToken: string) => ParsedArgs;

const whitespace = /[\t\v\f\r ]+/;

/** Words at white space, quotes and escapes kept in them (BuildKit's parseWords). */
function parseWords(rest: string, escapeToken: string): string[] {
  const chars = [...rest];
  const words: string[] = [];
  let word = '';
  let blankOk = false;
  let quoteMark = '';
  let phase: 'spaces' | 'word' | 'quote' = 'spaces';
  const flush = () => {
    if (blankOk || word !== '') words.push(word);
    word = '';
    blankOk = false;
  };
  for (let at = 0; at < chars.length; at++) {
    let char = chars[at]!;
    if (phase === 'spaces') {
      if (isSpace(char)) continue;
      phase = 'word';
    }
    if (phase === 'word') {
      if (isSpace(char)) {
        phase = 'spaces';
        flush();
        continue;
      }
      if (char === "'" || char === '"') {
        quoteMark = char;
        blankOk = true;
        phase = 'quote';
      }
      if (char === escapeToken) {
        if (at + 1 === chars.length) continue;
        word += char;
        char = chars[++at]!;
      }
      word += char;
      continue;
    }
    if (char === quoteMark) phase = 'word';
    if (char === escapeToken && quoteMark !== "'") {
      if (at + 1 === chars.length) {
        phase = 'word';
        continue;
      }
      word += char;
      char = chars[++at]!;
    }
    word += char;
  }
  if (phase !== 'spaces') flush();
  return words;
}

/** `KEY name value` or `KEY name=value …`: three nodes a pair, the third telling which. */
function parseNameVal(rest: string, key: string, escapeToken: string): ParsedArgs {
  const words = parseWords(rest, escapeToken);
  if (words.length === 0) return {};
  if (!words[0]!.includes('=')) {
    const gap = whitespace.exec(rest);
    if (!gap) throw new DockerfileError(`${key} must have two arguments`);
    return { next: chain([rest.slice(0, gap.index), rest.slice(gap.index + gap[0].length), '']) };
  }
  const values: string[] = [];
  for (const word of words) {
    const [name, value, found] = cut(word, '=');
    if (!found) {
      throw new DockerfileError(`Syntax error - can't find = in ${quote(word)}. Must be of the form: name=value`);
    }
    values.push(name, value, '=');
  }
  return { next: chain(values) };
}

const parseNameOrNameVal: LineParser = (rest, escapeToken) => ({ next: chain(parseWords(rest, escapeToken)) });

const parseStrings: LineParser = (rest) => (rest === '' ? {} : { next: chain(rest.split(whitespace)) });

const parseString: LineParser = (rest) => (rest === '' ? {} : { next: newNode(rest) });

/** A JSON array of strings; undefined when it is no JSON array at all. */
function parseJSON(rest: string): ParsedArgs | undefined {
  const source = trimLeftSpace(rest);
  if (!source.startsWith('[')) return undefined;
  let list: unknown;
  try {
    list = JSON.parse(source);
  } catch {
    return undefined;
  }
  const strings = list as unknown[];
  if (!strings.every((item) => typeof item === 'string')) {
    throw new DockerfileError('when using JSON array syntax, arrays must be comprised of strings only');
  }
  return { next: chain(strings as string[]), json: true };
}

const parseMaybeJSON: LineParser = (rest) => (rest === '' ? {} : (parseJSON(rest) ?? { next: newNode(rest) }));

const parseMaybeJSONToList: LineParser = (rest, escapeToken) => parseJSON(rest) ?? parseStrings(rest, escapeToken);

/** HEALTHCHECK: a type, then a command in either form. */
const parseHealthConfig: LineParser = (rest, escapeToken) => {
  let end = 0;
  while (end < rest.length && !'\t\n\v\f\r '.includes(rest[end]!)) end++;
  if (end === 0) return {};
  const command = parseMaybeJSON(trimLeftSpace(rest.slice(end)), escapeToken);
  return { next: newNode(rest.slice(0, end), command.next), json: command.json };
};

/** How each instruction's arguments are read; an unknown one has an empty argument (parser.dispatch). */
export const lineParsers: Record<string, LineParser> = {
  add: parseMaybeJSONToList,
  arg: parseNameOrNameVal,
  cmd: parseMaybeJSON,
  copy: parseMaybeJSONToList,
  entrypoint: parseMaybeJSON,
  env: (rest, escapeToken) => parseNameVal(rest, 'ENV', escapeToken),
  expose: parseStrings,
  from: parseStrings,
  healthcheck: parseHealthConfig,
  label: (rest, escapeToken) => parseNameVal(rest, 'LABEL', escapeToken),
  maintainer: parseString,
  run: parseMaybeJSON,
  shell: parseMaybeJSON,
  stopsignal: parseString,
  user: parseString,
  volume: parseMaybeJSONToList,
  workdir: parseString,
};

/** The names of all instructions. */
export const INSTRUCTION_NAMES: readonly string[] = [...Object.keys(lineParsers), 'onbuild'].sort();
