import type { AppletTable } from '../applet-table';

export const TEXT: AppletTable = {};
