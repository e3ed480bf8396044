import { float, integer, range } from './command';
import { RedisError } from './resp';

export type Ranked = [member: string, score: number];

/** What ZRANGE and its elder kin select by. */
export interface Selection {
  by: 'rank' | 'score' | 'lex';
  reverse: boolean;
  withScores: boolean;
  limit: [offset: number, count: number] | undefined;
}

/** Words after the bounds: BYSCORE, BYLEX, REV, LIMIT, WITHSCORES. Throws RedisError. */
export function selectionOf(words: readonly string[], fixed?: Pick<Selection, 'by' | 'reverse'>): Selection {
  const selection: Selection = { by: fixed?.by ?? 'rank', reverse: fixed?.reverse ?? false, withScores: false, limit: undefined };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!.toLowerCase();
    if (word === 'withscores') selection.withScores = true;
    else if (word === 'limit' && words.length > i + 2) {
      selection.limit = [integer(words[i + 1]), integer(words[i + 2])];
      i += 2;
    } else if (!fixed && word === 'byscore') selection.by = 'score';
    else if (!fixed && word === 'bylex') selection.by = 'lex';
    else if (!fixed && word === 'rev') selection.reverse = true;
    else throw new RedisError('ERR syntax error');
  }
  if (selection.limit && selection.by === 'rank') throw new RedisError('ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX');
  if (selection.withScores && selection.by === 'lex') throw new RedisError('ERR syntax error, WITHSCORES not supported in combination with BYLEX');
  return selection;
}

/** Whether a score lies between two bounds; `(` excludes. Throws RedisError. */
export function withinScores(min: string, max: string): (item: Ranked) => boolean {
  const bound = (text: string) => float(text.replace(/^\(/, ''), 'ERR min or max is not a float');
  const [low, high] = [bound(min), bound(max)];
  return ([, score]) => (min.startsWith('(') ? score > low : score >= low) && (max.startsWith('(') ? score < high : score <= high);
}

/** Whether a member lies between two bounds: `[` includes, `(` excludes, `-` and `+` are the ends. Throws RedisError. */
export function withinMembers(min: string, max: string): (item: Ranked) => boolean {
  for (const bound of [min, max]) if (!/^([-+]$|[[(])/.test(bound)) throw new RedisError('ERR min or max not valid string range item');
  const above = (member: string) => min === '-' || (min !== '+' && (min.startsWith('(') ? member > min.slice(1) : member >= min.slice(1)));
  const below = (member: string) => max === '+' || (max !== '-' && (max.startsWith('(') ? member < max.slice(1) : member <= max.slice(1)));
  return ([member]) => above(member) && below(member);
}

/** The part of an ordered set between two bounds, which come in the order of the answer. */
export function selected(order: readonly Ranked[], first: string, second: string, { by, reverse, limit }: Selection): Ranked[] {
  const items = reverse ? [...order].reverse() : [...order];
  if (by === 'rank') return range(items, integer(first), integer(second));
  const [min, max] = reverse ? [second, first] : [first, second];
  const found = items.filter(by === 'score' ? withinScores(min, max) : withinMembers(min, max));
  if (!limit) return found;
  const [offset, count] = limit;
  return offset < 0 ? [] : found.slice(offset, count < 0 ? undefined : offset + count);
}
