/** JSON text as Go's encoding/json writes it, from plain data whose key order is kept. */
const SHORT: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const PLAIN_UNSAFE = /[\x00-\x1f"\\\u2028\u2029]|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;
const HTML_UNSAFE = /[\x00-\x1f"\\<>&\u2028\u2029]|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;

/** A string literal; by default with <, > and & escaped, as json.Marshal does. */
export function quoteJson(text: string, escapeHtml = true): string {
  const body = text.replace(escapeHtml ? HTML_UNSAFE : PLAIN_UNSAFE, (char) => {
    if (char.length === 2) return char;
    const code = char.charCodeAt(0);
    if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd';
    return SHORT[char] ?? '\\u' + code.toString(16).padStart(4, '0');
  });
  return '"' + body + '"';
}

export interface GoJsonOptions {
  /** Escape <, > and & (default true, as json.Marshal; the engine's answers and `docker inspect` don't). */
  escapeHtml?: boolean;
}

function scalar(value: unknown, escapeHtml: boolean): string | undefined {
  switch (typeof value) {
    case 'string':
      return quoteJson(value, escapeHtml);
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return value === null || value === undefined ? 'null' : undefined;
  }
}

function pairs(value: object): [string, unknown][] {
  const all = value instanceof Map ? [...(value as Map<string, unknown>).entries()] : Object.entries(value);
  return all.filter(([, item]) => item !== undefined);
}

/** json.Marshal. Undefined members are left out. */
export function marshal(value: unknown, options: GoJsonOptions = {}): string {
  const escapeHtml = options.escapeHtml ?? true;
  const text = scalar(value, escapeHtml);
  if (text !== undefined) return text;
  if (Array.isArray(value)) return '[' + value.map((item) => marshal(item, options)).join(',') + ']';
  return '{' + pairs(value as object).map(([key, item]) => quoteJson(key, escapeHtml) + ':' + marshal(item, options)).join(',') + '}';
}

/** json.MarshalIndent (and json.Indent): empty arrays and objects stay on their line. */
export function marshalIndent(value: unknown, prefix = '', indent = '    ', options: GoJsonOptions = {}): string {
  const escapeHtml = options.escapeHtml ?? true;
  const text = scalar(value, escapeHtml);
  if (text !== undefined) return text;
  const inner = prefix + indent;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return '[\n' + value.map((item) => inner + marshalIndent(item, inner, indent, options)).join(',\n') + '\n' + prefix + ']';
  }
  const members = pairs(value as object);
  if (members.length === 0) return '{}';
  return (
    '{\n' +
    members.map(([key, item]) => `${inner}${quoteJson(key, escapeHtml)}: ${marshalIndent(item, inner, indent, options)}`).join(',\n') +
    `\n${prefix}}`
  );
}
