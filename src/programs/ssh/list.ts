import { appletPrograms, applets } from '../applet-table';

export const SSH = appletPrograms({
  ...applets(() => import('./keygen'), { 'ssh-keygen': 'sshKeygen' }),
  ...applets(() => import('./ssh'), { ssh: 'ssh', scp: 'scp', sftp: 'scp', 'ssh-keyscan': 'sshKeyscan' }),
});
