import { executable } from '../lib/executable';
import { noise } from '../lib/content';
import type { FileSystem } from '../machine/file-system';
import { GROUP, PASSWD, SHADOW } from './accounts';
import { HOST_PROGRAMS } from './installed';
import { TreeWriter } from './tree';

const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

const PROFILE = `# System-wide settings of login shells.
if [ "$(id -u)" -eq 0 ]; then
  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
else
  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games:/usr/sbin:/sbin"
fi
export PATH
if [ -n "$BASH" ] && [ "$BASH" != "/bin/sh" ] && [ -f /etc/bash.bashrc ]; then . /etc/bash.bashrc; fi
`;

const HOME_PROFILE = `# Settings of the learner's login shell.
if [ -n "$BASH_VERSION" ] && [ -f "$HOME/.bashrc" ]; then . "$HOME/.bashrc"; fi
`;

const BASHRC = `# Settings of interactive shells.
case $- in
  *i*) ;;
  *) return ;;
esac
HISTCONTROL=ignoreboth
HISTSIZE=1000
HISTFILESIZE=2000
PS1='\\[\\033[01;32m\\]\\u@\\h\\[\\033[00m\\]:\\[\\033[01;34m\\]\\w\\[\\033[00m\\]\\$ '
alias ls='ls --color=auto'
alias grep='grep --color=auto'
alias ll='ls -l'
alias la='ls -A'
`;

const ROOT_BASHRC = `case $- in
  *i*) ;;
  *) return ;;
esac
PS1='\\u@\\h:\\w\\$ '
`;

const HOSTS = (name: string) => `127.0.0.1\tlocalhost
127.0.1.1\t${name}
::1\tlocalhost ip6-localhost ip6-loopback
ff02::1\tip6-allnodes
ff02::2\tip6-allrouters
`;

const SERVICES = `ftp\t\t21/tcp
ssh\t\t22/tcp
telnet\t\t23/tcp
smtp\t\t25/tcp
domain\t\t53/tcp
domain\t\t53/udp
http\t\t80/tcp
https\t\t443/tcp
ipp\t\t631/tcp
mysql\t\t3306/tcp
postgresql\t5432/tcp
redis\t\t6379/tcp
http-alt\t8080/tcp
`;

/** Fills the learner's root file system: a small Debian 12 with Docker on it. */
export function fillRoot(fs: FileSystem, hostname: string): void {
  const tree = new TreeWriter(fs);
  for (const folder of ['bin', 'sbin', 'lib']) {
    tree.dir(`/usr/${folder}`);
    tree.link(`/${folder}`, `usr/${folder}`);
  }
  tree.dir('/usr/lib64');
  tree.link('/lib64', 'usr/lib64');
  for (const folder of [
    'boot', 'dev', 'etc', 'home', 'media', 'mnt', 'opt', 'proc', 'run', 'srv', 'sys', 'usr/local/bin', 'usr/local/sbin', 'usr/share/doc',
    'usr/libexec/docker/cli-plugins', 'var/cache/apt/archives', 'var/lib/docker', 'var/lib/containerd', 'var/lib/dpkg', 'var/log', 'var/mail',
    'var/spool', 'var/www', 'run/sshd', 'run/lock', 'etc/docker', 'etc/apt/sources.list.d', 'etc/ssh', 'etc/default',
  ]) tree.dir(`/${folder}`);
  tree.dir('/tmp', { mode: 0o1777 });
  tree.dir('/var/tmp', { mode: 0o1777 });
  tree.dir('/root', { mode: 0o700 });
  tree.dir('/var/lib/docker', { mode: 0o710 });
  tree.link('/var/run', '/run');
  tree.link('/var/lock', '/run/lock');

  tree.file('/etc/passwd', PASSWD);
  tree.file('/etc/group', GROUP);
  tree.file('/etc/shadow', SHADOW, { mode: 0o640, gid: 42 });
  tree.file('/etc/hostname', `${hostname}\n`);
  tree.file('/etc/hosts', HOSTS(hostname));
  tree.file('/etc/resolv.conf', 'nameserver 10.0.2.3\n');
  tree.file('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n');
  tree.file('/etc/services', SERVICES);
  tree.file('/etc/os-release', OS_RELEASE);
  tree.file('/etc/debian_version', '12.12\n');
  tree.file('/etc/issue', 'Debian GNU/Linux 12 \\n \\l\n\n');
  tree.file('/etc/profile', PROFILE);
  tree.file('/etc/bash.bashrc', '# Settings of all interactive bash shells.\n');
  tree.file('/etc/shells', '/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/dash\n');
  tree.file('/etc/fstab', '/dev/vda1 / ext4 defaults 0 1\n');
  tree.file('/etc/sudoers', 'Defaults\tenv_reset\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) NOPASSWD: ALL\n', { mode: 0o440 });
  tree.file('/etc/timezone', 'Etc/UTC\n');
  tree.file('/etc/machine-id', '5d0c0a6e3e1c4b6c9a53f2d9a7b1c8e4\n');
  tree.file('/etc/apt/sources.list', 'deb http://deb.dockyard.example/debian bookworm main\n');
  tree.file('/var/lib/dpkg/status', '');
  tree.file('/root/.bashrc', ROOT_BASHRC);
  tree.file('/root/.profile', HOME_PROFILE);

  const home = { uid: 1000, gid: 1000 };
  tree.dir('/home/learner', home);
  tree.file('/home/learner/.profile', HOME_PROFILE, home);
  tree.file('/home/learner/.bashrc', BASHRC, home);

  for (const { path, program, sizeBytes, mode } of HOST_PROGRAMS) tree.file(path, executable(program, sizeBytes), { mode: mode ?? 0o755 });
  tree.link('/usr/bin/sh', 'dash');
  tree.link('/usr/bin/vi', 'vim');
  tree.link('/usr/sbin/init', '../lib/systemd/systemd');
  tree.link('/usr/bin/awk', 'mawk');
  tree.link('/usr/bin/python', 'python3');
  tree.file('/usr/lib/x86_64-linux-gnu/libc.so.6', noise(11, 1_926_256));
  tree.file('/usr/lib64/ld-linux-x86-64.so.2', noise(12, 210_968), { mode: 0o755 });
}
