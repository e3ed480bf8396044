import { applets, type AppletTable } from '../applet-table';
import type { ProgramTable } from '../index';

export const CRON_APPLETS: AppletTable = { ...applets(() => import('./crontab'), { crontab: 'crontab' }), ...applets(() => import('./crond'), { crond: 'crond' }) };

export const CRON: ProgramTable = {
  cron: async () => (await import('./cron')).cron,
};
