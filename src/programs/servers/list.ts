import type { ProgramTable } from '../index';

export const SERVERS: ProgramTable = {};
