import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';

/** A line of /etc/passwd (passwd(5)). */
export interface User {
  name: string;
  uid: number;
  gid: number;
  gecos: string;
  home: string;
  shell: string;
}

/** A line of /etc/group (group(5)). */
export interface Group {
  name: string;
  gid: number;
  members: string[];
}

function lines(sys: Sys, path: string): string[] {
  try {
    return sys.readText(path).split('\n').filter(Boolean);
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

/** The account files of the own root, read once and written back as they were changed. */
export class Accounts {
  readonly users: User[];
  readonly groups: Group[];
  /** Lines of /etc/shadow by user. */
  readonly shadow: Map<string, string[]>;

  constructor(private readonly sys: Sys) {
    this.users = lines(sys, '/etc/passwd').map((line) => {
      const [name = '', , uid = '', gid = '', gecos = '', home = '', shell = ''] = line.split(':');
      return { name, uid: Number(uid), gid: Number(gid), gecos, home, shell };
    });
    this.groups = lines(sys, '/etc/group').map((line) => {
      const [name = '', , gid = '', members = ''] = line.split(':');
      return { name, gid: Number(gid), members: members.split(',').filter(Boolean) };
    });
    this.shadow = new Map(lines(sys, '/etc/shadow').map((line) => [line.split(':')[0]!, line.split(':')]));
  }

  user(name: string): User | undefined {
    return this.users.find((user) => user.name === name);
  }

  /** By name, or by number where the name is one. */
  userOrId(name: string): User | undefined {
    return this.user(name) ?? (/^\d+$/.test(name) ? this.users.find((user) => user.uid === Number(name)) : undefined);
  }

  group(name: string): Group | undefined {
    return this.groups.find((group) => group.name === name);
  }

  groupOrId(name: string): Group | undefined {
    return this.group(name) ?? (/^\d+$/.test(name) ? this.groups.find((group) => group.gid === Number(name)) : undefined);
  }

  groupsOf(user: User): number[] {
    return [...new Set([user.gid, ...this.groups.filter((group) => group.members.includes(user.name)).map((group) => group.gid)])];
  }

  /** The next free id: upwards from 1000 for people, downwards from 999 (Debian) or upwards from 100 for the system. */
  free(kind: 'uid' | 'gid', system: boolean, style: 'debian' | 'shadow' | 'busybox'): number {
    const taken = new Set([...this.users.map((user) => user.uid), ...this.groups.map((group) => group.gid)].filter((id) => id !== undefined));
    const own = kind === 'uid' ? new Set(this.users.map((user) => user.uid)) : new Set(this.groups.map((group) => group.gid));
    if (!system) {
      const highest = Math.max(999, ...[...own].filter((id) => id >= 1000 && id < 60_000));
      return style === 'busybox' ? firstFree(own, 1000) : highest + 1;
    }
    if (style === 'shadow') {
      for (let id = 999; id >= 100; id--) if (!taken.has(id)) return id;
      return 999;
    }
    return firstFree(style === 'debian' ? taken : own, 100);
  }

  savePasswd(): void {
    this.sys.writeFile('/etc/passwd', this.users.map((user) => `${user.name}:x:${user.uid}:${user.gid}:${user.gecos}:${user.home}:${user.shell}\n`).join(''), 0o644);
    const days = Math.floor(this.sys.now() / 86_400_000);
    for (const user of this.users) if (!this.shadow.has(user.name)) this.shadow.set(user.name, [user.name, '!', String(days), '0', '99999', '7', '', '', '']);
    for (const name of [...this.shadow.keys()]) if (!this.user(name)) this.shadow.delete(name);
    this.sys.writeFile('/etc/shadow', [...this.shadow.values()].map((fields) => `${fields.join(':')}\n`).join(''), 0o640);
  }

  saveGroup(): void {
    this.sys.writeFile('/etc/group', this.groups.map((group) => `${group.name}:x:${group.gid}:${group.members.join(',')}\n`).join(''), 0o644);
  }
}

function firstFree(taken: ReadonlySet<number>, from: number): number {
  let id = from;
  while (taken.has(id)) id++;
  return id;
}
