import type { AppletTable } from '../applet-table';

export const SYSTEM: AppletTable = {};
