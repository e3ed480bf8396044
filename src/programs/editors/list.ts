import { applets, type AppletTable } from '../applet-table';

export const EDITORS: AppletTable = {
  ...applets(() => import('./nano'), { nano: 'nano', pico: 'nano' }),
  ...applets(() => import('./vi'), { vi: 'vi', vim: 'vi', view: 'vi' }),
};
