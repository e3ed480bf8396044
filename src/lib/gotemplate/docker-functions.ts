import { byteLength, compareStrings, fromBytes, toBytes } from '../govalue/bytes';
import { valueToJson } from '../govalue/json';
import { elements, indirectInterface, sortedEntries } from '../govalue/reflect';
import { sprint } from '../govalue/print';
import { ANY, func, GoError, INT, sliceOf, STRING, type GoFunc, type Value } from '../govalue/types';

/** One rune's simple case mapping: Go maps rune to rune, so mappings to several stay as they are. */
function simpleCase(char: string, to: 'upper' | 'lower'): string {
  const mapped = to === 'upper' ? char.toUpperCase() : char.toLowerCase();
  if ([...mapped].length === 1) return mapped;
  return to === 'lower' ? String.fromCodePoint(mapped.codePointAt(0)!) : char;
}

function mapCase(text: string, to: 'upper' | 'lower'): string {
  let out = '';
  for (const char of text) out += simpleCase(char, to);
  return out;
}

/** strings.Title: upper case after what is no letter, digit or underscore. */
function title(text: string): string {
  let out = '';
  let separated = true;
  for (const char of text) {
    out += separated ? simpleCase(char, 'upper') : char;
    if (char < '\x80') separated = !/[A-Za-z0-9_]/.test(char);
    else separated = !/[\p{L}\p{Nd}]/u.test(char) && /\s/u.test(char);
  }
  return out;
}

/** strings.Split. */
function split(text: string, separator: string): string[] {
  return separator === '' ? [...text] : text.split(separator);
}

function repeat(count: number): string {
  if (count < 0) throw new GoError('strings: negative Repeat count');
  return ' '.repeat(count);
}

function truncate(text: string, limit: number): string {
  if (byteLength(text) < limit) return text;
  if (limit < 0) throw new GoError(`runtime error: slice bounds out of range [:${limit}]`);
  return fromBytes(toBytes(text).slice(0, limit));
}

function join(list: Value | undefined, separator: string): string {
  const value = indirectInterface(list);
  if (!value) return '';
  switch (value.type.kind) {
    case 'slice':
    case 'array':
      return elements(value)
        .map((item) => sprint([item]))
        .join(separator);
    case 'map':
      return sortedEntries(value)
        .map((entry) => sprint([entry.value]))
        .sort(compareStrings)
        .join(separator);
    default:
      throw new GoError(`expected slice, got ${value.type.name}`);
  }
}

const STRINGS = sliceOf(STRING, true);
const text = (raw: string): Value => ({ type: STRING, raw });

/** The functions that docker's templates have beside Go's own (docker/cli templates/templates.go). */
export const DOCKER_FUNCTIONS: Readonly<Record<string, GoFunc>> = {
  json: { in: [ANY], call: ([value]) => text(valueToJson(value, false)) },
  split: func([STRING, STRING], STRINGS, ([value, separator]) => split(value as string, separator as string)),
  join: { in: [ANY, STRING], call: ([list, separator]) => text(join(list, separator!.raw as string)) },
  title: func([STRING], STRING, ([value]) => title(value as string)),
  lower: func([STRING], STRING, ([value]) => mapCase(value as string, 'lower')),
  upper: func([STRING], STRING, ([value]) => mapCase(value as string, 'upper')),
  pad: func([STRING, INT, INT], STRING, ([value, before, after]) => (value === '' ? '' : repeat(Number(before)) + (value as string) + repeat(Number(after)))),
  truncate: func([STRING, INT], STRING, ([value, limit]) => truncate(value as string, Number(limit))),
};

/** The same for a table's header, which they leave as it is (HeaderFunctions). */
export const HEADER_FUNCTIONS: Readonly<Record<string, GoFunc>> = {
  json: func([STRING], STRING, ([value]) => value),
  split: func([STRING, STRING], STRING, ([value]) => value),
  join: func([STRING, STRING], STRING, ([value]) => value),
  title: func([STRING], STRING, ([value]) => value),
  lower: func([STRING], STRING, ([value]) => value),
  upper: func([STRING], STRING, ([value]) => value),
  truncate: func([STRING, INT], STRING, ([value]) => value),
};
