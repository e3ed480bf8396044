import type { ProgramTable } from '../index';

export const COREUTILS: ProgramTable = {};
