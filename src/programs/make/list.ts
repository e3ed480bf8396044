import { appletPrograms, applets } from '../applet-table';

export const MAKE = appletPrograms(applets(() => import('./make'), { make: 'make', gmake: 'make' }));
