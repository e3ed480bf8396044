/** An executable of the learner's machine: where it lies and which program it names. */
export interface InstalledProgram {
  path: string;
  program: string;
  sizeBytes: number;
  mode?: number;
}

const at = (folder: string, names: string, sizeBytes: number): InstalledProgram[] =>
  names.split(' ').map((name) => ({ path: `${folder}/${name}`, program: name, sizeBytes }));

/** What Debian's packages and Docker's have installed. An executable whose program isn't simulated says so. */
export const HOST_PROGRAMS: readonly InstalledProgram[] = [
  ...at('/usr/bin', 'bash', 1_265_648),
  ...at('/usr/bin', 'dash', 125_640),
  ...at(
    '/usr/bin',
    'arch b2sum base32 base64 basename cat chgrp chmod chown cksum comm cp csplit cut date dd df dir dircolors dirname du echo env expand expr ' +
      'factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt ' +
      'od paste pathchk pr printenv printf ptx pwd readlink realpath rm rmdir seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf ' +
      'sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users ' +
      'vdir wc who whoami yes [',
    52_024,
  ),
  ...at(
    '/usr/bin',
    'grep egrep fgrep sed mawk find xargs tar gzip gunzip zcat bzip2 xz diff cmp patch file less more which tree jq hexdump xxd strings column rev ' +
      'getopt watch script clear reset tput top ps pgrep pkill pidof pstree free uptime vmstat w lsof kill killall nano vim ' +
      'hostname dnsdomainname getent locale localedef lsb_release lscpu lsblk lsns nsenter unshare mount umount findmnt dmesg cal bc ' +
      'passwd chsh chfn newgrp gpasswd sg last lastlog journalctl systemctl hostnamectl timedatectl loginctl busctl logger crontab at ' +
      'curl wget nc ncat telnet ssh scp sftp ssh-keygen ssh-copy-id ssh-agent ssh-add ping dig nslookup host nmap traceroute tracepath mtr rsync ftp tcpdump ' +
      'git make node npm npx yarn python3 pip pip3 perl openssl gpg apt apt-get apt-cache dpkg dpkg-query unzip zip envsubst uuidgen time',
    180_000,
  ),
  ...at('/usr/bin', 'su sudo', 281_624).map((entry) => ({ ...entry, mode: 0o4755 })),
  ...at('/usr/sbin', 'ip ss ifconfig netstat route arp brctl iptables ip6tables nft sysctl useradd userdel usermod groupadd groupdel groupmod adduser addgroup deluser chpasswd visudo service chroot losetup mkfs fdisk modprobe lsmod reboot shutdown sshd cupsd nologin ldconfig update-alternatives', 120_000),
  ...at('/usr/bin', 'docker', 41_000_000),
  ...at('/usr/libexec/docker/cli-plugins', 'docker-compose', 77_000_000),
  ...at('/usr/local/bin', 'docker-compose', 77_000_000),
  ...at('/usr/bin', 'dockerd', 98_000_000),
  ...at('/usr/bin', 'docker-proxy docker-init containerd containerd-shim-runc-v2 runc ctr', 12_000_000),
  { path: '/usr/lib/systemd/systemd', program: 'systemd', sizeBytes: 98_216 },
];
