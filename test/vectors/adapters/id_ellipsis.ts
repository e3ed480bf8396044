import { ellipsis, truncateId } from '../../../src/lib/width';
import { cases } from './types';

export const adapter = cases((input: { fn: string; v: string; width: number }) => (input.fn === 'TruncateID' ? truncateId(input.v) : ellipsis(input.v, input.width)));
