import { busyboxBanner } from '../busybox/banner';
import { sha256 } from '@noble/hashes/sha2.js';
import { hex, text, utf8 } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { parseOptions } from '../options';
import { Accounts, type User } from './accounts';

/** Makes a home directory and fills it from /etc/skel. */
function makeHome(io: Io, user: User, mode = 0o755): void {
  const { sys } = io;
  let at = '';
  for (const part of user.home.split('/').filter(Boolean)) {
    at += `/${part}`;
    try {
      sys.mkdir(at, 0o755);
    } catch (error) {
      if (!isSysError(error, 'EEXIST')) throw error;
    }
  }
  sys.chmod(user.home, mode);
  try {
    for (const entry of sys.readdir('/etc/skel')) {
      if (entry.type !== 'file') continue;
      sys.writeFile(`${user.home}/${entry.name}`, sys.readFile(`/etc/skel/${entry.name}`), 0o644);
      sys.chown(`${user.home}/${entry.name}`, user.uid, user.gid);
    }
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
  sys.chown(user.home, user.uid, user.gid);
}

async function demandRoot(io: Io, file = '/etc/passwd'): Promise<boolean> {
  if (io.sys.credentials.euid === 0) return true;
  await io.err(`${io.name}: Permission denied.`);
  await io.err(`${io.name}: cannot lock ${file}; try again later.`);
  return false;
}

const NAME = /^[a-z_][a-z0-9_.-]*\$?$/i;

/** useradd(8). */
export const useradd: Applet = async (io) => {
  const options = await parseOptions(io, {
    short: 'b:c:d:DfFe:g:G:k:K:lmMNop:rR:s:u:UZ:',
    long: { 'base-dir': 'b', comment: 'c', 'home-dir': 'd', home: 'd', defaults: 'D', gid: 'g', groups: 'G', skel: 'k', key: 'K', 'no-log-init': 'l', 'create-home': 'm', 'no-create-home': 'M', 'no-user-group': 'N', 'non-unique': 'o', password: 'p', system: 'r', shell: 's', uid: 'u', 'user-group': 'U', expiredate: 'e' },
  }, 2);
  const name = options.rest[0];
  if (name === undefined) {
    await io.err('Usage: useradd [options] LOGIN\n       useradd -D\n       useradd -D [options]\n');
    return 2;
  }
  if (!NAME.test(name)) {
    await io.complain(`invalid user name '${name}': use --badname to ignore`);
    return 3;
  }
  if (!(await demandRoot(io))) return 1;
  const accounts = new Accounts(io.sys);
  if (accounts.user(name)) {
    await io.complain(`user '${name}' already exists`);
    return 9;
  }
  const system = options.has('r');
  const given = options.get('u');
  if (given !== undefined && !/^\d+$/.test(given)) {
    await io.complain(`invalid user ID '${given}'`);
    return 3;
  }
  if (given !== undefined && !options.has('o') && accounts.users.some((user) => user.uid === Number(given))) {
    await io.complain(`UID ${given} is not unique`);
    return 4;
  }
  const uid = given === undefined ? accounts.free('uid', system, 'shadow') : Number(given);
  let gid: number;
  const primary = options.get('g');
  if (primary !== undefined) {
    const group = accounts.groupOrId(primary);
    if (!group) {
      await io.complain(`group '${primary}' does not exist`);
      return 6;
    }
    gid = group.gid;
  } else if (options.has('N')) gid = 100;
  else {
    if (accounts.group(name)) {
      await io.complain(`group ${name} exists - if you want to add this user to that group, use -g.`);
      return 9;
    }
    gid = accounts.groups.some((group) => group.gid === uid) ? accounts.free('gid', system, 'shadow') : uid;
    accounts.groups.push({ name, gid, members: [] });
  }
  for (const extra of options.get('G')?.split(',').filter(Boolean) ?? []) {
    const group = accounts.groupOrId(extra);
    if (!group) {
      await io.complain(`group '${extra}' does not exist`);
      return 6;
    }
    group.members.push(name);
  }
  const user: User = { name, uid, gid, gecos: options.get('c') ?? '', home: options.get('d') ?? `${options.get('b') ?? '/home'}/${name}`, shell: options.get('s') ?? '/bin/sh' };
  accounts.users.push(user);
  if (options.has('p')) accounts.shadow.set(name, [name, options.get('p')!, String(Math.floor(io.sys.now() / 86_400_000)), '0', '99999', '7', '', '', '']);
  accounts.savePasswd();
  accounts.saveGroup();
  if (options.has('s') && options.get('s') !== '' && !io.sys.access(options.get('s')!, '')) await io.complain(`Warning: missing or non-executable shell '${options.get('s')}'`);
  if (options.has('m') && !options.has('M')) {
    if (io.sys.access(user.home, '')) {
      await io.complain('warning: the home directory ' + `${user.home} already exists.`);
      await io.complain('Not copying any file from skel directory into it.');
    } else makeHome(io, user);
  }
  return 0;
};

/** usermod(8): -aG, -g, -s, -d, -l, -u, -c, -L, -U. */
export const usermod: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'aG:g:s:d:l:u:c:LUmop:r', long: { append: 'a', groups: 'G', gid: 'g', shell: 's', home: 'd', login: 'l', uid: 'u', comment: 'c', lock: 'L', unlock: 'U', 'move-home': 'm', password: 'p', remove: 'r', 'non-unique': 'o' } }, 2);
  const name = options.rest[0];
  if (name === undefined || options.values.size === 0) {
    await io.err('Usage: usermod [options] LOGIN\n');
    return 2;
  }
  const accounts = new Accounts(io.sys);
  const user = accounts.user(name);
  if (!user) {
    await io.complain(`user '${name}' does not exist`);
    return 6;
  }
  if (!(await demandRoot(io))) return 1;
  const wanted = options.get('G')?.split(',').filter(Boolean);
  if (wanted) {
    for (const extra of wanted) {
      if (!accounts.groupOrId(extra)) {
        await io.complain(`group '${extra}' does not exist`);
        return 6;
      }
    }
    const chosen = new Set(wanted.map((extra) => accounts.groupOrId(extra)!));
    for (const group of accounts.groups) {
      const isMember = group.members.includes(name);
      if (chosen.has(group) && options.has('r')) group.members = group.members.filter((member) => member !== name);
      else if (chosen.has(group) && !isMember) group.members.push(name);
      else if (!chosen.has(group) && isMember && !options.has('a') && !options.has('r')) group.members = group.members.filter((member) => member !== name);
    }
  }
  const primary = options.get('g');
  if (primary !== undefined) {
    const group = accounts.groupOrId(primary);
    if (!group) {
      await io.complain(`group '${primary}' does not exist`);
      return 6;
    }
    user.gid = group.gid;
  }
  if (options.has('u')) {
    const uid = Number(options.get('u'));
    if (!options.has('o') && accounts.users.some((other) => other !== user && other.uid === uid)) {
      await io.complain(`UID '${uid}' already exists`);
      return 4;
    }
    if (io.sys.access(user.home, '') && io.sys.stat(user.home).uid === user.uid) io.sys.chown(user.home, uid, user.gid);
    user.uid = uid;
  }
  user.shell = options.get('s') ?? user.shell;
  const home = options.get('d');
  if (home !== undefined) {
    if (options.has('m') && io.sys.access(user.home, '')) io.sys.rename(user.home, home);
    user.home = home;
  }
  user.gecos = options.get('c') ?? user.gecos;
  const login = options.get('l');
  if (login !== undefined) {
    const fields = accounts.shadow.get(name);
    if (fields) accounts.shadow.set(login, [login, ...fields.slice(1)]);
    for (const group of accounts.groups) group.members = group.members.map((member) => (member === name ? login : member));
    user.name = login;
  }
  accounts.savePasswd();
  accounts.saveGroup();
  return 0;
};

/** userdel(8), and deluser in Debian's and BusyBox's manner. */
export const userdel: Applet = async (io) => {
  const debian = io.name === 'deluser' && io.flavour === 'gnu';
  const options = await parseOptions(io, { short: 'rfq', long: { remove: 'r', force: 'f', 'remove-home': 'r', quiet: 'q', system: 'q' } }, 2);
  const [name, from] = options.rest;
  if (name === undefined) {
    await io.err(`Usage: ${io.name} [options] LOGIN\n`);
    return 2;
  }
  if (!(await demandRoot(io))) return 1;
  const accounts = new Accounts(io.sys);
  const user = accounts.user(name);
  if (from !== undefined) {
    const group = accounts.group(from);
    if (group) group.members = group.members.filter((member) => member !== name);
    if (debian) await io.out(`Removing user \`${name}' from group \`${from}' ...\nDone.\n`);
    accounts.saveGroup();
    return 0;
  }
  if (!user) {
    if (io.flavour === 'busybox') {
      await io.complain(`unknown user ${name}`);
      return 1;
    }
    await (debian ? io.err(`warn: The user \`${name}' does not exist.`) : io.complain(`user '${name}' does not exist`));
    return debian ? 2 : 6;
  }
  const busy = io.sys.processes().find((one) => one.uid === user.uid);
  if (busy && !options.has('f') && io.name === 'userdel') {
    await io.complain(`user ${name} is currently used by process ${busy.pid}`);
    return 8;
  }
  if (debian) await io.out(`Removing crontab ...\nRemoving user \`${name}' ...\nDone.\n`);
  accounts.users.splice(accounts.users.indexOf(user), 1);
  for (const group of accounts.groups) group.members = group.members.filter((member) => member !== name);
  const own = accounts.group(name);
  if (own && own.members.length === 0) accounts.groups.splice(accounts.groups.indexOf(own), 1);
  accounts.savePasswd();
  accounts.saveGroup();
  if (options.has('r')) removeTree(io, user.home);
  return 0;
};

function removeTree(io: Io, path: string): void {
  try {
    for (const entry of io.sys.readdir(path)) {
      if (entry.type === 'dir') removeTree(io, `${path}/${entry.name}`);
      else io.sys.unlink(`${path}/${entry.name}`);
    }
    io.sys.rmdir(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

/** groupadd(8). */
export const groupadd: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'fg:rop:K:', long: { force: 'f', gid: 'g', system: 'r', 'non-unique': 'o' } }, 2);
  const name = options.rest[0];
  if (name === undefined) {
    await io.err('Usage: groupadd [options] GROUP\n');
    return 2;
  }
  if (!NAME.test(name)) {
    await io.complain(`'${name}' is not a valid group name`);
    return 3;
  }
  if (!(await demandRoot(io, '/etc/group'))) return 10;
  const accounts = new Accounts(io.sys);
  if (accounts.group(name)) {
    if (options.has('f')) return 0;
    await io.complain(`group '${name}' already exists`);
    return 9;
  }
  const given = options.get('g');
  if (given !== undefined && !options.has('o') && !options.has('f') && accounts.groups.some((group) => group.gid === Number(given))) {
    await io.complain(`GID '${given}' already exists`);
    return 4;
  }
  accounts.groups.push({ name, gid: given === undefined ? accounts.free('gid', options.has('r'), 'shadow') : Number(given), members: [] });
  accounts.saveGroup();
  return 0;
};

/** groupdel(8) and delgroup. */
export const groupdel: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'fq', long: { force: 'f', quiet: 'q', system: 'q', 'only-if-empty': 'q' } }, 2);
  const [first, second] = options.rest;
  if (first === undefined) {
    await io.err(`Usage: ${io.name} [options] GROUP\n`);
    return 2;
  }
  if (!(await demandRoot(io, '/etc/group'))) return 10;
  const accounts = new Accounts(io.sys);
  if (second !== undefined) {
    const group = accounts.group(second);
    if (group) group.members = group.members.filter((member) => member !== first);
    accounts.saveGroup();
    return 0;
  }
  const group = accounts.group(first);
  if (!group) {
    await io.complain(io.flavour === 'busybox' ? `unknown group ${first}` : `group '${first}' does not exist`);
    return io.flavour === 'busybox' ? 1 : 6;
  }
  const owner = accounts.users.find((user) => user.gid === group.gid);
  if (owner) {
    await io.complain(io.flavour === 'busybox' ? `'${owner.name}' still has '${first}' as their primary group!` : `cannot remove the primary group of user '${owner.name}'`);
    return io.flavour === 'busybox' ? 1 : 8;
  }
  accounts.groups.splice(accounts.groups.indexOf(group), 1);
  accounts.saveGroup();
  if (io.name === 'delgroup' && io.flavour === 'gnu') await io.out(`Removing group \`${first}' ...\nDone.\n`);
  return 0;
};

/** groupmod(8): -n, -g. */
export const groupmod: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'g:n:o', long: { gid: 'g', 'new-name': 'n', 'non-unique': 'o' } }, 2);
  const accounts = new Accounts(io.sys);
  const group = accounts.group(options.rest[0] ?? '');
  if (!group) {
    await io.complain(`group '${options.rest[0] ?? ''}' does not exist`);
    return 6;
  }
  if (!(await demandRoot(io, '/etc/group'))) return 10;
  const gid = options.get('g');
  if (gid !== undefined) {
    if (!options.has('o') && accounts.groups.some((other) => other !== group && other.gid === Number(gid))) {
      await io.complain(`GID '${gid}' already exists`);
      return 4;
    }
    for (const user of accounts.users) if (user.gid === group.gid) user.gid = Number(gid);
    group.gid = Number(gid);
  }
  group.name = options.get('n') ?? group.name;
  accounts.savePasswd();
  accounts.saveGroup();
  return 0;
};

/** adduser and addgroup: Debian's talkative scripts, or BusyBox's applets. */
export const adduser: Applet = async (io) => (io.flavour === 'busybox' ? busyboxAdduser(io) : debianAdduser(io, io.name === 'addgroup'));

async function debianAdduser(io: Io, isGroup: boolean): Promise<number> {
  const options = await parseOptions(io, {
    short: 'qu:g:h:s:c:GSdD1234:',
    long: { quiet: 'q', uid: 'u', gid: 'g', home: 'h', shell: 's', gecos: 'c', comment: 'c', group: 'G', system: 'S', 'disabled-password': 'd', 'disabled-login': 'd', 'no-create-home': '1', ingroup: '4', 'force-badname': '2', 'allow-bad-names': '2', 'add_extra_groups': '3' },
  });
  const say = async (line: string) => (options.has('q') ? undefined : io.out(`${line}\n`));
  const [name, into] = options.rest;
  if (name === undefined) {
    await io.err(isGroup ? 'addgroup: Only one or two names allowed.' : 'adduser: Only one or two names allowed.');
    return 1;
  }
  if (io.sys.credentials.euid !== 0) {
    await io.err(`${io.name}: Only root may add a user or group to the system.`);
    return 1;
  }
  const accounts = new Accounts(io.sys);
  if (into !== undefined) {
    const group = accounts.group(into);
    if (!accounts.user(name) || !group) {
      await io.err(`${io.name}: The ${group ? 'user' : 'group'} \`${group ? name : into}' does not exist.`);
      return 1;
    }
    if (group.members.includes(name)) await say(`The user \`${name}' is already a member of \`${into}'.`);
    else {
      await say(`Adding user \`${name}' to group \`${into}' ...`);
      group.members.push(name);
      accounts.saveGroup();
      await say('Done.');
    }
    return 0;
  }
  const system = options.has('S');
  if (isGroup || (options.has('G') && !system)) {
    if (accounts.group(name)) {
      await io.err(`${io.name}: The group \`${name}' already exists${system ? ' as a system group. Exiting.' : '.'}`);
      return system ? 0 : 1;
    }
    const gid = Number(options.get('g') ?? accounts.free('gid', system, 'debian'));
    await say(`Adding group \`${name}' (GID ${gid}) ...`);
    accounts.groups.push({ name, gid, members: [] });
    accounts.saveGroup();
    await say('Done.');
    return 0;
  }
  if (accounts.user(name)) {
    await io.err(system ? `The system user \`${name}' already exists. Exiting.` : `adduser: The user \`${name}' already exists.`);
    return system ? 0 : 1;
  }
  if (!NAME.test(name)) {
    await io.err('adduser: To avoid problems, the username should consist only of\nletters, digits, underscores, periods, at signs and dashes, and not start with\na dash (as defined by IEEE Std 1003.1-2001). For compatibility with Samba\nmachine accounts, $ is also supported at the end of the username');
    return 1;
  }
  await say(`Adding ${system ? 'system ' : ''}user \`${name}' ${system ? `(UID ${options.get('u') ?? accounts.free('uid', true, 'debian')}) ` : ''}...`);
  const uid = Number(options.get('u') ?? accounts.free('uid', system, 'debian'));
  let gid: number;
  let groupName = name;
  const named = options.get('4');
  if (named !== undefined || options.has('g')) {
    const group = named !== undefined ? accounts.group(named) : accounts.groupOrId(options.get('g')!);
    if (!group) {
      await io.err(`adduser: The ${named !== undefined ? `group \`${named}'` : `GID ${options.get('g')}`} does not exist.`);
      return 1;
    }
    gid = group.gid;
    groupName = group.name;
  } else if (system && !options.has('G')) {
    gid = 65534;
    groupName = 'nogroup';
  } else {
    gid = accounts.groups.some((group) => group.gid === uid) ? accounts.free('gid', system, 'debian') : uid;
    await say(`Adding new group \`${name}' (${system ? 'GID ' : ''}${gid}) ...`);
    accounts.groups.push({ name, gid, members: [] });
  }
  await say(`Adding new user \`${name}' (${system ? 'UID ' : ''}${uid}) with group \`${groupName}${system ? '' : ` (${gid})`}' ...`);
  const user: User = { name, uid, gid, gecos: options.get('c') ?? (system ? '' : ',,,'), home: options.get('h') ?? (system ? '/nonexistent' : `/home/${name}`), shell: options.get('s') ?? (system ? '/usr/sbin/nologin' : '/bin/bash') };
  accounts.users.push(user);
  const users = accounts.group('users');
  if (!system && users) users.members.push(name);
  accounts.savePasswd();
  accounts.saveGroup();
  if (options.has('1') || (system && !options.has('h'))) await say(`Not creating home directory \`${user.home}'.`);
  else {
    await say(`Creating home directory \`${user.home}' ...`);
    if (!system) await say('Copying files from `/etc/skel\' ...');
    makeHome(io, user, 0o700);
    if (system) io.sys.chmod(user.home, 0o755);
  }
  if (!system && !options.has('d')) {
    const status = await changePassword(io, accounts, user);
    if (status !== 0) return status;
    if (!options.has('c') && io.sys.isatty(0)) {
      await io.out(`Changing the user information for ${name}\nEnter the new value, or press ENTER for the default\n`);
      for (const field of ['Full Name', 'Room Number', 'Work Phone', 'Home Phone', 'Other']) {
        await io.out(`\t${field} []: `);
        await io.flush();
        await io.sys.read(0);
      }
      await io.out('Is the information correct? [Y/n] ');
      await io.flush();
      await io.sys.read(0);
    }
  }
  if (!system && users) {
    await say('Adding new user `' + `${name}' to supplemental / extra groups \`users' ...`);
    await say(`Adding user \`${name}' to group \`users' ...`);
  }
  return 0;
}

async function busyboxAdduser(io: Io): Promise<number> {
  const isGroup = io.name === 'addgroup';
  const options = await parseOptions(io, isGroup ? { short: 'g:S', long: { gid: 'g', system: 'S' } } : { short: 'h:g:s:G:DSHu:k:', long: { home: 'h', gecos: 'g', shell: 's', ingroup: 'G', 'disabled-password': 'D', system: 'S', 'no-create-home': 'H', uid: 'u' } });
  const [name, into] = options.rest;
  if (name === undefined) {
    await io.err(`${busyboxBanner(io.sys)}\n\nUsage: ${io.name} ${isGroup ? '[-g GID] [-S] [USER] GROUP' : '[OPTIONS] USER [GROUP]'}`);
    return 1;
  }
  if (io.sys.credentials.euid !== 0) {
    await io.complain('permission denied (are you root?)');
    return 1;
  }
  const accounts = new Accounts(io.sys);
  if (into !== undefined) {
    const group = accounts.group(into);
    if (!accounts.user(name) || !group) {
      await io.complain(group ? `unknown user ${name}` : `unknown group ${into}`);
      return 1;
    }
    if (!group.members.includes(name)) group.members.push(name);
    accounts.saveGroup();
    return 0;
  }
  if (isGroup) {
    if (accounts.group(name)) {
      await io.complain(`group '${name}' in use`);
      return 1;
    }
    const given = options.get('g');
    if (given !== undefined && accounts.groups.some((group) => group.gid === Number(given))) {
      await io.complain(`gid '${given}' in use`);
      return 1;
    }
    accounts.groups.push({ name, gid: given === undefined ? accounts.free('gid', options.has('S'), 'busybox') : Number(given), members: [] });
    accounts.saveGroup();
    return 0;
  }
  if (accounts.user(name)) {
    await io.complain(`user '${name}' in use`);
    return 1;
  }
  const system = options.has('S');
  const given = options.get('u');
  if (given !== undefined && accounts.users.some((user) => user.uid === Number(given))) {
    await io.complain(`uid '${given}' in use`);
    return 1;
  }
  const uid = given === undefined ? accounts.free('uid', system, 'busybox') : Number(given);
  const named = options.get('G');
  let gid: number;
  if (named !== undefined) {
    const group = accounts.group(named);
    if (!group) {
      await io.complain(`unknown group ${named}`);
      return 1;
    }
    gid = group.gid;
    group.members.push(name);
  } else if (system) gid = accounts.group('nogroup')?.gid ?? 65533;
  else {
    if (accounts.group(name)) {
      await io.complain(`group '${name}' in use`);
      return 1;
    }
    gid = accounts.groups.some((group) => group.gid === uid) ? accounts.free('gid', false, 'busybox') : uid;
    accounts.groups.push({ name, gid, members: [] });
  }
  const user: User = { name, uid, gid, gecos: options.get('g') ?? 'Linux User,,,', home: options.get('h') ?? `/home/${name}`, shell: options.get('s') ?? (system ? '/sbin/nologin' : '/bin/sh') };
  accounts.users.push(user);
  accounts.savePasswd();
  accounts.saveGroup();
  if (!options.has('H')) makeHome(io, user, system ? 0o755 : 0o2755);
  if (!options.has('D') && !system) return changePassword(io, accounts, user);
  return 0;
}

/** What stands in /etc/shadow for a password. */
export function hashPassword(password: string): string {
  return `$5$dockyard$${hex(sha256(utf8(password)))}`;
}

/** Reads a line without echo, as getpass(3) does; undefined at the end of input. */
export async function askPassword(io: Io, prompt: string): Promise<string | undefined> {
  await io.flush();
  await io.sys.write(io.sys.isatty(0) ? 1 : 2, prompt);
  const isTty = io.sys.isatty(0);
  if (isTty) io.sys.tcsetattr(0, { echo: false });
  try {
    let line = '';
    for (;;) {
      const part = await io.sys.read(0, 1);
      if (part.length === 0) return line === '' ? undefined : line;
      const c = text(part);
      if (c === '\n') return line;
      line += c;
    }
  } finally {
    if (isTty) io.sys.tcsetattr(0, { echo: true });
    await io.sys.write(io.sys.isatty(0) ? 1 : 2, '\n');
  }
}

async function changePassword(io: Io, accounts: Accounts, user: User): Promise<number> {
  if (io.flavour === 'busybox') await io.out(`Changing password for ${user.name}\n`);
  const first = await askPassword(io, 'New password: ');
  const second = first === undefined ? undefined : await askPassword(io, 'Retype new password: ');
  if (first === undefined || first === '' || second === undefined) {
    await io.err(io.flavour === 'busybox' ? `passwd: password for ${user.name} is unchanged` : 'passwd: Authentication token manipulation error\npasswd: password unchanged');
    return io.flavour === 'busybox' ? 1 : 10;
  }
  if (first !== second) {
    await io.err(io.flavour === 'busybox' ? `Passwords don't match\npasswd: password for ${user.name} is unchanged` : 'Sorry, passwords do not match.\npasswd: Authentication token manipulation error\npasswd: password unchanged');
    return io.flavour === 'busybox' ? 1 : 10;
  }
  setPassword(io, accounts, user, hashPassword(first));
  await (io.flavour === 'busybox' ? io.out(`passwd: password for ${user.name} changed by ${io.sys.credentials.uid === 0 ? 'root' : user.name}\n`) : io.out('passwd: password updated successfully\n'));
  return 0;
}

function setPassword(io: Io, accounts: Accounts, user: User, hash: string): void {
  accounts.shadow.set(user.name, [user.name, hash, String(Math.floor(io.sys.now() / 86_400_000)), '0', '99999', '7', '', '', '']);
  accounts.savePasswd();
}

/** passwd(1): sets, locks (-l), unlocks (-u), deletes (-d), shows (-S). */
export const passwd: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'dluSeqa', long: { delete: 'd', lock: 'l', unlock: 'u', status: 'S', expire: 'e', quiet: 'q' } }, 2);
  const accounts = new Accounts(io.sys);
  const { uid } = io.sys.credentials;
  const user = options.rest[0] === undefined ? accounts.users.find((one) => one.uid === uid) : accounts.user(options.rest[0]);
  if (!user) {
    await io.complain(io.flavour === 'busybox' ? `unknown user ${options.rest[0]}` : `user '${options.rest[0] ?? uid}' does not exist`);
    return 1;
  }
  if (uid !== 0 && (user.uid !== uid || options.values.size > 0)) {
    await io.err(io.flavour === 'busybox' ? `passwd: ${io.sys.credentials.uid} can't change password for ${user.name}` : `passwd: You may not view or modify password information for ${user.name}.`);
    return 1;
  }
  const fields = accounts.shadow.get(user.name) ?? [user.name, '!'];
  if (options.has('S')) {
    await io.out(`${user.name} ${fields[1]!.startsWith('$') ? 'P' : fields[1] === '' ? 'NP' : 'L'} 2025-11-10 0 99999 7 -1\n`);
    return 0;
  }
  const change = options.has('d') ? '' : options.has('l') ? `!${fields[1]!.replace(/^!/, '')}` : options.has('u') ? fields[1]!.replace(/^!/, '') : undefined;
  if (change !== undefined) {
    setPassword(io, accounts, user, change);
    await io.out(io.flavour === 'busybox' ? `passwd: password for ${user.name} changed by root\n` : 'passwd: password changed.\n');
    return 0;
  }
  return changePassword(io, accounts, user);
};

/** chpasswd(8): `name:password` lines. */
export const chpasswd: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'ec:', long: { encrypted: 'e', 'crypt-method': 'c' } });
  const accounts = new Accounts(io.sys);
  if (io.sys.credentials.euid !== 0) {
    await io.complain('cannot lock /etc/passwd; try again later.');
    return 1;
  }
  for (const [i, line] of text(await io.stdin()).split('\n').entries()) {
    if (line === '') continue;
    const user = accounts.user(line.split(':')[0]!);
    if (!user) {
      await io.complain(io.flavour === 'busybox' ? `unknown user ${line.split(':')[0]}` : `(line ${i + 1}, user ${line.split(':')[0]}) password not changed`);
      return 1;
    }
    const password = line.slice(line.indexOf(':') + 1);
    setPassword(io, accounts, user, options.has('e') ? password : hashPassword(password));
    if (io.flavour === 'busybox') await io.out(`chpasswd: password for '${user.name}' changed\n`);
  }
  return 0;
};

/** gpasswd(1): -a and -d. */
export const gpasswd: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'a:d:', long: { add: 'a', delete: 'd' } }, 2);
  const accounts = new Accounts(io.sys);
  const group = accounts.group(options.rest[0] ?? '');
  if (!group) {
    await io.complain(`group '${options.rest[0] ?? ''}' does not exist in /etc/group`);
    return 3;
  }
  if (io.sys.credentials.euid !== 0) {
    await io.complain('Permission denied.');
    return 1;
  }
  const name = options.get('a') ?? options.get('d');
  if (name === undefined || !accounts.user(name)) {
    await io.complain(name === undefined ? 'dockyard: group passwords are not simulated' : `user '${name}' does not exist`);
    return name === undefined ? 1 : 3;
  }
  await io.out(options.has('a') ? `Adding user ${name} to group ${group.name}\n` : `Removing user ${name} from group ${group.name}\n`);
  group.members = group.members.filter((member) => member !== name);
  if (options.has('a')) group.members.push(name);
  accounts.saveGroup();
  return 0;
};

/** chsh(1). */
export const chsh: Applet = async (io) => {
  const options = await parseOptions(io, { short: 's:', long: { shell: 's' } });
  const accounts = new Accounts(io.sys);
  const { uid } = io.sys.credentials;
  const user = options.rest[0] === undefined ? accounts.users.find((one) => one.uid === uid) : accounts.user(options.rest[0]);
  const shell = options.get('s');
  if (!user || shell === undefined) {
    await io.complain(user ? 'dockyard: asking for the shell is not simulated; use -s' : `user '${options.rest[0]}' does not exist`);
    return 1;
  }
  if (!io.sys.access(shell, 'x')) {
    await io.complain(`${shell} does not exist`);
    return 1;
  }
  user.shell = shell;
  accounts.savePasswd();
  return 0;
};
