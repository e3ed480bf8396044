import type { MakeEngine } from '../host';

export const makePythonEngine: MakeEngine = async () => {
  throw new Error('not yet');
};
