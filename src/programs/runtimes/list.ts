import type { ProgramTable } from '../index';

export const RUNTIMES: ProgramTable = {};
