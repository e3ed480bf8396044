import { Filters } from '../../../src/lib/filters';
import { cases } from './types';

function decode(text: string): unknown {
  const filters = Filters.fromJson(text);
  filters.validate(['name', 'label', 'status', 'dangling']);
  const out: Record<string, unknown> = { keys: filters.keys() };
  try {
    out.dangling = filters.getBool('dangling', false);
  } catch (error) {
    out.dangling = false;
    out.danglingError = (error as Error).message;
  }
  return out;
}

export const adapter = cases((input: { fn: string; v: any; pattern: string }) => {
  if (input.fn.startsWith('FromJSON')) return decode(input.v);
  const filters = new Filters();
  if (input.fn.startsWith('MatchKVList')) {
    for (const value of input.v) filters.add('label', value);
    return filters.matchKeyValues('label', { a: 'b', x: 'y', e: '' });
  }
  filters.add('name', input.pattern);
  switch (input.fn) {
    case 'Match(name)':
      return filters.match('name', input.v);
    case 'ExactMatch(name)':
      return filters.exactMatch('name', input.v);
    case 'UniqueExactMatch(name)':
      return filters.uniqueExactMatch('name', input.v);
    case 'FuzzyMatch(name)':
      return filters.fuzzyMatch('name', input.v);
    default:
      throw new Error(`unknown function ${input.fn}`);
  }
});
