import { appletPrograms, applets } from '../applet-table';
import type { ProgramTable } from '../index';

export const SUPERVISOR: ProgramTable = {
  ...appletPrograms(applets(() => import('./entry'), { tini: 'tini', 'dumb-init': 'dumbInit' })),
  supervisord: async () => (await import('./entry')).supervisord,
  supervisorctl: async () => (await import('./entry')).supervisorctl,
};
