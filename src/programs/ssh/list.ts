import { appletPrograms, applets } from '../applet-table';
import type { ProgramTable } from '../index';

export const SSH: ProgramTable = {
  'ssh-agent': async () => (await import('./agent')).sshAgent,
  ...appletPrograms({
    ...applets(() => import('./add'), { 'ssh-add': 'sshAdd' }),
    ...applets(() => import('./keygen'), { 'ssh-keygen': 'sshKeygen' }),
    ...applets(() => import('./ssh'), { ssh: 'ssh', scp: 'scp', sftp: 'scp', 'ssh-keyscan': 'sshKeyscan' }),
  }),
};
