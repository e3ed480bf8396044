import { fromBytes, toBytes, wellFormed } from './govalue/bytes';
import { isWide, isZeroWidth } from './wide-characters';

let segmenter: Intl.Segmenter | undefined;

/** Columns that one code point takes in a terminal. */
export function codePointWidth(code: number): 0 | 1 | 2 {
  if (code >= 0x20 && code < 0x7f) return 1;
  if (isZeroWidth(code)) return 0;
  return isWide(code) ? 2 : 1;
}

/** Columns that a text takes: each grapheme has the width of its first code point that has any (as go-runewidth). */
export function displayWidth(text: string): number {
  if (/^[\x00-\x7f]*$/.test(text)) {
    let width = 0;
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x20 && text.charCodeAt(i) !== 0x7f) width++;
    return width;
  }
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    for (const char of segment) {
      const columns = codePointWidth(char.codePointAt(0)!);
      if (columns === 0) continue;
      width += columns;
      break;
    }
  }
  return width;
}

/** An ID as people see it: without its algorithm, twelve characters (moby stringid.TruncateID). */
export function truncateId(id: string): string {
  return wellFormed(fromBytes(toBytes(id.slice(id.indexOf(':') + 1)).slice(0, 12)));
}

/** A text cut to a number of columns with `…` at its end (docker/cli formatter.Ellipsis: wide characters count 2, all else 1). */
export function ellipsis(text: string, width: number): string {
  if (width <= 0 || text === '') return '';
  const chars = [...text];
  if (width === 1) return chars[0]!;
  if (/^[\x00-\x7f]*$/.test(text)) return chars.length <= width ? text : chars.slice(0, width - 1).join('') + '…';
  const ends: number[] = [];
  let total = 0;
  for (const char of chars) {
    total += isWide(char.codePointAt(0)!) ? 2 : 1;
    ends.push(total);
  }
  if (total <= width) return text;
  const cut = ends.findIndex((end, i) => end <= width - 1 && ends[i + 1]! > width - 1);
  // What is too wide from its first character on stays whole: the real one has nowhere to cut.
  return cut === -1 ? text : chars.slice(0, cut + 1).join('') + '…';
}
