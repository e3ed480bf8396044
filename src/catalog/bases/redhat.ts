import type { Tree } from '../tree';
import { accounts } from './accounts';

export interface RedHat {
  id: 'ol' | 'fedora' | 'centos';
  name: string;
  version: string;
  pretty: string;
  /** The line of its release file. */
  release: string;
}

export const ORACLE_7: RedHat = { id: 'ol', name: 'Oracle Linux Server', version: '7.9', pretty: 'Oracle Linux Server 7.9', release: 'Oracle Linux Server release 7.9' };
export const ORACLE_8: RedHat = { id: 'ol', name: 'Oracle Linux Server', version: '8.7', pretty: 'Oracle Linux Server 8.7', release: 'Oracle Linux Server release 8.7' };
export const ORACLE_9: RedHat = { id: 'ol', name: 'Oracle Linux Server', version: '9.8', pretty: 'Oracle Linux Server 9.8', release: 'Oracle Linux Server release 9.8' };
export const FEDORA: RedHat = { id: 'fedora', name: 'Fedora Linux', version: '44', pretty: 'Fedora Linux 44 (Container Image)', release: 'Fedora release 44 (Forty Four)' };
export const CENTOS_7: RedHat = { id: 'centos', name: 'CentOS Linux', version: '7', pretty: 'CentOS Linux 7 (Core)', release: 'CentOS Linux release 7.9.2009 (Core)' };

const TOOLS =
  '[ arch base64 basename cat chgrp chmod chown cksum comm cp cut date dd df dir dirname du echo env expand expr factor false fmt fold groups head hostid id ' +
  'install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc od paste pathchk pr printenv printf pwd readlink realpath rm rmdir seq ' +
  'sha1sum sha256sum sha512sum shuf sleep sort split stat stty sum sync tac tail tee test timeout touch tr true truncate tty uname unexpand uniq unlink users wc who ' +
  'whoami yes grep egrep fgrep sed gawk find xargs gzip gunzip zcat getent ldd locale rpm curl getopt mount umount';

/** A Red Hat family tree: rpm, microdnf or dnf, bash. */
export function redhatBase(tree: Tree, system: RedHat): void {
  for (const name of ['bin', 'lib', 'lib64', 'sbin']) tree.link(`/${name}`, `usr/${name}`);
  tree.dirs('/boot', '/dev', '/home', '/media', '/mnt', '/opt', '/proc', '/root', '/run/lock', '/srv', '/sys', '/tmp', '/usr/local/bin', '/usr/local/sbin', '/var/cache', '/var/lib/rpm', '/var/log', '/var/tmp');
  tree.link('/var/run', '../run').link('/var/lock', '../run/lock');
  tree.exes('/usr/bin', TOOLS, 48_000).exe('/usr/bin/bash', 1_150_000).link('/usr/bin/sh', 'bash').link('/usr/bin/awk', 'gawk').exe('/usr/bin/tar', 460_000);
  if (system.id === 'ol') tree.exe('/usr/bin/microdnf', 96_000);
  if (system.id !== 'ol') tree.exe('/usr/bin/dnf', 2_000).link('/usr/bin/yum', 'dnf').exes('/usr/bin', 'ps top free vi', 120_000);
  tree.exes('/usr/sbin', 'ldconfig useradd groupadd usermod userdel groupdel chroot nologin', 120_000);
  accounts(tree, 'redhat');
  tree.file('/etc/os-release', `NAME="${system.name}"\nVERSION="${system.version}"\nID="${system.id}"\nVERSION_ID="${system.version}"\nPRETTY_NAME="${system.pretty}"\n`);
  tree.file(`/etc/${{ ol: 'oracle', fedora: 'fedora', centos: 'centos' }[system.id]}-release`, `${system.release}\n`).link('/etc/system-release', `${{ ol: 'oracle', fedora: 'fedora', centos: 'centos' }[system.id]}-release`);
  // The name that Red Hat's own file has is a link to the system's (rpm: centos-release, fedora-release-common).
  if (system.id !== 'ol') tree.link('/etc/redhat-release', `${system.id}-release`);
  else tree.file('/etc/redhat-release', `Red Hat Enterprise Linux release ${system.version} (${{ 7: 'Maipo', 8: 'Ootpa', 9: 'Plow' }[system.version[0]!]})\n`);
  tree.file('/etc/bashrc', '# System-wide functions and aliases\nPS1="[\\u@\\h \\W]\\\\$ "\n').file('/root/.bashrc', '. /etc/bashrc\n').file('/etc/profile', 'umask 022\n');
  tree.file('/etc/nsswitch.conf', 'hosts: files dns\n').file('/etc/shells', '/bin/sh\n/bin/bash\n').file(`/etc/yum.repos.d/${system.id}.repo`, `[base]\nname=${system.name}\nbaseurl=http://yum.dockyard.example/${system.id}/\nenabled=1\n`);
  tree.ballast('/usr/lib64', 'libc.so.6 libcrypto.so.3 libstdc++.so.6 librpm.so.9 libm.so.6 libdnf.so.2 libgnutls.so.30 libsqlite3.so.0 libcurl.so.4 libxml2.so.2').ballast('/usr/lib/locale', 'locale-archive').ballast('/var/lib/rpm', 'Packages');
}
