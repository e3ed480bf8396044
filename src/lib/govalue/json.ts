import { quoteJson } from '../gojson';
import { compareStrings, toBytes } from './bytes';
import { elements, fieldValue, isExported, isNil, length, sortedEntries } from './reflect';
import { elem, GoError, type Value } from './types';

/** encoding/json's text of a typed value: maps by sorted keys, structs by their fields. */
export function valueToJson(value: Value | undefined, escapeHtml: boolean): string {
  if (!value) return 'null';
  const { type, raw } = value;
  if (type.json) return type.json(raw);
  switch (type.kind) {
    case 'interface':
    case 'pointer':
      return valueToJson(elem(value), escapeHtml);
    case 'bool':
      return String(raw);
    case 'int':
    case 'uint':
      return String(raw);
    case 'float':
      if (!Number.isFinite(raw)) throw new GoError(`json: unsupported value: ${(raw as number) > 0 ? '+Inf' : Number.isNaN(raw) ? 'NaN' : '-Inf'}`);
      return Object.is(raw, -0) ? '-0' : String(raw);
    case 'string':
      return type.name === 'json.Number' ? String(raw) : quoteJson(raw as string, escapeHtml);
    case 'slice':
    case 'array':
      if (isNil(value)) return 'null';
      if (type.kind === 'slice' && type.elem!.name === 'uint8') return `"${base64(raw as ArrayLike<number>)}"`;
      return '[' + elements(value).map((item) => valueToJson(item, escapeHtml)).join(',') + ']';
    case 'map':
      if (isNil(value)) return 'null';
      return (
        '{' +
        sortedEntries(value)
          // Keys stand in the order of their text, whatever they are.
          .sort((a, b) => compareStrings(String(a.key.raw), String(b.key.raw)))
          .map(({ key, value: item }) => quoteJson(String(key.raw), escapeHtml) + ':' + valueToJson(item, escapeHtml))
          .join(',') +
        '}'
      );
    case 'struct': {
      const parts: string[] = [];
      for (const field of type.fields ?? []) {
        if (!isExported(field.name) || field.json === '-') continue;
        const item = fieldValue(value, field);
        if (field.embedded) {
          const inner = valueToJson(item, escapeHtml).slice(1, -1);
          if (!isNil(item) && inner !== '') parts.push(inner);
          continue;
        }
        if (field.omitEmpty && isEmpty(item)) continue;
        parts.push(quoteJson(field.json ?? field.name, escapeHtml) + ':' + valueToJson(item, escapeHtml));
      }
      return '{' + parts.join(',') + '}';
    }
    default:
      throw new GoError(`json: unsupported type: ${type.name}`);
  }
}

function isEmpty(value: Value): boolean {
  switch (value.type.kind) {
    case 'bool':
    case 'int':
    case 'uint':
    case 'float':
      return !value.raw;
    case 'string':
    case 'slice':
    case 'array':
    case 'map':
      return length(value) === 0;
    case 'struct':
      // Structs with a text of their own (an address, a time) are left out when they hold none (omitzero).
      return value.type.text !== undefined && (value.raw === '' || typeof value.raw === 'object');
    default:
      return isNil(value);
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(raw: ArrayLike<number> | string): string {
  const bytes = typeof raw === 'string' ? toBytes(raw) : raw;
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < 4; k++) out += i + k > bytes.length ? '=' : DIGITS[(word >> (18 - 6 * k)) & 63];
  }
  return out;
}
