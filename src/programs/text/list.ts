import { applets, type AppletTable } from '../applet-table';

export const TEXT: AppletTable = {
  ...applets(() => import('./grep'), { grep: 'grep', egrep: 'grep', fgrep: 'grep' }),
  ...applets(() => import('./sed'), { sed: 'sed' }),
  ...applets(() => import('./find'), { find: 'find' }),
  ...applets(() => import('./xargs'), { xargs: 'xargs' }),
};
