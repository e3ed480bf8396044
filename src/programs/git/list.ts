import { applets, type AppletTable } from '../applet-table';

export const GIT: AppletTable = applets(() => import('./git'), { git: 'git' });
