/** Applets by the folder in which BusyBox's own installation puts them. */
const BIN =
  'arch ash base64 bbconfig cat chattr chgrp chmod chown cp date dd df dmesg dnsdomainname dumpkmap echo ed egrep false fatattr fdflush fgrep fsync ' +
  'getopt grep gunzip gzip hostname ionice iostat ipcalc kbd_mode kill link linux32 linux64 ln login ls lsattr lzop makemime mkdir mknod mktemp more mount ' +
  'mountpoint mpstat mv netstat nice pidof ping ping6 pipe_progress printenv ps pwd reformime rev rm rmdir run-parts sed setpriv setserial sh sleep ' +
  'stat stty su sync tar touch true umount uname usleep watch zcat';
const SBIN =
  'acpid adjtimex arp blkid blockdev depmod fbsplash fdisk findfs freeramdisk fsck fstrim getty halt hwclock ifconfig ifdown ifenslave ifup init insmod ip ' +
  'ipaddr iplink ipneigh iproute iprule iptunnel klogd loadkmap logread losetup lsmod mdev mkdosfs mkfs.vfat mkswap modinfo modprobe nameif nologin ' +
  'pivot_root poweroff raidautorun reboot rmmod route setconsole slattach swapoff swapon switch_root sysctl syslogd tunctl udhcpc vconfig watchdog zcip';
const USR_BIN =
  '[ [[ awk basename bc beep blkdiscard bunzip2 bzcat bzip2 cal chvt cksum clear cmp comm cpio crontab cryptpw cut dc deallocvt diff dirname dos2unix du ' +
  'eject env expand expr factor fallocate find flock fold free fuser groups hd head hexdump hostid id install ipcrm ipcs killall last less logger ' +
  'lsof lsusb lzcat lzma lzopcat md5sum mesg microcom mkfifo mkpasswd nc nl nmeter nohup nproc nsenter nslookup od openvt passwd paste pgrep pkill pmap printf ' +
  'pscan pstree pwdx readlink realpath renice reset resize seq setkeycodes setsid sha1sum sha256sum sha3sum sha512sum showkey shred shuf sort split ' +
  'strings sum tac tail tee test time timeout top tr traceroute traceroute6 tree truncate tty ttysize udhcpc6 unexpand uniq unix2dos unlink unlzma ' +
  'unlzop unshare unxz unzip uptime uudecode uuencode vi vlock volname wc wget which who whoami whois xargs xxd xzcat yes';
const USR_SBIN =
  'add-shell addgroup adduser arping brctl chpasswd chroot crond delgroup deluser ether-wake fbset killall5 loadfont nanddump nandwrite nbd-client ntpd ' +
  'partprobe rdate rdev readahead remove-shell rfkill sendmail setfont setlogcons';

/** What Debian's and Docker's builds have and Alpine's leaves out. */
const EXTRA =
  'conspy cttyhack deluser devmem dhcprelay dnsd dpkg dpkg-deb dumpleases fakeidentd fgconsole ftpd ftpget ftpput fsfreeze hexdump hexedit hush httpd i2cdetect inetd init iproute kill last linuxrc logname lpd lpq lpr mim mkdosfs mke2fs mkfs.ext2 mkfs.minix nologin ' +
  'nuke patch popmaildir pstree rpm rpm2cpio rtcwake runlevel runsv runsvdir rx script scriptreplay seedrng setarch setfattr setlogcons setuidgid smemcap softlimit ssl_client start-stop-daemon sulogin sv svc svlogd svok taskset tcpsvd telnet telnetd tftp tftpd ts tune2fs ubiattach ubirename udhcpd udpsvd uevent users vmstat w wall';

export const APPLETS = { bin: BIN, sbin: SBIN, usrBin: USR_BIN, usrSbin: USR_SBIN } as const;

const names = (...texts: string[]): string[] => [...new Set(texts.join(' ').split(' '))];

/** All that Alpine's build has. */
export const ALPINE_APPLETS = names(BIN, SBIN, USR_BIN, USR_SBIN);
/** All that the busybox image's build has. */
export const DOCKER_APPLETS = names(BIN, SBIN, USR_BIN, USR_SBIN, EXTRA).filter((name) => name !== 'bbconfig');
