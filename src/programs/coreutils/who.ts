import type { Applet, Io } from '../applet';
import { parseOptions } from '../options';
import { exists } from './exists';

/** uname(1). */
export const uname: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'asnrvmpio', long: { all: 'a', 'kernel-name': 's', nodename: 'n', 'kernel-release': 'r', 'kernel-version': 'v', machine: 'm', 'operating-system': 'o' } });
  const name = io.sys.uname();
  const all = options.has('a');
  const fields: [string, string][] = [['s', name.sysname], ['n', name.nodename], ['r', name.release], ['v', name.version], ['m', name.machine], ['o', io.flavour === 'busybox' ? 'Linux' : 'GNU/Linux']];
  const chosen = fields.filter(([key]) => all || options.has(key)).map(([, value]) => value);
  await io.out(`${(chosen.length > 0 ? chosen : [name.sysname]).join(' ')}\n`);
  return 0;
};

export const arch: Applet = async (io) => {
  await io.out(`${io.sys.uname().machine}\n`);
  return 0;
};

/** hostname(1): shows (-f, -i, -I, -s, -d) or sets it. */
export const hostname: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'fisIdA', long: { fqdn: 'f', long: 'f', 'ip-address': 'i', 'all-ip-addresses': 'I', short: 's', domain: 'd' } });
  const own = io.sys.hostname();
  const wanted = options.rest[0];
  if (wanted !== undefined) {
    if (!io.sys.credentials.caps.has('SYS_ADMIN')) {
      await io.complain(io.flavour === 'gnu' ? 'you must be root to change the host name' : 'sethostname: Operation not permitted');
      return 1;
    }
    io.sys.setHostname(wanted);
    return 0;
  }
  const hosts = exists(io, '/etc/hosts') ? io.sys.readText('/etc/hosts').split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/)) : [];
  const entry = hosts.find((fields) => fields.slice(1).includes(own));
  if (options.has('f')) await io.out(`${entry?.[1] ?? own}\n`);
  else if (options.has('d')) await io.out(`${(entry?.[1] ?? own).split('.').slice(1).join('.')}\n`);
  else if (options.has('s')) await io.out(`${own.split('.')[0]}\n`);
  else if (options.has('i')) await io.out(`${hosts.filter((fields) => fields.slice(1).includes(own)).map((fields) => fields[0]).join(' ')}\n`);
  else if (options.has('I')) await io.out(`${globalAddresses(io).join(' ')} \n`);
  else await io.out(`${own}\n`);
  return 0;
};

/** Addresses of the own network namespace but loopback, as /proc/net/fib_trie tells them. */
function globalAddresses(io: Io): string[] {
  if (!exists(io, '/proc/net/fib_trie')) return [];
  const found = [...io.sys.readText('/proc/net/fib_trie').matchAll(/\|-- (\S+)\n\s+\/32 host LOCAL/g)].map((match) => match[1]!);
  return [...new Set(found)].filter((ip) => !ip.startsWith('127.'));
}

/** env(1) and printenv(1). */
export const env: Applet = async (io) => {
  const { sys } = io;
  if (io.name === 'printenv') {
    if (io.args.length === 0) for (const [name, value] of Object.entries(sys.env)) await io.out(`${name}=${value}\n`);
    let status = 0;
    for (const name of io.args) {
      if (sys.env[name] === undefined) status = 1;
      else await io.out(`${sys.env[name]}\n`);
    }
    return status;
  }
  const options = await parseOptions(io, { short: 'iu:0C:S:', long: { 'ignore-environment': 'i', unset: 'u', null: '0', chdir: 'C', 'split-string': 'S' }, stopAtFirst: true }, 125);
  const words = [...(options.get('S')?.split(/\s+/) ?? []), ...options.rest];
  const environment: Record<string, string> = options.has('i') || words[0] === '-' ? {} : { ...sys.env };
  if (words[0] === '-') words.shift();
  for (const name of options.values.get('u') ?? []) delete environment[name];
  while (words[0]?.includes('=')) {
    const word = words.shift()!;
    environment[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
  }
  if (words.length === 0) {
    for (const [name, value] of Object.entries(environment)) await io.out(`${name}=${value}${options.has('0') ? '\0' : '\n'}`);
    return 0;
  }
  const folder = options.get('C');
  if (folder !== undefined) sys.chdir(folder);
  return execute(io, words, environment);
};

/** execvp(3): goes on as another program found in PATH; 127 and 126 as env, nice, nohup and timeout give them. */
export async function execute(io: Io, words: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  const command = words[0]!;
  const path = findExecutable(io, command, environment['PATH'] ?? io.sys.env['PATH']);
  if (path === undefined) {
    await io.complain(io.flavour === 'gnu' ? `‘${command}’: No such file or directory` : `can't execute '${command}': No such file or directory`);
    return 127;
  }
  await io.flush();
  try {
    return await io.sys.exec(path, words, environment);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'SysError')) throw error;
    await io.complain(io.flavour === 'gnu' ? `‘${command}’` : `can't execute '${command}'`, error);
    return 126;
  }
}

/** Where a command lies, as execvp(3) looks for it. */
export function findExecutable(io: Io, command: string, path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'): string | undefined {
  if (command.includes('/')) return exists(io, command) ? command : undefined;
  for (const folder of path.split(':')) {
    const candidate = `${folder || '.'}/${command}`;
    if (exists(io, candidate) && io.sys.stat(candidate).type === 'file' && io.sys.access(candidate, 'x')) return candidate;
  }
  return undefined;
}

/** nproc(1), tty(1), sync(1), logname(1), users(1). */
export const nproc: Applet = async (io) => {
  const own = exists(io, '/proc/self/status') ? (/^Cpus_allowed:\t([\da-f]+)$/m.exec(io.sys.readText('/proc/self/status'))?.[1] ?? '1') : '1';
  const allowed = [...Number.parseInt(own, 16).toString(2)].filter((bit) => bit === '1').length;
  const all = exists(io, '/proc/cpuinfo') ? (io.sys.readText('/proc/cpuinfo').match(/^processor/gm) ?? []).length : 1;
  await io.out(`${(io.args.includes('--all') ? all : allowed) || 1}\n`);
  return 0;
};

export const tty: Applet = async (io) => {
  const name = io.sys.ttyname(0);
  if (!io.args.includes('-s')) await io.out(`${name ?? 'not a tty'}\n`);
  return name === undefined ? 1 : 0;
};

export const sync: Applet = async () => 0;
