import { DOCKER_APPLETS } from '../../lib/busybox-applets';
import type { Tree } from '../tree';
import { accounts } from './accounts';

/** The busybox image: everything in /bin, hard links of one executable, and little else. */
export function busyboxBase(tree: Tree, flavour: 'glibc' | 'musl' | 'uclibc' = 'glibc', release = ''): void {
  tree.exe('/bin/busybox', flavour === 'glibc' ? 1_185_000 : 1_040_000, 'busybox', 0o755, release);
  for (const name of DOCKER_APPLETS) tree.hard(`/bin/${name}`, '/bin/busybox');
  tree.exe('/bin/getconf', 33_000, 'getconf');
  tree.dirs('/dev', '/home', '/lib', '/root', '/tmp', '/usr/bin', '/usr/sbin', '/var/spool/mail', '/var/www').link('/lib64', 'lib');
  tree.link('/usr/bin/env', '../../bin/env');
  accounts(tree, 'busybox');
  tree.file('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n').file('/etc/localtime', 'TZif2UTC0\n');
  tree.dir('/etc/network/if-up.d').dir('/etc/network/if-down.d').dir('/etc/network/if-pre-up.d').dir('/etc/network/if-post-down.d');
  if (flavour === 'glibc') tree.ballast('/lib', 'libc.so.6 libm.so.6 ld-linux-x86-64.so.2 libresolv.so.2 libpthread.so.0 libnss_dns.so.2 libnss_files.so.2', 0o755);
  else tree.ballast('/bin', 'busybox.full', 0o755);
}
