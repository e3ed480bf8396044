import { appletPrograms, applets } from '../applet-table';

export const GPG = appletPrograms(applets(() => import('./gpg'), { gpg: 'gpg', gpg2: 'gpg' }));
