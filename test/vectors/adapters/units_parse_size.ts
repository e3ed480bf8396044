import { fromHumanSize, ramInBytes } from '../../../src/lib/units';
import { cases } from './types';

export const adapter = cases((input: { fn: string; v: string }) => {
  if (input.fn === 'FromHumanSize') return fromHumanSize(input.v);
  if (input.fn === 'MemSwapBytes.Set' && input.v === '-1') return -1;
  return ramInBytes(input.v);
});
