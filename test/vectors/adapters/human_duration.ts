import { humanDuration } from '../../../src/lib/units';
import { cases } from './types';

export const adapter = cases((input: { ns: number }) => humanDuration(input.ns / 1e6));
