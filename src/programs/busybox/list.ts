import type { ProgramTable } from '../index';

export const BUSYBOX: ProgramTable = {
  busybox: async () => (await import('./busybox')).busybox,
};
