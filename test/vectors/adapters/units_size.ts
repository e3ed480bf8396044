import { bytesSize, humanSize } from '../../../src/lib/units';
import { cases } from './types';

export const adapter = cases((input: { fn: string; v: number }) => {
  if (input.fn === 'BytesSize') return bytesSize(input.v);
  return humanSize(input.v, input.fn === 'HumanSize' ? 4 : 3);
});
