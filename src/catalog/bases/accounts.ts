import type { Tree } from '../tree';

const DEBIAN_USERS: readonly (readonly [name: string, id: number, gid: number, info: string, home: string, shell: string])[] = [
  ['root', 0, 0, 'root', '/root', '/bin/bash'],
  ['daemon', 1, 1, 'daemon', '/usr/sbin', '/usr/sbin/nologin'],
  ['bin', 2, 2, 'bin', '/bin', '/usr/sbin/nologin'],
  ['sys', 3, 3, 'sys', '/dev', '/usr/sbin/nologin'],
  ['sync', 4, 65534, 'sync', '/bin', '/bin/sync'],
  ['games', 5, 60, 'games', '/usr/games', '/usr/sbin/nologin'],
  ['man', 6, 12, 'man', '/var/cache/man', '/usr/sbin/nologin'],
  ['lp', 7, 7, 'lp', '/var/spool/lpd', '/usr/sbin/nologin'],
  ['mail', 8, 8, 'mail', '/var/mail', '/usr/sbin/nologin'],
  ['news', 9, 9, 'news', '/var/spool/news', '/usr/sbin/nologin'],
  ['uucp', 10, 10, 'uucp', '/var/spool/uucp', '/usr/sbin/nologin'],
  ['proxy', 13, 13, 'proxy', '/bin', '/usr/sbin/nologin'],
  ['www-data', 33, 33, 'www-data', '/var/www', '/usr/sbin/nologin'],
  ['backup', 34, 34, 'backup', '/var/backups', '/usr/sbin/nologin'],
  ['list', 38, 38, 'Mailing List Manager', '/var/list', '/usr/sbin/nologin'],
  ['irc', 39, 39, 'ircd', '/run/ircd', '/usr/sbin/nologin'],
  ['_apt', 42, 65534, '', '/nonexistent', '/usr/sbin/nologin'],
  ['nobody', 65534, 65534, 'nobody', '/nonexistent', '/usr/sbin/nologin'],
];

const DEBIAN_GROUPS =
  'root:0 daemon:1 bin:2 sys:3 adm:4 tty:5 disk:6 lp:7 mail:8 news:9 uucp:10 man:12 proxy:13 kmem:15 dialout:20 fax:21 voice:22 cdrom:24 ' +
  'floppy:25 tape:26 sudo:27 audio:29 dip:30 www-data:33 backup:34 operator:37 list:38 irc:39 src:40 shadow:42 utmp:43 video:44 sasl:45 ' +
  'plugdev:46 staff:50 games:60 users:100 nogroup:65534';

const ALPINE_USERS = `root:x:0:0:root:/root:/bin/sh
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/mail:/sbin/nologin
news:x:9:13:news:/usr/lib/news:/sbin/nologin
uucp:x:10:14:uucp:/var/spool/uucppublic:/sbin/nologin
cron:x:16:16:cron:/var/spool/cron:/sbin/nologin
ftp:x:21:21::/var/lib/ftp:/sbin/nologin
sshd:x:22:22:sshd:/dev/null:/sbin/nologin
games:x:35:35:games:/usr/games:/sbin/nologin
ntp:x:123:123:NTP:/var/empty:/sbin/nologin
guest:x:405:100:guest:/dev/null:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
`;

const ALPINE_GROUPS =
  'root:0:root bin:1:root,bin,daemon daemon:2:root,bin,daemon sys:3:root,bin adm:4:root,daemon tty:5 disk:6:root lp:7:lp kmem:9 wheel:10:root ' +
  'floppy:11:root mail:12:mail news:13:news uucp:14:uucp cron:16:cron audio:18 cdrom:19 dialout:20:root ftp:21 sshd:22 input:23 tape:26:root ' +
  'video:27:root netdev:28 kvm:34:kvm games:35 shadow:42 www-data:82 users:100:games ntp:123 abuild:300 utmp:406 ping:999 nogroup:65533 nobody:65534';

const BUSYBOX_USERS = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
bin:x:2:2:bin:/bin:/bin/false
sys:x:3:3:sys:/dev:/bin/false
sync:x:4:100:sync:/bin:/bin/sync
mail:x:8:8:mail:/var/spool/mail:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
operator:x:37:37:Operator:/var:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`;

/** A user that an image adds to its base's. */
export interface ExtraUser {
  name: string;
  uid: number;
  gid: number;
  group?: string;
  info?: string;
  home: string;
  shell: string;
  /** Groups of the base that it is in too. */
  memberOf?: readonly string[];
}

export type AccountStyle = 'debian' | 'alpine' | 'busybox' | 'redhat';

/** /etc/passwd, /etc/group and /etc/shadow of a base, with an image's own users at the end. */
export function accounts(tree: Tree, style: AccountStyle, extra: readonly ExtraUser[] = []): void {
  const users = usersOf(style) + extra.map((user) => `${user.name}:x:${user.uid}:${user.gid}:${user.info ?? ''}:${user.home}:${user.shell}\n`).join('');
  const members = (name: string): string[] => extra.filter((user) => user.memberOf?.includes(name)).map((user) => user.name);
  const groups = groupsOf(style).replace(/^(\w+)(:x:\d+:)(.*)$/gm, (line, name: string, id: string, others: string) => (members(name).length > 0 ? `${name}${id}${[others, ...members(name)].filter(Boolean).join(',')}` : line)) + extra.map((user) => `${user.group ?? user.name}:x:${user.gid}:\n`).join('');
  tree.file('/etc/passwd', users).file('/etc/group', groups);
  const shadow = users.split('\n').filter((line) => line !== '').map((line) => `${line.split(':')[0]}:*:20300:0:99999:7:::\n`).join('');
  tree.file('/etc/shadow', shadow, 0o640, { gid: style === 'busybox' ? 0 : 42 });
}

function usersOf(style: AccountStyle): string {
  if (style === 'alpine') return ALPINE_USERS;
  if (style === 'busybox') return BUSYBOX_USERS;
  const users = style === 'debian' ? DEBIAN_USERS : DEBIAN_USERS.filter(([name]) => !['_apt', 'www-data', 'backup', 'list', 'irc'].includes(name));
  return users.map(([name, uid, gid, info, home, shell]) => `${name}:x:${uid}:${gid}:${info}:${home}:${shell}\n`).join('');
}

function groupsOf(style: AccountStyle): string {
  if (style === 'busybox') {
    return 'root:0 daemon:1 bin:2 sys:3 adm:4 tty:5 disk:6 lp:7 mail:8 kmem:9 wheel:10 cdrom:11 dialout:18 floppy:19 video:28 audio:29 tape:32 www-data:33 operator:37 utmp:43 plugdev:46 staff:50 lock:54 netdev:82 users:100 nobody:65534'
      .split(' ').map((group) => `${group.replace(':', ':x:')}:\n`).join('');
  }
  const list = style === 'alpine' ? ALPINE_GROUPS : DEBIAN_GROUPS;
  return list.split(' ').map((group) => {
    const [name, gid, members = ''] = group.split(':');
    return `${name}:x:${gid}:${members}\n`;
  }).join('');
}
