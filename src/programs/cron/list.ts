import { applets, type AppletTable } from '../applet-table';
import type { ProgramTable } from '../index';

export const CRON_APPLETS: AppletTable = applets(() => import('./entry'), { crontab: 'crontab', crond: 'crond' });

export const CRON: ProgramTable = {
  cron: async () => (await import('./entry')).cron,
};
