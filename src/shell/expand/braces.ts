import type { Part, Word } from '../syntax/ast';

type Item = string | Part;

/** Brace expansion (bash(1), Brace Expansion): one word becomes several, before any other expansion. */
export function expandBraces(word: Word): Word[] {
  if (!word.raw.includes('{') || !word.parts.some((part) => part.t === 'lit' && part.v.includes('{'))) return [word];
  const items: Item[] = word.parts.flatMap((part): Item[] => (part.t === 'lit' ? [...part.v] : [part]));
  const results = alternatives(items);
  if (results.length === 1 && results[0]!.length === items.length) return [word];
  return results.map((result) => ({ parts: merge(result), raw: word.raw }));
}

function merge(items: readonly Item[]): Part[] {
  const parts: Part[] = [];
  let text = '';
  for (const item of items) {
    if (typeof item === 'string') text += item;
    else {
      if (text !== '') parts.push({ t: 'lit', v: text });
      text = '';
      parts.push(item);
    }
  }
  if (text !== '') parts.push({ t: 'lit', v: text });
  return parts;
}

function alternatives(items: readonly Item[]): Item[][] {
  for (let i = 0; i < items.length; i++) {
    if (items[i] !== '{') continue;
    const end = matching(items, i);
    if (end === -1) continue;
    const body = items.slice(i + 1, end);
    const choices = choicesOf(body);
    if (!choices) continue;
    const head = items.slice(0, i);
    const tails = alternatives(items.slice(end + 1));
    return choices.flatMap((choice) => tails.map((tail) => [...head, ...choice, ...tail]));
  }
  return [[...items]];
}

function matching(items: readonly Item[], open: number): number {
  let depth = 0;
  for (let i = open; i < items.length; i++) {
    if (items[i] === '{') depth++;
    else if (items[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

function choicesOf(body: readonly Item[]): Item[][] | undefined {
  const parts: Item[][] = [[]];
  let depth = 0;
  for (const item of body) {
    if (item === '{') depth++;
    if (item === '}') depth--;
    if (item === ',' && depth === 0) parts.push([]);
    else parts[parts.length - 1]!.push(item);
  }
  if (parts.length > 1) return parts.flatMap((part) => alternatives(part));
  if (body.every((item) => typeof item === 'string')) {
    const range = sequence(body.join(''));
    if (range) return range.map((text) => [...text]);
  }
  // {x} stays, but braces within it are expanded.
  const inner = alternatives(body);
  return inner.length > 1 ? inner.map((choice) => ['{', ...choice, '}']) : undefined;
}

function sequence(text: string): string[] | undefined {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text);
  if (numbers) {
    const from = Number(numbers[1]);
    const to = Number(numbers[2]);
    const step = Math.max(1, Math.abs(Number(numbers[3] ?? 1)));
    const padded = [numbers[1]!, numbers[2]!].some((n) => /^-?0\d/.test(n));
    const width = padded ? Math.max(numbers[1]!.length, numbers[2]!.length) : 0;
    const out: string[] = [];
    for (let n = from; from <= to ? n <= to : n >= to; n += from <= to ? step : -step) {
      out.push(n < 0 ? `-${String(-n).padStart(Math.max(0, width - 1), '0')}` : String(n).padStart(width, '0'));
    }
    return out;
  }
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d+))?$/.exec(text);
  if (!letters) return undefined;
  const from = letters[1]!.charCodeAt(0);
  const to = letters[2]!.charCodeAt(0);
  const step = Math.max(1, Math.abs(Number(letters[3] ?? 1)));
  const out: string[] = [];
  for (let n = from; from <= to ? n <= to : n >= to; n += from <= to ? step : -step) out.push(String.fromCharCode(n));
  return out;
}
