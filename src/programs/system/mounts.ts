import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { parseOptions } from '../options';

interface Mount {
  source: string;
  target: string;
  type: string;
  options: string;
}

function mounts(io: Io): Mount[] {
  return io.sys.readText('/proc/mounts').split('\n').filter(Boolean).map((line) => {
    const [source = '', target = '', type = '', options = ''] = line.split(' ').map((word) => word.replace(/\\040/g, ' '));
    return { source, target, type, options };
  });
}

/** mount(8): the table, -t, and mounting with -t and -o, --bind. */
export const mount: Applet = async (io) => {
  const options = await parseOptions(io, { short: 't:o:avrwnlB1', long: { types: 't', options: 'o', bind: 'B', all: 'a', 'make-rshared': '1', 'make-rprivate': '1' } });
  const [source, target] = options.rest;
  if (source === undefined) {
    const wanted = options.get('t')?.split(',');
    for (const one of mounts(io)) if (!wanted || wanted.includes(one.type)) await io.out(`${one.source} on ${one.target} type ${one.type} (${one.options})\n`);
    return 0;
  }
  if (target === undefined) {
    await io.complain(io.flavour === 'busybox' ? `can't find ${source} in /etc/fstab` : `${source}: can't find in /etc/fstab.`);
    return 1;
  }
  if (io.flavour === 'gnu' && io.sys.credentials.euid !== 0) {
    await io.complain(`${target}: must be superuser to use mount.`);
    await io.err('       dmesg(1) may have more information after failed mount system call.');
    return 32;
  }
  const given = options.get('o') ?? '';
  const bind = options.has('B') || given.split(',').includes('bind');
  try {
    io.sys.mount(source, target, bind ? 'bind' : (options.get('t') ?? 'auto'), [given, options.has('r') ? 'ro' : ''].filter(Boolean).join(','));
    return 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (io.flavour === 'busybox') await io.complain(error.code === 'EPERM' ? 'permission denied (are you root?)' : `mounting ${source} on ${target} failed: ${error.message}`);
    else {
      await io.complain(error.code === 'EPERM' ? `${target}: permission denied.` : error.code === 'ENOENT' ? `${target}: mount point does not exist.` : `${target}: ${error.message.toLowerCase()}.`);
      await io.err('       dmesg(1) may have more information after failed mount system call.');
    }
    return io.flavour === 'busybox' ? 1 : 32;
  }
};

/** umount(8). */
export const umount: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'lfrnavRt:', long: { lazy: 'l', force: 'f', recursive: 'R' } });
  if (options.rest.length === 0) {
    await io.complain('bad usage');
    await io.err("Try 'umount --help' for more information.");
    return 1;
  }
  let status = 0;
  for (const target of options.rest) {
    try {
      io.sys.umount(target);
    } catch (error) {
      if (!isSysError(error)) throw error;
      status = io.flavour === 'busybox' ? 1 : 32;
      await io.complain(io.flavour === 'busybox' ? `can't unmount ${target}: ${error.message}` : error.code === 'EINVAL' ? `${target}: not mounted.` : error.code === 'EPERM' ? `${target}: must be superuser to unmount.` : error.code === 'EBUSY' ? `${target}: target is busy.` : error.code === 'ENOENT' ? `${target}: no mount point specified.` : `${target}: ${error.message}`);
    }
  }
  return status;
};

/** findmnt(8) as a list, and mountpoint(1). */
export const findmnt: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'lno:t:T:qd', long: { list: 'l', noheadings: 'n', output: 'o', types: 't', target: 'T', quiet: 'q' } });
  const wanted = options.rest[0] ?? options.get('T');
  if (io.name === 'mountpoint') {
    const is = mounts(io).some((one) => one.target === (wanted ?? '').replace(/(.)\/$/, '$1'));
    if (!options.has('q')) await io.out(`${wanted} is ${is ? '' : 'not '}a mountpoint\n`);
    return is ? 0 : io.flavour === 'busybox' ? 1 : 32;
  }
  const columns = (options.get('o') ?? 'TARGET,SOURCE,FSTYPE,OPTIONS').split(',').map((name) => name.toUpperCase());
  const value = (one: Mount, name: string) => ({ TARGET: one.target, SOURCE: one.source, FSTYPE: one.type, OPTIONS: one.options })[name] ?? '';
  const rows = mounts(io).filter((one) => (wanted === undefined || one.target === wanted || one.source === wanted) && (!options.has('t') || options.get('t')!.split(',').includes(one.type)));
  if (rows.length === 0) return 1;
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((one) => value(one, name).length)));
  const line = (cells: readonly string[]) => `${cells.map((cell, i) => (i === cells.length - 1 ? cell : cell.padEnd(widths[i]!))).join(' ')}\n`;
  if (!options.has('n')) await io.out(line(columns));
  for (const one of rows) await io.out(line(columns.map((name) => value(one, name))));
  return 0;
};
