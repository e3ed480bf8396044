import { APPLETS } from '../../lib/busybox-applets';
import packages from '../facts/packages.json';
import type { Tree } from '../tree';
import { accounts, type ExtraUser } from './accounts';

/** A name of our own: nothing of the simulated world is to be taken for a real mirror. */
const MIRROR = 'https://dl-cdn.alpine.dockyard.example/alpine';

export interface PackageVersion {
  name: string;
  version: string;
}

export function packageList(text: string): PackageVersion[] {
  return text.split(' ').filter((one) => one !== '').map((one) => {
    const at = one.indexOf('=');
    return { name: one.slice(0, at), version: one.slice(at + 1) };
  });
}

/** /lib/apk/db/installed: one paragraph a package. */
export function apkDatabase(list: readonly PackageVersion[], architecture: string): string {
  return list.map(({ name, version }) => `P:${name}\nV:${version}\nA:${architecture}\nS:${1000 + name.length * 3571}\nI:${4096 + name.length * 9973}\nT:${name}\nU:https://alpine.dockyard.example/\nL:MIT\no:${name}\nm:Natanael Copa\nt:1758139200\n\n`).join('');
}

/** BusyBox, musl and apk of the branches of which no list is at hand: the upstream versions are theirs, the list is the next one's. */
const UNRECORDED: Readonly<Record<string, readonly [like: string, busybox: string, musl: string, apk: string]>> = {
  '3.19': ['3.20', '1.36.1-r20', '1.2.4_git20230717-r5', '2.14.4-r0'], '3.18': ['3.20', '1.36.1-r7', '1.2.4-r3', '2.14.4-r0'], '3.13': ['3.14', '1.32.1-r9', '1.2.2-r1', '2.12.7-r0'],
  '3.11': ['3.12', '1.31.1-r11', '1.1.24-r3', '2.10.8-r0'], '3.10': ['3.12', '1.30.1-r5', '1.1.22-r4', '2.10.8-r0'], '3.9': ['3.12', '1.29.3-r10', '1.1.20-r6', '2.10.6-r0'], '3.8': ['3.12', '1.28.4-r3', '1.1.19-r11', '2.10.6-r0'],
  '3.7': ['3.12', '1.27.2-r11', '1.1.18-r4', '2.10.1-r0'], '3.6': ['3.12', '1.26.2-r11', '1.1.16-r15', '2.7.6-r0'], '3.5': ['3.12', '1.25.1-r2', '1.1.15-r8', '2.6.10-r0'], '3.4': ['3.12', '1.24.2-r14', '1.1.14-r16', '2.6.7-r1'],
};

/** The packages of a release's image: as its branch's was published, with this release's number. */
export function alpinePackages(version: string): PackageVersion[] {
  const branch = version.split('.').slice(0, 2).join('.');
  const [like = branch, busybox, musl, apk] = UNRECORDED[branch] ?? [];
  const lists: Readonly<Record<string, string>> = packages;
  return packageList(lists[`alpine-${like}`] ?? packages.alpine).map(({ name, version: listed }) => {
    if (name === 'alpine-release') return { name, version: `${version}-r0` };
    return { name, version: (/^(?:busybox|ssl_client)/.test(name) ? busybox : name.startsWith('musl') ? musl : name === 'apk-tools' ? apk : undefined) ?? listed };
  });
}

/** The table that Alpine's busybox package has crond go by. */
const CRONTAB = ['*/15\t*\t*\t*\t*\t15min', '0\t*\t*\t*\t*\thourly', '0\t2\t*\t*\t*\tdaily', '0\t3\t*\t*\t6\tweekly', '0\t5\t1\t*\t*\tmonthly'];
const PERIODS = CRONTAB.map((line) => line.slice(line.lastIndexOf('\t') + 1));

/** An Alpine layer's package database with packages added to the base's. */
export function apkAdd(tree: Tree, version: string, added: string): void {
  const extra = packageList(added);
  tree.file('/lib/apk/db/installed', apkDatabase([...alpinePackages(version), ...extra], tree.architecture.alpine));
  const world = ['alpine-baselayout', 'alpine-keys', 'alpine-release', 'apk-tools', 'busybox', 'libc-utils', ...extra.filter((one) => !one.name.startsWith('lib')).map((one) => one.name)];
  tree.file('/etc/apk/world', `${world.join('\n')}\n`);
}

export function alpineAccounts(tree: Tree, extra: readonly ExtraUser[]): void {
  accounts(tree, 'alpine', extra);
}

/** alpine-minirootfs: BusyBox, musl, apk and little else. */
export function alpineBase(tree: Tree, version: string): void {
  const branch = version.split('.').slice(0, 2).join('.');
  const list = new Map(alpinePackages(version).map((one) => [one.name, one.version]));
  tree.exe('/bin/busybox', 820_000, 'busybox', 0o755, `${list.get('busybox')!.replace(/-r\d+$/, '')} ()`);
  tree.links('/bin', APPLETS.bin, '/bin/busybox').links('/sbin', APPLETS.sbin, '/bin/busybox');
  tree.links('/usr/bin', APPLETS.usrBin, '/bin/busybox').links('/usr/sbin', APPLETS.usrSbin, '/bin/busybox');
  tree.exe('/sbin/apk', 78_000, 'apk', 0o755, list.get('apk-tools')).exe('/sbin/ldconfig', 400, 'ldconfig').exe('/usr/bin/getent', 46_000, 'getent').exe('/usr/bin/getconf', 38_000, 'getconf');
  tree.exe('/usr/bin/ldd', 400, 'ldd').exe('/usr/bin/iconv', 18_000, 'iconv').exe('/usr/bin/scanelf', 75_000, 'scanelf').exe('/usr/bin/ssl_client', 14_000, 'ssl_client');
  tree.dirs('/dev', '/home', '/media/cdrom', '/media/floppy', '/media/usb', '/mnt', '/opt', '/proc', '/root', '/run', '/srv', '/sys', '/tmp', '/usr/local/bin', '/usr/local/lib', '/usr/local/share', '/var/cache/apk', '/var/cache/misc', '/var/lib/apk', '/var/lib/misc', '/var/log', '/var/mail', '/var/opt', '/var/tmp', ...PERIODS.map((name) => `/etc/periodic/${name}`));
  tree.link('/var/spool/cron/crontabs', '../../../etc/crontabs');
  tree.file('/etc/crontabs/root', `# do daily/weekly/monthly maintenance\n# min\thour\tday\tmonth\tweekday\tcommand\n${CRONTAB.map((line) => `${line.replace(/\w+$/, 'run-parts /etc/periodic/$&')}\n`).join('')}\n`, 0o600);
  tree.dir('/var/empty', 0o555).link('/var/run', '../run').link('/var/lock', '../run/lock').link('/etc/mtab', '../proc/mounts');
  tree.file('/etc/alpine-release', `${version}\n`);
  tree.file('/usr/lib/os-release', `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${version}\nPRETTY_NAME="Alpine Linux v${branch}"\nHOME_URL="https://alpinelinux.org/"\nBUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"\n`);
  tree.link('/etc/os-release', '../usr/lib/os-release');
  tree.file('/etc/issue', `Welcome to Alpine Linux ${branch}\nKernel \\r on \\m (\\l)\n\n`).file('/etc/hostname', 'localhost\n');
  tree.file('/etc/hosts', '127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n');
  tree.file('/etc/motd', 'Welcome to Alpine!\n\nThis one is simulated.\n\n').file('/etc/shells', '/bin/sh\n/bin/ash\n').file('/etc/nsswitch.conf', 'hosts: files dns\n');
  tree.file('/etc/profile', 'export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nexport PAGER=less\numask 022\nfor script in /etc/profile.d/*.sh ; do\n\tif [ -r "$script" ] ; then\n\t\t. "$script"\n\tfi\ndone\nunset script\n');
  tree.dir('/etc/profile.d').file('/etc/inittab', '::sysinit:/sbin/openrc sysinit\n::ctrlaltdel:/sbin/reboot\n');
  tree.file('/etc/apk/repositories', `${MIRROR}/v${branch}/main\n${MIRROR}/v${branch}/community\n`).file('/etc/apk/arch', `${tree.architecture.alpine}\n`);
  tree.file('/etc/services', 'ssh\t22/tcp\ndomain\t53/tcp\ndomain\t53/udp\nhttp\t80/tcp\nhttps\t443/tcp\nmysql\t3306/tcp\npostgresql\t5432/tcp\nredis\t6379/tcp\n').file('/etc/protocols', 'ip\t0\tIP\nicmp\t1\tICMP\ntcp\t6\tTCP\nudp\t17\tUDP\n');
  accounts(tree, 'alpine');
  apkAdd(tree, version, '');
  tree.file('/lib/apk/db/triggers', '').file('/lib/apk/db/lock', '').data('/lib/apk/db/scripts.tar', 20_000);
  tree.link('/lib/libc.musl-x86_64.so.1', 'ld-musl-x86_64.so.1').dir('/usr/share/misc').dir('/etc/ssl/certs');
  tree.ballast('/usr/lib', 'libcrypto.so.3', 0o755).ballast('/lib', 'ld-musl-x86_64.so.1 libz.so.1', 0o755).ballast('/usr/lib', 'libapk.so.3 libssl.so.3', 0o755).ballast('/etc/ssl', 'cert.pem');
}
