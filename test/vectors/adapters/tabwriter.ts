import { tabulate } from '../../../src/lib/tabwriter';
import { cases } from './types';

export const adapter = cases((input) =>
  tabulate(input.text, { minWidth: input.minwidth, tabWidth: input.tabwidth, padding: input.padding, padChar: input.padchar, flags: input.flags }),
);
