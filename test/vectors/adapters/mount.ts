import { parseMount } from '../../../src/cli/opts/mount';
import { cases } from './types';

export const adapter = cases<string>((text) => [parseMount(text)]);
