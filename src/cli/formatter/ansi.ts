import { displayWidth } from '../../lib/width';

/** Puts terminal attributes around a text. */
export type Style = (text: string) => string;

/** A style of SGR parameters, one escape each, as the real CLI writes them. */
export function style(...parameters: readonly (string | number)[]): Style {
  const start = parameters.map((parameter) => `\x1b[${parameter}m`).join('');
  return (text) => `${start}${text}\x1b[0m`;
}

export const plain: Style = (text) => text;

/** Columns of a text without its escapes. */
export function visibleWidth(text: string): number {
  return displayWidth(text.replace(/\x1b[^m]*m/g, ''));
}

/** A text cut to a length with `…`, escapes not counted (docker/cli internal/tui.Ellipsis). */
export function cut(text: string, length: number): string {
  let out = '';
  let count = 0;
  let inEscape = false;
  let tooLong = false;
  for (const char of text) {
    if (char === '\x1b') inEscape = true;
    else if (!inEscape) {
      count++;
      if (count === length) tooLong = true;
      if (!tooLong) out += char;
      continue;
    }
    out += char;
    if (char === 'm') inEscape = false;
  }
  return tooLong ? out + '…' : out;
}
