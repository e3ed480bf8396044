import { isSysError } from '../../machine/errno';
import type { Credentials } from '../../machine/sys';
import type { Applet, Io } from '../applet';
import { execute, findExecutable } from '../coreutils/who';
import { Accounts, type User } from './accounts';
import { askPassword, hashPassword } from './users';

/** The credentials that a login of a user has. Root keeps what capabilities the process holds. */
function credentialsOf(io: Io, accounts: Accounts, user: User, group?: number): Credentials {
  const gid = group ?? user.gid;
  const groups = group === undefined ? accounts.groupsOf(user) : [gid, ...accounts.groupsOf(user)];
  return { uid: user.uid, gid, euid: user.uid, egid: gid, groups: [...new Set(groups)], caps: user.uid === 0 ? io.sys.credentials.caps : new Set() };
}

const SECURE_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function shellOf(user: User): string {
  return user.shell === '' ? '/bin/sh' : user.shell;
}

async function run(io: Io, path: string, argv: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  await io.flush();
  try {
    return await io.sys.exec(path, argv, env);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.complain(`failed to execute ${path}: ${error.message}`);
    return isSysError(error, 'ENOENT') ? 127 : 126;
  }
}

async function passwordMatches(io: Io, accounts: Accounts, user: User): Promise<boolean> {
  const stored = accounts.shadow.get(user.name)?.[1] ?? '*';
  if (stored === '') return true;
  const typed = await askPassword(io, 'Password: ');
  return typed !== undefined && stored === hashPassword(typed);
}

/** su(1): -, -l, -c, -s, -m, -p, -g. */
export const su: Applet = async (io) => {
  const args = [...io.args];
  let login = false;
  let command: string | undefined;
  let shell: string | undefined;
  let keep = false;
  const rest: string[] = [];
  while (args.length > 0) {
    const arg = args.shift()!;
    if (arg === '-' || arg === '-l' || arg === '--login') login = true;
    else if (arg === '-c' || arg === '--command') command = args.shift();
    else if (arg.startsWith('--command=')) command = arg.slice(10);
    else if (arg === '-lc') [login, command] = [true, args.shift()];
    else if (arg === '-s' || arg === '--shell') shell = args.shift();
    else if (arg.startsWith('--shell=')) shell = arg.slice(8);
    else if (/^(-m|-p|--preserve-environment)$/.test(arg)) keep = true;
    else if (/^-[a-zA-Z]/.test(arg) && rest.length === 0) {
      await io.complain(io.flavour === 'gnu' ? `invalid option -- '${arg[1]}'` : `unrecognized option: ${arg[1]}`);
      if (io.flavour === 'gnu') await io.err("Try 'su --help' for more information.");
      return 1;
    } else rest.push(arg);
  }
  const accounts = new Accounts(io.sys);
  const name = rest.shift() ?? 'root';
  const user = accounts.user(name);
  if (!user) {
    await io.complain(io.flavour === 'gnu' ? `user ${name} does not exist or the user entry does not contain all the required fields` : `unknown user ${name}`);
    return 1;
  }
  if (io.sys.credentials.uid !== 0 && !(await passwordMatches(io, accounts, user))) {
    await io.complain(io.flavour === 'gnu' ? 'Authentication failure' : 'incorrect password');
    return 1;
  }
  const path = shell ?? (keep && io.sys.env['SHELL'] ? io.sys.env['SHELL'] : shellOf(user));
  if (path.endsWith('nologin') || path.endsWith('/false')) {
    if (path.endsWith('nologin')) await io.out('This account is currently not available.\n');
    await io.flush();
    return 1;
  }
  const { TERM } = io.sys.env;
  const identity = { HOME: user.home, SHELL: path, USER: user.name, LOGNAME: user.name };
  const env: Record<string, string> = login
    ? { ...(TERM !== undefined && { TERM }), ...identity, PATH: user.uid === 0 ? SECURE_PATH : '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games', ...(io.sys.env['LANG'] !== undefined && { LANG: io.sys.env['LANG'] }) }
    : keep ? { ...io.sys.env } : { ...io.sys.env, HOME: user.home, SHELL: path, ...(user.uid !== 0 && { USER: user.name, LOGNAME: user.name }), ...(user.uid === 0 && { USER: 'root', LOGNAME: 'root' }) };
  io.sys.setCredentials(credentialsOf(io, accounts, user));
  if (login) {
    try {
      io.sys.chdir(user.home);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.complain(`warning: cannot change directory to ${user.home}: ${error.message}`);
    }
  }
  const base = path.slice(path.lastIndexOf('/') + 1);
  return run(io, path, [login ? `-${base}` : base, ...(command !== undefined ? ['-c', command] : []), ...rest], env);
};

interface Rule {
  matches: boolean;
  password: boolean;
  securePath: string | undefined;
}

/** What sudoers(5) allows somebody: user and group rules with NOPASSWD, includes from sudoers.d. */
function sudoRule(io: Io, accounts: Accounts, user: User): Rule {
  const read = (path: string): string[] => {
    try {
      return io.sys.readText(path).replace(/\\\n/g, ' ').split('\n');
    } catch (error) {
      if (isSysError(error)) return [];
      throw error;
    }
  };
  const lines = read('/etc/sudoers');
  if (io.sys.access('/etc/sudoers.d', '')) for (const entry of io.sys.readdir('/etc/sudoers.d').sort((a, b) => (a.name < b.name ? -1 : 1))) lines.push(...read(`/etc/sudoers.d/${entry.name}`));
  const groups = accounts.groupsOf(user).map((gid) => accounts.groups.find((group) => group.gid === gid)?.name);
  const rule: Rule = { matches: false, password: true, securePath: undefined };
  for (const line of lines) {
    const secure = /^\s*Defaults\s+secure_path\s*=\s*"?([^"]*)"?/.exec(line);
    if (secure) rule.securePath = secure[1]!.trim();
    const match = /^\s*(%?[\w.-]+)\s+\S+\s*=\s*(?:\([^)]*\)\s*)?(.*)$/.exec(line.replace(/#.*/, ''));
    if (!match || match[1] === 'Defaults') continue;
    const who = match[1]!;
    if (who !== 'ALL' && who !== user.name && !(who.startsWith('%') && groups.includes(who.slice(1)))) continue;
    rule.matches = true;
    rule.password = !/NOPASSWD:/.test(match[2]!);
  }
  return rule;
}

const SUDO_USAGE = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user] [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-r role] [-t type] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] [VAR=value] [-i | -s] [command [arg ...]]
usage: sudo -e [-ABkNnS] [-r role] [-t type] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] file ...`;

/** sudo(8): env_reset, NOPASSWD, -u -g -i -s -E -H -n -k -v -l -S -b. */
export const sudo: Applet = async (io) => {
  const args = [...io.args];
  let login = false;
  let asShell = false;
  let keep = false;
  let nonInteractive = false;
  let list = false;
  let validate = false;
  let target = 'root';
  let targetGroup: string | undefined;
  let folder: string | undefined;
  const assignments: Record<string, string> = {};
  for (; args.length > 0; args.shift()) {
    const arg = args[0]!;
    if (arg === '--') {
      args.shift();
      break;
    }
    if (/^[A-Za-z_]\w*=/.test(arg)) {
      assignments[arg.slice(0, arg.indexOf('='))] = arg.slice(arg.indexOf('=') + 1);
      continue;
    }
    if (!arg.startsWith('-')) break;
    const value = (): string => {
      args.shift();
      return args[0] ?? '';
    };
    if (arg === '-u' || arg === '--user') target = value();
    else if (/^-u./.test(arg)) target = arg.slice(2);
    else if (arg.startsWith('--user=')) target = arg.slice(7);
    else if (arg === '-g' || arg === '--group') targetGroup = value();
    else if (arg === '-D' || arg === '--chdir') folder = value();
    else if (/^-[pCrtUTRh]$/.test(arg) && !(arg === '-h' && args.length === 1)) value();
    else if (arg === '-V' || arg === '--version') {
      await io.out('Sudo version 1.9.13p3\nSudoers policy plugin version 1.9.13p3\nSudoers file grammar version 50\nSudoers I/O plugin version 1.9.13p3\nSudoers audit plugin version 1.9.13p3\n');
      return 0;
    } else if (arg === '-h' || arg === '--help') {
      await io.out(`sudo - execute a command as another user\n\n${SUDO_USAGE}\n`);
      return 0;
    } else if (arg === '--login') login = true;
    else if (arg === '--shell') asShell = true;
    else if (arg.startsWith('--preserve-env')) keep = true;
    else if (/^-[A-Za-z]+$/.test(arg)) {
      for (const letter of arg.slice(1)) {
        if (letter === 'i') login = true;
        else if (letter === 's') asShell = true;
        else if (letter === 'E') keep = true;
        else if (letter === 'n') nonInteractive = true;
        else if (letter === 'l') list = true;
        else if (letter === 'v') validate = true;
        else if (letter === 'k' || letter === 'K') {
          if (args.length === 1) return 0;
        } else if (!'HSAbBNP'.includes(letter)) {
          await io.err(`sudo: invalid option -- '${letter}'\n${SUDO_USAGE}`);
          return 1;
        }
      }
    } else {
      await io.err(`sudo: unrecognized option '${arg}'\n${SUDO_USAGE}`);
      return 1;
    }
  }
  if (args.length === 0 && !login && !asShell && !list && !validate) {
    await io.err(SUDO_USAGE);
    return 1;
  }
  if (io.sys.credentials.euid !== 0) {
    await io.err('sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set');
    return 1;
  }
  const accounts = new Accounts(io.sys);
  const caller = accounts.users.find((user) => user.uid === io.sys.credentials.uid) ?? { name: `#${io.sys.credentials.uid}`, uid: io.sys.credentials.uid, gid: io.sys.credentials.gid, gecos: '', home: '/', shell: '/bin/sh' };
  const user = target.startsWith('#') ? accounts.users.find((one) => one.uid === Number(target.slice(1))) : accounts.user(target);
  if (!user) {
    await io.err(`sudo: unknown user ${target}\nsudo: error initializing audit plugin sudoers_audit`);
    return 1;
  }
  const rule = caller.uid === 0 ? { matches: true, password: false, securePath: sudoRule(io, accounts, caller).securePath } : sudoRule(io, accounts, caller);
  const needsPassword = rule.password && caller.uid !== 0;
  if (needsPassword) {
    if (nonInteractive) {
      await io.err('sudo: a password is required');
      return 1;
    }
    if (!io.sys.isatty(0)) {
      await io.err('sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required');
      return 1;
    }
    const stored = accounts.shadow.get(caller.name)?.[1] ?? '*';
    for (let tries = 1; ; tries++) {
      const typed = await askPassword(io, `[sudo] password for ${caller.name}: `);
      if (typed !== undefined && stored === hashPassword(typed)) break;
      if (typed === undefined || tries === 3) {
        await io.err(typed === undefined ? 'sudo: no password was provided\nsudo: a password is required' : `sudo: ${tries} incorrect password attempts`);
        return 1;
      }
      await io.err('Sorry, try again.');
    }
  }
  if (!rule.matches) {
    await io.err(`${caller.name} is not in the sudoers file.\nThis incident has been reported to the administrator.`);
    return 1;
  }
  if (validate && args.length === 0) return 0;
  if (list) {
    const host = io.sys.hostname();
    await io.out(`Matching Defaults entries for ${caller.name} on ${host}:\n    env_reset\n\nUser ${caller.name} may run the following commands on ${host}:\n    (ALL : ALL) ${rule.password ? '' : 'NOPASSWD: '}ALL\n`);
    return 0;
  }
  const shell = shellOf(user);
  const path = rule.securePath ?? io.sys.env['PATH'] ?? SECURE_PATH;
  let argv = [...args];
  let program: string | undefined;
  if (login || asShell) {
    program = login ? shell : (io.sys.env['SHELL'] ?? shellOf(caller));
    const base = program.slice(program.lastIndexOf('/') + 1);
    const escaped = args.map((arg) => arg.replace(/[^\w$-]/g, '\\$&')).join(' ');
    argv = [login ? `-${base}` : base, ...(args.length > 0 ? ['-c', escaped] : [])];
  } else {
    program = findExecutable(io, argv[0]!, path);
    if (program === undefined) {
      await io.err(`sudo: ${argv[0]}: command not found`);
      return 1;
    }
  }
  const kept = Object.fromEntries(Object.entries(io.sys.env).filter(([name]) => keep || /^(TERM|LANG|LANGUAGE|LC_.*|COLORTERM|DISPLAY|PS1|PS2|LS_COLORS|HOSTNAME|XAUTHORITY)$/.test(name)));
  const env: Record<string, string> = {
    ...kept, ...assignments, PATH: path, HOME: user.home, SHELL: shell, LOGNAME: user.name, USER: user.name, MAIL: `/var/mail/${user.name}`,
    SUDO_COMMAND: login || asShell ? program : [program, ...argv.slice(1)].join(' '), SUDO_USER: caller.name, SUDO_UID: String(caller.uid), SUDO_GID: String(io.sys.credentials.gid),
  };
  const group = targetGroup === undefined ? undefined : accounts.groupOrId(targetGroup)?.gid;
  io.sys.setCredentials(credentialsOf(io, accounts, user, group));
  if (login) folder = user.home;
  if (folder !== undefined) {
    try {
      io.sys.chdir(folder);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.err(`sudo: unable to change directory to ${folder}: ${error.message}`);
    }
  }
  await io.flush();
  try {
    return await io.sys.exec(program, argv, env);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`sudo: unable to execute ${program}: ${error.message}`);
    return 1;
  }
};

/** gosu and su-exec: `user[:group] command`, with nothing in between. */
export const gosu: Applet = async (io) => {
  const [who, ...command] = io.args;
  if (who === '--version' && io.name === 'gosu') {
    await io.out('1.17\n');
    return 0;
  }
  if (who === undefined || command.length === 0) {
    await io.err(`Usage: ${io.name} user-spec command [args]\n   eg: ${io.name} tianon bash`);
    return 1;
  }
  const accounts = new Accounts(io.sys);
  const [name = '', groupName] = who.split(':');
  const user = accounts.userOrId(name) ?? (/^\d+$/.test(name) ? { name, uid: Number(name), gid: Number(name), gecos: '', home: '/', shell: '/bin/sh' } : undefined);
  const group = groupName ? (accounts.groupOrId(groupName)?.gid ?? (/^\d+$/.test(groupName) ? Number(groupName) : undefined)) : undefined;
  if (!user) {
    await io.err(`error: failed switching to "${who}": unable to find user ${name}: no matching entries in passwd file`);
    return 1;
  }
  try {
    io.sys.setCredentials(credentialsOf(io, accounts, user, group));
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.err(`error: failed switching to "${who}": operation not permitted`);
    return 1;
  }
  const path = findExecutable(io, command[0]!, io.sys.env['PATH']);
  if (path === undefined) {
    await io.err(`error: exec: "${command[0]}": executable file not found in $PATH`);
    return 1;
  }
  return run(io, path, command, { ...io.sys.env, HOME: user.home });
};

/** chroot(8). */
export const chroot: Applet = async (io) => {
  const args = [...io.args];
  let spec: string | undefined;
  while (args[0]?.startsWith('--')) {
    const option = args.shift()!;
    if (option.startsWith('--userspec=')) spec = option.slice(11);
  }
  const [root, ...command] = args;
  if (root === undefined) {
    await io.complain('missing operand');
    await io.err("Try 'chroot --help' for more information.");
    return 125;
  }
  try {
    io.sys.chroot(root);
    io.sys.chdir('/');
  } catch (error) {
    if (!isSysError(error)) throw error;
    await io.complain(io.flavour === 'gnu' ? `cannot change root directory to '${root}': ${error.message}` : `can't change root directory to '${root}': ${error.message}`);
    return io.flavour === 'gnu' ? 125 : 1;
  }
  if (spec !== undefined) {
    const accounts = new Accounts(io.sys);
    const user = accounts.userOrId(spec.split(':')[0]!);
    if (user) io.sys.setCredentials(credentialsOf(io, accounts, user));
  }
  const words = command.length > 0 ? command : [io.sys.env['SHELL'] ?? '/bin/sh', '-i'];
  if (io.flavour === 'gnu' && findExecutable(io, words[0]!, io.sys.env['PATH']) === undefined) {
    await io.complain(`failed to run command ‘${words[0]}’: No such file or directory`);
    return 127;
  }
  return execute(io, words, io.sys.env);
};

/** newgrp(1) and sg(1): a shell with another primary group. */
export const newgrp: Applet = async (io) => {
  const accounts = new Accounts(io.sys);
  const name = io.args.find((arg) => !arg.startsWith('-'));
  const { credentials } = io.sys;
  const user = accounts.users.find((one) => one.uid === credentials.uid);
  const group = name === undefined ? accounts.groups.find((one) => one.gid === user?.gid) : accounts.groupOrId(name);
  if (!group) {
    await io.complain(`group '${name}' does not exist`);
    return 1;
  }
  const allowed = credentials.uid === 0 || credentials.groups.includes(group.gid) || group.gid === user?.gid || (user && group.members.includes(user.name));
  if (!allowed) {
    await askPassword(io, 'Password: ');
    await io.err('Invalid password.');
    return 1;
  }
  io.sys.setCredentials({ uid: credentials.uid, euid: credentials.uid, gid: group.gid, egid: group.gid, groups: [...new Set([group.gid, ...credentials.groups])], caps: credentials.uid === 0 ? credentials.caps : new Set() });
  const at = io.args.indexOf('-c');
  const shell = (user && shellOf(user)) ?? '/bin/sh';
  const command = io.name === 'sg' ? (at !== -1 ? io.args[at + 1] : io.args[1]) : undefined;
  return run(io, command === undefined ? shell : '/bin/sh', command === undefined ? [shell.slice(shell.lastIndexOf('/') + 1)] : ['sh', '-c', command], io.sys.env);
};
