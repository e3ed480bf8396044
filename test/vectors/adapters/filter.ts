import { Filters } from '../../../src/lib/filters';
import { cases } from './types';

export const adapter = cases((input: string) => JSON.parse(new Filters().addOption(input).toJson() || '{}') as unknown);
