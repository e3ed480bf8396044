import { parseRestartPolicy } from '../../../src/cli/opts/restart-policy';
import { cases } from './types';

export const adapter = cases<string>(parseRestartPolicy);
