import { appletPrograms, applets } from '../applet-table';
import type { ProgramTable } from '../index';

/** Package managers of the simulated distributions. */
export const PACKAGES: ProgramTable = appletPrograms({
  ...applets(() => import('./apt'), { 'apt-get': 'apt', apt: 'apt', 'apt-cache': 'apt', 'apt-mark': 'aptMark' }),
  ...applets(() => import('./dpkg'), { dpkg: 'dpkg', 'dpkg-query': 'dpkg' }),
  ...applets(() => import('./apk'), { apk: 'apk' }),
});
