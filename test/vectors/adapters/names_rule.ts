import { isValidName } from '../../../src/lib/names';
import { truncateId } from '../../../src/lib/width';
import { cases } from './types';

export const adapter = cases((input: { fn: string; v: string }) => (input.fn === 'stringid.TruncateID' ? truncateId(input.v) : isValidName(input.v)));
