import { isDict, sortedKeys, type Dict, type Value } from '../load/value';

/** Text that YAML 1.1 or 1.2 would read as something else than text; go-yaml puts it into double quotes. */
function readsAsOther(text: string): boolean {
  return (
    text === '' ||
    /^(~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|<<|=)$/.test(text) ||
    /^[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/.test(text) ||
    /^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$/.test(text) ||
    /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(text) ||
    /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/.test(text) ||
    /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\s*\d.*)?$/.test(text)
  );
}

/** Whether a scalar can stand without quotes in block style (libyaml's analysis). */
function isPlain(text: string): boolean {
  if (/^\s|\s$/.test(text) || /^(---|\.\.\.)/.test(text)) return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[-?:](\s|$)/.test(text)) return false;
  return !/:(\s|$)|\s#|[\t\n]/.test(text);
}

function doubleQuoted(text: string): string {
  const escaped = text.replace(/[\\"\x00-\x1f\x7f\u0085\u00a0\u2028\u2029]/g, (char) => {
    const known: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t', '\r': '\\r', '\0': '\\0', '\x1b': '\\e', '\x07': '\\a', '\b': '\\b', '\v': '\\v', '\f': '\\f' };
    return known[char] ?? `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `"${escaped}"`;
}

function literal(text: string, indent: string): string {
  const body = text.replace(/\n+$/, '');
  const ends = text.length - body.length;
  const chomp = ends === 0 ? '-' : ends === 1 ? '' : '+';
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const lines = (ends > 1 ? text.slice(0, -1) : body).split('\n');
  return `|${hint}${chomp}\n${lines.map((line) => (line === '' ? '' : `${indent}  ${line}`)).join('\n')}`;
}

function scalar(value: Exclude<Value, Value[] | Dict>, indent: string): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'string') return String(value);
  if (readsAsOther(value)) return doubleQuoted(value);
  if (/[\x00-\x08\x0b-\x1f\x7f\ufeff]/.test(value)) return doubleQuoted(value);
  if (value.includes('\n')) return literal(value, indent);
  return isPlain(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

/** Orders the keys of a mapping at a path; keys that it doesn't name come sorted after those it does. */
export type KeyOrder = (path: readonly string[], dict: Dict) => readonly string[];

const bySort: KeyOrder = (_, dict) => sortedKeys(dict);

function block(value: Value, indent: string, path: readonly string[], order: KeyOrder): string {
  if (Array.isArray(value)) {
    return value.map((item) => {
      if (isDict(item) && Object.keys(item).length > 0) return `${indent}- ${block(item, `${indent}  `, [...path, '[]'], order).trimStart()}`;
      if (Array.isArray(item) && item.length > 0) return `${indent}- ${block(item, `${indent}  `, [...path, '[]'], order).trimStart()}`;
      return `${indent}- ${inline(item, indent)}\n`;
    }).join('');
  }
  if (!isDict(value)) return `${indent}${scalar(value, indent)}\n`;
  return order(path, value).filter((key) => value[key] !== undefined).map((key) => {
    const item = value[key];
    const head = `${indent}${scalar(key, indent)}:`;
    const nested = (Array.isArray(item) && item.length > 0) || (isDict(item) && Object.keys(item).length > 0);
    return nested ? `${head}\n${block(item, `${indent}  `, [...path, key], order)}` : `${head} ${inline(item, indent)}\n`;
  }).join('');
}

function inline(value: Value, indent: string): string {
  if (Array.isArray(value)) return '[]';
  if (isDict(value)) return '{}';
  return scalar(value, indent);
}

/** A value as YAML the way go-yaml writes it with an indent of two. */
export function toYaml(value: Value, order: KeyOrder = bySort): string {
  return block(value, '', [], order);
}
