import type { Applet, Io } from '../applet';
import { parseOptions } from '../options';
import { exists } from './exists';

function nameOf(io: Io, file: '/etc/passwd' | '/etc/group', id: number): string | undefined {
  if (!exists(io, file)) return undefined;
  return io.sys.readText(file).split('\n').find((line) => Number(line.split(':')[2] || NaN) === id)?.split(':')[0];
}

/** id(1): -u -g -G -n -r, of oneself or of a named user. */
export const id: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'ugGnrz', long: { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r' } });
  const { credentials } = io.sys;
  let uid = credentials.euid;
  let gid = credentials.egid;
  let groups = [...new Set([gid, ...credentials.groups])];
  const who = options.rest[0];
  if (who !== undefined) {
    const line = exists(io, '/etc/passwd') ? io.sys.readText('/etc/passwd').split('\n').find((entry) => entry.startsWith(`${who}:`) || (/^\d+$/.test(who) && entry.split(':')[2] === who)) : undefined;
    if (!line) {
      await io.complain(io.flavour === 'gnu' ? `‘${who}’: no such user` : `unknown user ${who}`);
      return 1;
    }
    const fields = line.split(':');
    uid = Number(fields[2]);
    gid = Number(fields[3]);
    const more = io.sys.readText('/etc/group').split('\n').filter((entry) => entry.split(':')[3]?.split(',').includes(fields[0]!));
    groups = [...new Set([gid, ...more.map((entry) => Number(entry.split(':')[2]))])];
  }
  const named = options.has('n');
  const show = (file: '/etc/passwd' | '/etc/group', number: number) => (named ? (nameOf(io, file, number) ?? String(number)) : String(number));
  if (options.has('u')) await io.out(`${show('/etc/passwd', uid)}\n`);
  else if (options.has('g')) await io.out(`${show('/etc/group', gid)}\n`);
  else if (options.has('G')) await io.out(`${groups.map((group) => show('/etc/group', group)).join(' ')}\n`);
  else {
    const pair = (file: '/etc/passwd' | '/etc/group', number: number) => {
      const name = nameOf(io, file, number);
      return name === undefined ? String(number) : `${number}(${name})`;
    };
    await io.out(`uid=${pair('/etc/passwd', uid)} gid=${pair('/etc/group', gid)} groups=${groups.map((group) => pair('/etc/group', group)).join(',')}\n`);
  }
  return 0;
};

/** whoami(1). */
export const whoami: Applet = async (io) => {
  const { euid } = io.sys.credentials;
  const name = nameOf(io, '/etc/passwd', euid);
  if (name === undefined) {
    await io.complain(io.flavour === 'gnu' ? `cannot find name for user ID ${euid}` : `unknown uid ${euid}`);
    return 1;
  }
  await io.out(`${name}\n`);
  return 0;
};

/** groups(1). */
export const groups: Applet = async (io) => {
  const own = [...new Set([io.sys.credentials.egid, ...io.sys.credentials.groups])];
  await io.out(`${own.map((gid) => nameOf(io, '/etc/group', gid) ?? String(gid)).join(' ')}\n`);
  return 0;
};
