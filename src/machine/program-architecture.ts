import { architectureOfMachine, type Architecture } from '../lib/architecture';
import type { Sys } from './sys';

/** The architecture that the program was built for: the machine's, or one that is emulated. */
export function architectureOf(sys: Sys): Architecture {
  return architectureOfMachine(sys.uname().machine);
}
