import { appletPrograms, applets } from '../applet-table';
import type { ProgramTable } from '../index';

export const SUPERVISOR: ProgramTable = {
  ...appletPrograms(applets(() => import('./inits'), { tini: 'tini', 'dumb-init': 'dumbInit' })),
  supervisord: async () => (await import('./supervisord')).supervisord,
  supervisorctl: async () => (await import('./supervisorctl')).supervisorctl,
};
