import { globPattern, integer } from './command';
import { bulk, fail, list, RedisError, type Reply } from './resp';

export interface ScanOptions {
  from: number;
  count: number;
  pattern: RegExp;
  /** SCAN's TYPE. */
  type: string | undefined;
}

/** The cursor and the options of SCAN and its kin. Throws RedisError. */
export function scanOptions([cursor, ...words]: readonly string[]): ScanOptions {
  if (!/^\d+$/.test(cursor ?? '')) throw new RedisError('ERR invalid cursor');
  const options: ScanOptions = { from: Number(cursor), count: 10, pattern: /^/, type: undefined };
  for (let i = 0; i < words.length; i += 2) {
    const value = words[i + 1];
    const option = words[i]!.toLowerCase();
    if (value === undefined) throw new RedisError('ERR syntax error');
    if (option === 'match') options.pattern = globPattern(value);
    else if (option === 'count') {
      options.count = integer(value);
      if (options.count < 1) throw new RedisError('ERR syntax error');
    } else if (option === 'type') options.type = value.toLowerCase();
    else throw new RedisError('ERR syntax error');
  }
  return options;
}

/** Items from the cursor on, and the cursor of what follows: it counts them in their order. Small collections come whole, as Redis's compact encodings do. */
export function scanItems<T>(items: readonly T[], words: readonly string[], name: (item: T) => string, shown: (item: T) => string[], smallComesWhole = true): Reply {
  const { from, count, pattern, type } = scanOptions(words);
  if (type !== undefined && smallComesWhole) return fail('ERR syntax error');
  const whole = smallComesWhole && items.length <= 128;
  const end = whole ? items.length : from + count;
  const found = items.slice(from, end).filter((item) => pattern.test(name(item)));
  return { array: [bulk(end >= items.length ? '0' : String(end)), list(found.flatMap(shown))] };
}
