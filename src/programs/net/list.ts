import type { ProgramTable } from '../index';

export const NETWORK: ProgramTable = {};
