import type { ProgramTable } from '../index';

export const SYSTEM: ProgramTable = {};
