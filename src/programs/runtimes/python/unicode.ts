/** What CPython asks Unicode's database, by the engine's own copy of it. The interpreter's strings know ASCII alone. */

const EVERY: Readonly<Record<string, RegExp>> = {
  alpha: /^\p{L}+$/u,
  numeric: /^[\p{N}\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u842c]+$/u,
  printable: /^[^\p{C}\p{Zl}\p{Zp}\p{Zs}]*$/u,
};

/** Whether a text is of a kind, as `str.isalpha()` and its like ask. */
export function isText(kind: string, text: string): boolean {
  if (kind === 'upper') return /\p{Lu}/u.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text);
  if (kind === 'lower') return /\p{Ll}/u.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text);
  return EVERY[kind]!.test(text);
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** `repr(str)` (Objects/unicodeobject.c, unicode_repr): what can't be printed is written by its number. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const one = (char: string): string => {
    if (char === quote) return `\\${char}`;
    const short = SHORT[char];
    if (short !== undefined) return short;
    if (char === ' ' || EVERY['printable']!.test(char)) return char;
    const code = char.codePointAt(0)!;
    const digits = code.toString(16);
    return code < 256 ? `\\x${digits.padStart(2, '0')}` : code < 65536 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
  };
  return `${quote}${[...text].map(one).join('')}${quote}`;
}
