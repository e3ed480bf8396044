import { isSysError } from '../../machine/errno';
import { resolveName, ResolveError } from '../../machine/net/resolve';
import type { Applet, Io } from '../applet';
import { parseOptions } from '../options';
import { cpuCount } from './readings';

function read(io: Io, path: string): string | undefined {
  try {
    return io.sys.readText(path);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** getent(1): passwd, group, shadow, hosts, ahosts, services, networks, protocols. */
export const getent: Applet = async (io) => {
  const [database, ...keys] = io.args.filter((arg) => !arg.startsWith('-'));
  if (database === undefined) {
    await io.err('getent: wrong number of arguments\nTry `getent --help\' or `getent --usage\' for more information.');
    return 1;
  }
  if (database === 'hosts' || database.startsWith('ahosts')) {
    if (keys.length === 0) {
      for (const line of (read(io, '/etc/hosts') ?? '').split('\n')) {
        const [ip, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
        if (ip) await io.out(`${ip.padEnd(15)} ${names.join(' ')}\n`);
      }
      return 0;
    }
    let status = 0;
    for (const key of keys) {
      try {
        const addresses = await resolveName(io.sys, key, database === 'ahostsv4' ? { family: 'inet' } : {});
        if (database === 'hosts') await io.out(`${addresses[0]!.padEnd(15)} ${key}\n`);
        else for (const ip of addresses) for (const [i, kind] of ['STREAM', 'DGRAM', 'RAW'].entries()) await io.out(`${ip.padEnd(15)} ${kind.padEnd(6)} ${i === 0 && ip === addresses[0] ? key : ''}`.trimEnd() + '\n');
      } catch (error) {
        if (!(error instanceof ResolveError)) throw error;
        status = 2;
      }
    }
    return status;
  }
  const content = ['passwd', 'group', 'shadow', 'gshadow', 'services', 'protocols', 'networks'].includes(database) ? read(io, `/etc/${database}`) : undefined;
  if (content === undefined && !['gshadow', 'networks', 'protocols', 'services', 'shadow', 'group', 'passwd'].includes(database)) {
    await io.err(`Unknown database: ${database}\nTry \`getent --help' or \`getent --usage' for more information.`);
    return 1;
  }
  const lines = (content ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0) {
    for (const line of lines) await io.out(`${line}\n`);
    return 0;
  }
  let status = 0;
  for (const key of keys) {
    const found = lines.find((line) => {
      if (database === 'services' || database === 'protocols') {
        const fields = line.split(/\s+/);
        return fields[0] === key || fields[1]?.split('/')[0] === key || fields[1] === key;
      }
      const fields = line.split(':');
      return fields[0] === key || (/^\d+$/.test(key) && fields[2] === key);
    });
    if (found === undefined) status = 2;
    else await io.out(`${database === 'services' ? found.replace(/^(\S+)\s+/, (_, name: string) => `${name.padEnd(21)} `) : found}\n`);
  }
  return status;
};

/** lsb_release(1) over /etc/os-release. */
export const lsbRelease: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'aidrcsv', long: { all: 'a', id: 'i', description: 'd', release: 'r', codename: 'c', short: 's', version: 'v' } });
  const values = new Map([...(read(io, '/etc/os-release') ?? '').matchAll(/^(\w+)="?([^"\n]*)"?$/gm)].map((match) => [match[1]!, match[2]!]));
  const rows: [string, string, string][] = [['i', 'Distributor ID', (values.get('NAME') ?? '').replace(/ GNU\/Linux$/, '')], ['d', 'Description', values.get('PRETTY_NAME') ?? ''], ['r', 'Release', values.get('VERSION_ID') ?? 'n/a'], ['c', 'Codename', values.get('VERSION_CODENAME') ?? 'n/a']];
  await io.err('No LSB modules are available.');
  const all = options.has('a');
  for (const [letter, title, value] of rows) if (all || options.has(letter)) await io.out(options.has('s') ? `${value}\n` : `${title}:\t${value}\n`);
  return 0;
};

/** sysctl(8): shows and sets /proc/sys; -a, -n, -w, -p, -q. */
export const sysctl: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'anwqp::eN', long: { all: 'a', values: 'n', write: 'w', quiet: 'q', load: 'p' } });
  const show = async (path: string, name: string) => {
    const value = read(io, path);
    if (value === undefined) return false;
    await io.out(options.has('n') ? value : `${name} = ${value.trim().replace(/\n/g, `\n${name} = `)}\n`);
    return true;
  };
  if (options.has('a')) {
    const walk = async (folder: string): Promise<void> => {
      for (const entry of io.sys.readdir(folder)) {
        const path = `${folder}/${entry.name}`;
        if (entry.type === 'dir') await walk(path);
        else await show(path, path.slice('/proc/sys/'.length).replace(/\//g, '.'));
      }
    };
    await walk('/proc/sys');
    return 0;
  }
  let status = 0;
  for (const word of options.rest) {
    const [name = '', value] = word.split(/=(.*)/s) as [string, string | undefined];
    const dotted = name.replace(/\//g, '.');
    const path = `/proc/sys/${name.replace(/\./g, '/')}`;
    try {
      if (!io.sys.access(path, '')) {
        await io.complain(io.flavour === 'busybox' ? `error: '${dotted}' is an unknown key` : `cannot stat ${path}: No such file or directory`);
        status = io.flavour === 'busybox' ? 1 : 255;
      } else if (value === undefined) await show(path, dotted);
      else {
        io.sys.writeFile(path, `${value}\n`);
        if (!options.has('q')) await io.out(`${dotted} = ${value}\n`);
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.complain(`${error.code === 'EROFS' || error.code === 'EACCES' ? '' : 'error '}${error.code === 'EACCES' ? 'permission denied on' : 'setting'} key "${dotted}"${error.code === 'EACCES' ? '' : `: ${error.message}`}`);
      status = 255;
    }
  }
  return status;
};

/** lscpu(1), its first lines. */
export const lscpu: Applet = async (io) => {
  const info = read(io, '/proc/cpuinfo') ?? '';
  const get = (name: string) => new RegExp(`^${name}\\s*: (.*)$`, 'm').exec(info)?.[1] ?? '';
  const cpus = cpuCount(io.sys);
  const rows = [['Architecture:', io.sys.uname().machine], ['  CPU op-mode(s):', '32-bit, 64-bit'], ['  Byte Order:', 'Little Endian'], ['CPU(s):', String(cpus)], ['  On-line CPU(s) list:', cpus > 1 ? `0-${cpus - 1}` : '0'], ['Vendor ID:', get('vendor_id')], ['  Model name:', get('model name')], ['    CPU family:', get('cpu family')], ['    Model:', get('model')]];
  const width = Math.max(...rows.map(([name]) => name!.length)) + 2;
  for (const [name, value] of rows) await io.out(`${name!.padEnd(width)}${value}\n`);
  return 0;
};

/** lsof(8): open files of processes; -i, -i :PORT, -p. */
export const lsof: Applet = async (io) => {
  const pids = io.args.includes('-p') ? (io.args[io.args.indexOf('-p') + 1] ?? '').split(',').map(Number) : undefined;
  const network = io.args.some((arg) => arg.startsWith('-i'));
  if (network) {
    await io.err('dockyard: lsof -i is not simulated; ss -tulpn tells of sockets');
    return 1;
  }
  const { idNames } = await io.sys.external(import('../coreutils/ls'));
  const user = idNames(io, '/etc/passwd');
  await io.out('COMMAND    PID     USER   FD      TYPE DEVICE SIZE/OFF   NODE NAME\n');
  for (const info of io.sys.processes()) {
    if (pids && !pids.includes(info.pid)) continue;
    const row = (fd: string, type: string, size: string, node: string, name: string) => io.out(`${info.comm.slice(0, 9).padEnd(9)} ${String(info.pid).padStart(4)} ${user(info.uid).slice(0, 8).padStart(8)} ${fd.padStart(4)}${type.padStart(10)}    0,0 ${size.padStart(8)} ${node.padStart(6)} ${name}\n`);
    await row('cwd', 'DIR', '4096', '2', info.cwd);
    await row('txt', 'REG', '0', '0', info.exePath);
    try {
      for (const entry of io.sys.readdir(`/proc/${info.pid}/fd`)) {
        const target = io.sys.readlink(`/proc/${info.pid}/fd/${entry.name}`);
        await row(`${entry.name}u`, target.startsWith('socket') ? 'sock' : target.startsWith('pipe') ? 'FIFO' : target.startsWith('/dev/') ? 'CHR' : 'REG', '0t0', /\[(\d+)\]/.exec(target)?.[1] ?? '0', target);
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
      await row('NOFD', '', '', '', `/proc/${info.pid}/fd (opendir: ${error.message})`);
    }
  }
  return 0;
};

/** ldconfig(8), update-ca-certificates(8) and dpkg-reconfigure(8): nothing is cached or certified here. */
export const quiet: Applet = async (io) => {
  if (io.name === 'update-ca-certificates') await io.out('Updating certificates in /etc/ssl/certs...\n0 added, 0 removed; done.\nRunning hooks in /etc/ca-certificates/update.d...\ndone.\n');
  return 0;
};

/** logger(1): to standard error with -s; there is no syslog to keep it. */
export const logger: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'st:p:i', long: { stderr: 's', tag: 't', priority: 'p' } });
  if (options.has('s')) await io.err(`${options.get('t') ?? 'root'}: ${options.rest.join(' ')}`);
  return 0;
};

/** locale(1). */
export const locale: Applet = async (io) => {
  const { LANG = '', LC_ALL = '' } = io.sys.env;
  if (io.args[0] === '-a') {
    await io.out('C\nC.utf8\nPOSIX\n');
    return 0;
  }
  const names = ['CTYPE', 'NUMERIC', 'TIME', 'COLLATE', 'MONETARY', 'MESSAGES', 'PAPER', 'NAME', 'ADDRESS', 'TELEPHONE', 'MEASUREMENT', 'IDENTIFICATION'];
  await io.out(`LANG=${LANG}\nLANGUAGE=${io.sys.env['LANGUAGE'] ?? ''}\n${names.map((name) => `LC_${name}=${io.sys.env[`LC_${name}`] ?? `"${LC_ALL || LANG || 'POSIX'}"`}\n`).join('')}LC_ALL=${LC_ALL}\n`);
  return 0;
};
