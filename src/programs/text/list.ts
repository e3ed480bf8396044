import type { ProgramTable } from '../index';

export const TEXT: ProgramTable = {};
