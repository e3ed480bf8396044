import packages from '../facts/packages.json';
import { releaseVersions } from '../../lib/debian-releases';
import type { Tree } from '../tree';
import { accounts, type ExtraUser } from './accounts';
import { packageList, type PackageVersion } from './alpine';

/**
 * A release of Debian or Ubuntu. Its packages are those of its images as they were published: trixie's and 26.04's of
 * the images whose facts are given, the others' of some day of the release's life.
 */
export interface Suite {
  id: 'debian' | 'ubuntu';
  codename: string;
  version: string;
  pretty: string;
  /** /etc/debian_version. */
  debianVersion: string;
  packages: keyof typeof packages;
  /** Its images have the account that cloud images log in as (since 23.04). */
  hasUser?: boolean;
}

const debian = (codename: string, version: string, point: string, list: keyof typeof packages): Suite => ({
  id: 'debian', codename, version, pretty: `Debian GNU/Linux ${version} (${codename})`, debianVersion: point, packages: list,
});
const ubuntu = (codename: string, version: string, full: string, name: string, debianVersion: string, list: keyof typeof packages): Suite => ({
  id: 'ubuntu', codename, version: `${version} (${name})`, pretty: `Ubuntu ${full}`, debianVersion, packages: list, hasUser: Number(version.slice(0, 2)) >= 24,
});

const UBUNTU: ExtraUser = { name: 'ubuntu', uid: 1000, gid: 1000, info: 'Ubuntu', home: '/home/ubuntu', shell: '/bin/bash', memberOf: ['adm', 'dialout', 'cdrom', 'floppy', 'sudo', 'audio', 'dip', 'video', 'plugdev'] };

function home(tree: Tree, bashrc: string): void {
  const owner = { uid: UBUNTU.uid, gid: UBUNTU.gid };
  tree.dir(UBUNTU.home, 0o750, owner).file(`${UBUNTU.home}/.bashrc`, bashrc, 0o644, owner).file(`${UBUNTU.home}/.profile`, '', 0o644, owner).file(`${UBUNTU.home}/.bash_logout`, '', 0o644, owner);
}

export const SUITES: Readonly<Record<string, Suite>> = {
  trixie: debian('trixie', '13', '13.6', 'trixie'),
  bookworm: debian('bookworm', '12', '12.14', 'bookworm'),
  bullseye: debian('bullseye', '11', '11.11', 'bullseye'),
  buster: debian('buster', '10', '10.13', 'buster'),
  stretch: debian('stretch', '9', '9.13', 'stretch'),
  jessie: debian('jessie', '8', '8.11', 'jessie'),
  wheezy: debian('wheezy', '7', '7.11', 'wheezy'),
  resolute: ubuntu('resolute', '26.04 LTS', '26.04 LTS', 'Resolute Raccoon', 'forky/sid', 'resolute'),
  noble: ubuntu('noble', '24.04.4 LTS', '24.04.4 LTS', 'Noble Numbat', 'trixie/sid', 'noble'),
  jammy: ubuntu('jammy', '22.04.5 LTS', '22.04.5 LTS', 'Jammy Jellyfish', 'bookworm/sid', 'jammy'),
  focal: ubuntu('focal', '20.04.5 LTS', '20.04.5 LTS', 'Focal Fossa', 'bullseye/sid', 'focal'),
  bionic: ubuntu('bionic', '18.04.6 LTS', '18.04.6 LTS', 'Bionic Beaver', 'buster/sid', 'bionic'),
  xenial: ubuntu('xenial', '16.04.7 LTS', '16.04.7 LTS', 'Xenial Xerus', 'stretch/sid', 'xenial'),
  trusty: ubuntu('trusty', '14.04.6 LTS', '14.04.6 LTS', 'Trusty Tahr', 'jessie/sid', 'trusty'),
};

/** What coreutils brings, GNU's and the one written anew in Rust (uutils). */
const COREUTILS =
  '[ arch b2sum base32 base64 basename basenc cat chcon chgrp chmod chown cksum comm cp csplit cut date dd df dir dircolors dirname du echo env expand ' +
    'expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od ' +
    'paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf ' +
    'sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes';

/** Executables by package: folder and names, with the size of one. */
const FILES: Readonly<Record<string, readonly (readonly [folder: string, names: string, sizeBytes: number])[]>> = {
  coreutils: [['/usr/bin', COREUTILS, 47_000], ['/usr/sbin', 'chroot', 47_000]],
  // Ubuntu 26.04 has its coreutils from uutils but for these three (package coreutils-from-uutils).
  'rust-coreutils': [['/usr/bin', COREUTILS.replace(/\b(?:cp|mv|rm) /g, ''), 47_000], ['/usr/sbin', 'chroot', 47_000]],
  'gnu-coreutils': [['/usr/bin', 'cp mv rm', 47_000]],
  bash: [['/usr/bin', 'bash', 1_298_000], ['/usr/bin', 'bashbug', 7_000]],
  dash: [['/usr/bin', 'dash', 129_000]],
  grep: [['/usr/bin', 'grep', 203_000], ['/usr/bin', 'egrep fgrep', 400]],
  sed: [['/usr/bin', 'sed', 126_000]],
  mawk: [['/usr/bin', 'mawk', 158_000]],
  findutils: [['/usr/bin', 'find', 224_000], ['/usr/bin', 'xargs', 68_000]],
  gzip: [['/usr/bin', 'gzip', 98_000], ['/usr/bin', 'gunzip zcat zgrep zless zmore zdiff zcmp gzexe uncompress', 2_300]],
  bzip2: [['/usr/bin', 'bzip2 bunzip2 bzcat', 39_000]],
  tar: [['/usr/bin', 'tar', 531_000]],
  diffutils: [['/usr/bin', 'diff', 156_000], ['/usr/bin', 'cmp diff3 sdiff', 52_000]],
  hostname: [['/usr/bin', 'hostname', 27_000]],
  mount: [['/usr/bin', 'mount umount', 55_000], ['/usr/sbin', 'losetup swapon swapoff', 60_000]],
  'util-linux': [
    ['/usr/bin', 'dmesg findmnt flock getopt ipcrm ipcs lsblk lscpu lsipc lslocks lsns mcookie more mountpoint namei nsenter partx prlimit rename.ul rev setarch setpriv setsid taskset unshare wdctl whereis fallocate ionice choom chrt', 55_000],
    ['/usr/sbin', 'agetty blkid blockdev chcpu ctrlaltdel findfs fsck fsfreeze fstrim isosize ldattach mkfs mkswap pivot_root readprofile rtcwake runuser sulogin swaplabel switch_root wipefs zramctl', 45_000],
  ],
  bsdutils: [['/usr/bin', 'logger renice script scriptreplay wall', 39_000]],
  login: [['/usr/bin', 'login su faillog lastlog newgrp', 58_000], ['/usr/sbin', 'nologin', 15_000]],
  passwd: [
    ['/usr/bin', 'chage chfn chsh expiry gpasswd passwd', 68_000],
    ['/usr/sbin', 'chpasswd groupadd groupdel groupmod grpck newusers pwck pwconv useradd userdel usermod vipw shadowconfig chgpasswd cpgr cppw groupmems grpconv grpunconv pwunconv vigr', 90_000],
  ],
  adduser: [['/usr/sbin', 'adduser addgroup deluser delgroup', 42_000]],
  apt: [['/usr/bin', 'apt apt-get apt-cache apt-mark apt-config apt-cdrom', 60_000], ['/usr/bin', 'apt-key', 28_000]],
  dpkg: [['/usr/bin', 'dpkg dpkg-deb dpkg-query dpkg-split dpkg-divert dpkg-statoverride dpkg-trigger update-alternatives dpkg-maintscript-helper', 150_000], ['/usr/sbin', 'start-stop-daemon', 47_000]],
  debianutils: [['/usr/bin', 'ischroot run-parts savelog', 14_000], ['/usr/sbin', 'add-shell remove-shell', 1_100]],
  'libc-bin': [['/usr/bin', 'catchsegv getconf getent iconv ldd locale localedef pldd tzselect zdump', 39_000], ['/usr/sbin', 'iconvconfig zic', 66_000], ['/usr/sbin', 'ldconfig', 914_000]],
  'perl-base': [['/usr/bin', 'perl', 3_800_000]],
  procps: [['/usr/bin', 'free kill pgrep pidwait pkill pmap ps pwdx skill slabtop snice tload top uptime vmstat w watch', 42_000], ['/usr/sbin', 'sysctl', 31_000]],
  'ncurses-bin': [['/usr/bin', 'clear infocmp tabs tic toe tput tset', 31_000]],
  'sysvinit-utils': [['/usr/bin', 'pidof', 27_000], ['/usr/sbin', 'fstab-decode killall5', 22_000]],
  e2fsprogs: [['/usr/bin', 'chattr lsattr', 14_000], ['/usr/sbin', 'badblocks debugfs dumpe2fs e2fsck mke2fs resize2fs tune2fs', 130_000]],
  gpgv: [['/usr/bin', 'gpgv', 519_000]],
  'init-system-helpers': [['/usr/bin', 'deb-systemd-helper deb-systemd-invoke', 20_000], ['/usr/sbin', 'invoke-rc.d service update-rc.d', 11_000]],
  debconf: [['/usr/bin', 'debconf debconf-apt-progress debconf-communicate debconf-copydb debconf-escape debconf-set-selections debconf-show', 6_000], ['/usr/sbin', 'dpkg-preconfigure dpkg-reconfigure', 4_000]],
  curl: [['/usr/bin', 'curl', 320_000]],
  wget: [['/usr/bin', 'wget', 535_000]],
  gnupg: [['/usr/bin', 'gpg gpg-agent gpgconf gpgsm dirmngr', 900_000]],
  git: [['/usr/bin', 'git', 4_000_000], ['/usr/bin', 'git-shell git-upload-pack git-receive-pack', 1_000_000]],
  'openssh-client': [['/usr/bin', 'ssh scp sftp ssh-add ssh-agent ssh-keygen ssh-keyscan', 600_000]],
  mercurial: [['/usr/bin', 'hg', 1_900]],
  subversion: [['/usr/bin', 'svn svnadmin svnlook', 240_000]],
  gcc: [['/usr/bin', 'gcc cpp', 1_300_000]],
  'g++': [['/usr/bin', 'g++', 1_300_000]],
  make: [['/usr/bin', 'make', 240_000]],
  binutils: [['/usr/bin', 'ld as ar nm objdump strip readelf strings', 700_000]],
  python3: [['/usr/bin', 'python3', 6_800_000]],
  unzip: [['/usr/bin', 'unzip', 186_000]],
  'xz-utils': [['/usr/bin', 'xz xzcat unxz lzma', 91_000]],
  patch: [['/usr/bin', 'patch', 190_000]],
  file: [['/usr/bin', 'file', 27_000]],
  less: [['/usr/bin', 'less', 199_000]],
  gettext: [['/usr/bin', 'envsubst gettext', 39_000]],
  openssl: [['/usr/bin', 'openssl', 1_000_000]],
  unminimize: [['/usr/bin', 'unminimize', 3_600]],
};

export function suitePackages(suite: Suite): PackageVersion[] {
  return packageList(packages[suite.packages]);
}

function dpkgStatus(list: readonly PackageVersion[], suite: Suite, architecture: string): string {
  const maintainer = suite.id === 'debian' ? 'Debian Maintainers <maint@debian.dockyard.example>' : 'Ubuntu Developers <devel@ubuntu.dockyard.example>';
  return list.map(({ name, version }) => {
    const isLibrary = name.startsWith('lib');
    return `Package: ${name}\nEssential: ${['bash', 'coreutils', 'dpkg', 'sed', 'tar', 'grep', 'gzip', 'findutils'].includes(name) ? 'yes' : 'no'}\nStatus: install ok installed\nPriority: ${isLibrary ? 'optional' : 'required'}\nSection: ${isLibrary ? 'libs' : 'utils'}\nInstalled-Size: ${100 + ((name.length * 977) % 9000)}\nMaintainer: ${maintainer}\nArchitecture: ${/-(common|base|data|helpers)$|keyring|tzdata|debconf|adduser/.test(name) ? 'all' : architecture}\nVersion: ${version}\nDescription: ${name}\n\n`.replace('Essential: no\n', '');
  }).join('');
}

/** The executables that packages bring, which say of themselves what the package list says. */
function install(tree: Tree, list: readonly PackageVersion[]): void {
  for (const { name, version } of list) for (const [folder, names, size] of FILES[name] ?? []) tree.exes(folder, names, size, version);
}

/**
 * The package database of a layer that installs more: `name=version`, or names, which have their release's version. Those
 * of which it isn't known bring their executables and don't stand in the list.
 */
export function dpkgInstalled(tree: Tree, suite: Suite, added: string): void {
  const known = releaseVersions(suite.codename);
  const extra = packageList(added.split(' ').map((one) => (one.includes('=') ? one : `${one}=${known.get(one) ?? ''}`)).join(' '));
  const list = [...suitePackages(suite).filter((one) => !extra.some(({ name, version }) => name === one.name && version)), ...extra.filter(({ version }) => version !== '')];
  tree.file('/var/lib/dpkg/status', dpkgStatus(list, suite, tree.architecture.debian));
  install(tree, extra);
}

export function debianAccounts(tree: Tree, extra: readonly ExtraUser[]): void {
  accounts(tree, 'debian', extra);
}

const MIRRORS = { debian: 'http://deb.dockyard.example/debian', ubuntu: 'http://archive.dockyard.example/ubuntu/' } as const;
/** Where Ubuntu has what isn't for amd64. */
const PORTS = 'http://ports.dockyard.example/ubuntu-ports/';

function sources(suite: Suite, architecture: string): [path: string, text: string] {
  const mirror = suite.id === 'ubuntu' && architecture !== 'amd64' ? PORTS : MIRRORS[suite.id];
  const name = suite.codename;
  if (suite.id === 'debian' && (name === 'trixie' || name === 'bookworm')) {
    const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
    return ['/etc/apt/sources.list.d/debian.sources', `Types: deb\nURIs: ${mirror}\nSuites: ${name} ${name}-updates\nComponents: main\nSigned-By: ${keyring}\n\nTypes: deb\nURIs: ${mirror}-security\nSuites: ${name}-security\nComponents: main\nSigned-By: ${keyring}\n`];
  }
  if (suite.id === 'ubuntu' && (name === 'noble' || name === 'resolute')) {
    return ['/etc/apt/sources.list.d/ubuntu.sources', `Types: deb\nURIs: ${mirror}\nSuites: ${name} ${name}-updates ${name}-backports ${name}-security\nComponents: main universe restricted multiverse\nSigned-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg\n`];
  }
  const components = suite.id === 'debian' ? 'main' : 'main restricted universe multiverse';
  if (suite.id === 'debian' && name !== 'bullseye') return ['/etc/apt/sources.list', `deb ${mirror} ${name} main\ndeb ${mirror}-security ${name}/updates main\ndeb ${mirror} ${name}-updates main\n`];
  return ['/etc/apt/sources.list', `deb ${mirror} ${name} ${components}\ndeb ${mirror} ${name}-updates ${components}\ndeb ${mirror} ${name}-security ${components}\n`];
}

function osRelease(suite: Suite): string {
  const number = /^[\d.]+/.exec(suite.version)![0].split('.').slice(0, suite.id === 'debian' ? 1 : 2).join('.');
  if (suite.id === 'debian') {
    return `PRETTY_NAME="${suite.pretty}"\nNAME="Debian GNU/Linux"\nVERSION_ID="${suite.version}"\nVERSION="${suite.version} (${suite.codename})"\nVERSION_CODENAME=${suite.codename}\n${suite.codename === 'trixie' ? `DEBIAN_VERSION_FULL=${suite.debianVersion}\n` : ''}ID=debian\nHOME_URL="https://www.debian.org/"\nSUPPORT_URL="https://www.debian.org/support"\nBUG_REPORT_URL="https://bugs.debian.org/"\n`;
  }
  return `PRETTY_NAME="${suite.pretty}"\nNAME="Ubuntu"\nVERSION_ID="${number}"\nVERSION="${suite.version}"\nVERSION_CODENAME=${suite.codename}\nID=ubuntu\nID_LIKE=debian\nHOME_URL="https://www.ubuntu.com/"\nSUPPORT_URL="https://help.ubuntu.com/"\nBUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"\nPRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"\nUBUNTU_CODENAME=${suite.codename}\n`;
}

/** The library that a package brings, as its name lets guess. */
function libraryFile(name: string): string | undefined {
  const match = /^lib([a-z][a-z0-9+-]*?)-?(\d[\d.]*(?:-\d+)?)?(?:t64)?$/.exec(name);
  if (!match || /-(bin|common|modules|runtime|base)$/.test(name)) return undefined;
  if (match[1] === 'c' && match[2] === '6') return 'libc.so.6';
  return `lib${match[1]}.so.${match[2]?.replace('-', '.') ?? '0'}`;
}

/** debootstrap's minimal tree, merged-usr. */
export function debianBase(tree: Tree, suite: Suite, slim: boolean): void {
  const { name: architecture, triplet, linker } = tree.architecture;
  // Debian's /lib64 is there for amd64's linker alone (base-files).
  for (const name of ['bin', 'lib', ...(architecture === 'amd64' ? ['lib64'] : []), 'sbin']) tree.link(`/${name}`, `usr/${name}`);
  tree.dirs('/boot', '/dev', '/home', '/media', '/mnt', '/opt', '/proc', '/root', '/run/lock', '/srv', '/sys', '/tmp', '/usr/games', '/usr/include', '/usr/local/bin', '/usr/local/etc', '/usr/local/games', '/usr/local/include', '/usr/local/lib', '/usr/local/sbin', '/usr/local/share', '/usr/local/src', '/usr/src', '/var/backups', '/var/cache/apt/archives/partial', '/var/lib/apt/lists', '/var/lib/misc', '/var/local', '/var/log/apt', '/var/mail', '/var/opt', '/var/spool', '/var/tmp');
  tree.link('/var/run', '/run').link('/var/lock', '/run/lock').link('/var/spool/mail', '../mail').link('/usr/local/man', 'share/man');
  const list = suitePackages(suite);
  install(tree, list);
  tree.link('/usr/bin/sh', 'dash').link('/usr/bin/rbash', 'bash').link('/usr/bin/awk', '/etc/alternatives/awk').link('/etc/alternatives/awk', '/usr/bin/mawk');
  tree.exe('/usr/bin/which.debianutils', 1_000, 'which').link('/usr/bin/which', '/etc/alternatives/which').link('/etc/alternatives/which', '/usr/bin/which.debianutils').link('/usr/bin/reset', 'tset');
  tree.link('/usr/bin/dnsdomainname', 'hostname').link('/usr/bin/domainname', 'hostname').link('/usr/bin/nawk', '/etc/alternatives/nawk').link('/etc/alternatives/nawk', '/usr/bin/mawk');
  for (const [name, mode] of [['su', 0o4755], ['passwd', 0o4755], ['mount', 0o4755], ['umount', 0o4755]] as const) if (tree.has(`/usr/bin/${name}`)) tree.exe(`/usr/bin/${name}`, 64_000, name, mode, list.find((one) => FILES[one.name]?.some(([, names]) => names.split(' ').includes(name)))?.version);
  tree.exe(`/usr/lib/${triplet}/${linker}`, 225_000, 'ld.so');
  if (architecture === 'amd64') tree.link(`/usr/lib64/${linker}`, `../lib/${triplet}/${linker}`);
  else tree.link(`/usr/lib/${linker}`, `${triplet}/${linker}`);
  for (const method of ['copy', 'file', 'gpgv', 'http', 'https', 'store']) tree.exe(`/usr/lib/apt/methods/${method}`, 75_000, `apt-${method}`);
  const bashrc = suite.id === 'ubuntu' ? 'case $- in *i*) ;; *) return;; esac\nHISTCONTROL=ignoredups:ignorespace\nalias ll=\'ls -alF\'\nalias la=\'ls -A\'\nalias l=\'ls -CF\'\n' : '# ~/.bashrc: executed by bash(1) for non-login shells.\n';
  accounts(tree, 'debian', suite.hasUser ? [UBUNTU] : []);
  if (suite.hasUser) home(tree, bashrc);
  tree.file('/usr/lib/os-release', osRelease(suite)).link('/etc/os-release', '../usr/lib/os-release');
  tree.file('/etc/debian_version', `${suite.debianVersion}\n`).file('/etc/issue', `${suite.pretty} \\n \\l\n\n`).file('/etc/issue.net', `${suite.pretty}\n`);
  if (suite.id === 'ubuntu') tree.file('/etc/lsb-release', `DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=${/^[\d]+\.[\d]+/.exec(suite.version)![0]}\nDISTRIB_CODENAME=${suite.codename}\nDISTRIB_DESCRIPTION="${suite.pretty}"\n`);
  tree.file('/etc/host.conf', 'multi on\n').file('/etc/hostname', 'localhost\n').file('/etc/shells', '# /etc/shells: valid login shells\n/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/rbash\n/bin/dash\n');
  tree.file('/etc/nsswitch.conf', 'passwd:         files\ngroup:          files\nshadow:         files\n\nhosts:          files dns\nnetworks:       files\n\nprotocols:      db files\nservices:       db files\n');
  tree.file('/etc/profile', 'if [ "$(id -u)" -eq 0 ]; then\n  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nelse\n  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"\nfi\nexport PATH\n').dir('/etc/profile.d');
  tree.file('/etc/bash.bashrc', '# System-wide settings of interactive bash(1) shells.\n[ -z "$PS1" ] && return\nPS1=\'${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ \'\n');
  tree.file('/root/.bashrc', bashrc).file('/root/.profile', 'if [ -f ~/.bashrc ]; then . ~/.bashrc; fi\n').file('/etc/skel/.bashrc', bashrc).file('/etc/skel/.profile', '').file('/etc/skel/.bash_logout', '');
  tree.file('/etc/login.defs', 'UID_MIN 1000\nUID_MAX 60000\nGID_MIN 1000\nGID_MAX 60000\nUMASK 022\nENCRYPT_METHOD YESCRYPT\n').file('/etc/adduser.conf', 'DSHELL=/bin/bash\nFIRST_UID=1000\n').file('/etc/fstab', '# UNCONFIGURED FSTAB FOR BASE SYSTEM\n');
  tree.file(...sources(suite, architecture)).dir('/etc/apt/sources.list.d').dir('/etc/apt/trusted.gpg.d').dir('/etc/apt/preferences.d');
  tree.file('/etc/apt/apt.conf.d/docker-clean', 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };\nDir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";\n').file('/etc/apt/apt.conf.d/docker-no-languages', 'Acquire::Languages "none";\n');
  tree.file('/etc/services', 'ssh\t22/tcp\ndomain\t53/tcp\ndomain\t53/udp\nhttp\t80/tcp\nhttps\t443/tcp\nmysql\t3306/tcp\npostgresql\t5432/tcp\nredis\t6379/tcp\n');
  tree.link('/etc/localtime', '/usr/share/zoneinfo/Etc/UTC').file('/etc/timezone', 'Etc/UTC\n').file('/usr/share/zoneinfo/Etc/UTC', 'TZif2\0UTC0\n').link('/usr/share/zoneinfo/UTC', 'Etc/UTC').file('/usr/share/zoneinfo/Europe/Berlin', 'TZif2\nCET-1CEST,M3.5.0,M10.5.0/3\n');
  tree.data('/usr/share/keyrings/debian-archive-keyring.gpg', 55_000).file('/etc/ld.so.conf', 'include /etc/ld.so.conf.d/*.conf\n').dir('/etc/ld.so.conf.d');
  tree.file('/var/lib/dpkg/status', dpkgStatus(list, suite, tree.architecture.debian)).file('/var/lib/dpkg/available', '').file('/var/lib/dpkg/lock', '', 0o640).dir('/var/lib/dpkg/info').dir('/var/lib/dpkg/alternatives').file('/var/log/dpkg.log', '').file('/var/log/apt/history.log', '').file('/var/log/lastlog', '').file('/var/log/faillog', '');
  const libraries = [...new Set(list.map(({ name }) => libraryFile(name)).filter((name) => name !== undefined))];
  tree.ballast('/usr/lib/x86_64-linux-gnu', 'libc.so.6 libcrypto.so.3 libapt-pkg.so.6.0 libstdc++.so.6 libm.so.6').ballast('/usr/lib/x86_64-linux-gnu', libraries.filter((name) => !/^lib(c|stdc\+\+)\.so/.test(name)).join(' '));
  tree.ballast('/usr/lib/locale/C.utf8', 'LC_CTYPE LC_COLLATE').ballast('/usr/share/perl5', 'base.pm');
  if (!slim) tree.ballast('/usr/share/doc', 'copyright.tar').ballast('/usr/share/locale', 'messages.tar').ballast('/usr/share/man', 'man1.tar man8.tar').ballast('/usr/share/zoneinfo', 'tzdata.zi');
}
