import { appletPrograms, applets } from '../applet-table';

export const OPENSSL = appletPrograms(applets(() => import('./openssl'), { openssl: 'openssl' }));
