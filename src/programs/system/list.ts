import { applets, type AppletTable } from '../applet-table';

export const SYSTEM: AppletTable = {
  ...applets(() => import('./users'), {
    useradd: 'useradd', usermod: 'usermod', userdel: 'userdel', deluser: 'userdel', groupadd: 'groupadd', groupdel: 'groupdel', delgroup: 'groupdel', groupmod: 'groupmod',
    adduser: 'adduser', addgroup: 'adduser', passwd: 'passwd', chpasswd: 'chpasswd', gpasswd: 'gpasswd', chsh: 'chsh',
  }),
  ...applets(() => import('./become'), { su: 'su', sudo: 'sudo', gosu: 'gosu', 'su-exec': 'gosu', chroot: 'chroot', newgrp: 'newgrp', sg: 'newgrp' }),
  ...applets(() => import('./ps'), { ps: 'ps' }),
  ...applets(() => import('./signals'), { pgrep: 'pgrep', pkill: 'pgrep', pidof: 'pidof', killall: 'killall', pstree: 'pstree' }),
  ...applets(() => import('./top'), { top: 'top' }),
  ...applets(() => import('./status'), { free: 'free', uptime: 'uptime', w: 'w', who: 'who', users: 'who', logname: 'logname', vmstat: 'vmstat' }),
  ...applets(() => import('./mounts'), { mount: 'mount', umount: 'umount', findmnt: 'findmnt', mountpoint: 'findmnt' }),
  ...applets(() => import('./binfmt'), { binfmt: 'binfmt' }),
  ...applets(() => import('./facts'), {
    getent: 'getent', lsb_release: 'lsbRelease', sysctl: 'sysctl', lscpu: 'lscpu', lsof: 'lsof', ldconfig: 'quiet', 'update-ca-certificates': 'quiet', 'dpkg-reconfigure': 'quiet', logger: 'logger', locale: 'locale',
  }),
};
