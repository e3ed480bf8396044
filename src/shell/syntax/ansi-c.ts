import { byteChar } from '../text';

const SIMPLE: Readonly<Record<string, string>> = { a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', "'": "'", '"': '"', '?': '?' };

/** The value of $'…' (bash(1), QUOTING). It ends at a NUL. */
export function ansiC(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c !== '\\' || i + 1 >= text.length) {
      out += c;
      continue;
    }
    const next = text[++i]!;
    const rest = text.slice(i);
    const simple = SIMPLE[next];
    let match: RegExpExecArray | null;
    if (simple !== undefined) out += simple;
    else if ((match = /^[0-7]{1,3}/.exec(rest))) {
      const byte = parseInt(match[0], 8) & 255;
      if (byte === 0) return out;
      out += byteChar(byte);
      i += match[0].length - 1;
    } else if ((match = /^x([0-9a-fA-F]{1,2})/.exec(rest))) {
      const byte = parseInt(match[1]!, 16);
      if (byte === 0) return out;
      out += byteChar(byte);
      i += match[0].length - 1;
    } else if ((match = /^(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(rest))) {
      out += String.fromCodePoint(Math.min(parseInt(match[1] ?? match[2]!, 16), 0x10ffff));
      i += match[0].length - 1;
    } else if (next === 'c' && text[i + 1] !== undefined) {
      out += String.fromCharCode(text.charCodeAt(++i) & 31);
    } else out += `\\${next}`;
  }
  return out;
}
