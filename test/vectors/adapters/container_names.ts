import { ADJECTIVES, SURNAMES } from '../../../src/lib/name-words';
import { randomName } from '../../../src/lib/names';
import { canonical, type Adapter } from './types';

/** The file has no cases: the lists themselves and the rule are compared. */
export const adapter: Adapter = (file) => {
  const compare = (label: string, expected: unknown, got: unknown) => ({ ok: canonical(expected) === canonical(got), expected, got, label });
  const draws = [ADJECTIVES.indexOf('boring'), SURNAMES.indexOf('wozniak'), 0, 0, 7];
  return [
    compare('left', file.left, ADJECTIVES),
    compare('right', file.right, SURNAMES),
    compare('rule', `${ADJECTIVES[0]}_${SURNAMES[0]}7`, randomName(() => draws.shift()!, 1)),
  ];
};
