import { SysError } from '../errno';
import type { Stat } from '../file-system';
import { ROOT } from '../process/capabilities';
import type { Credentials } from '../sys';

export const READ = 4;
export const WRITE = 2;
export const EXECUTE = 1;

/** Superuser with every capability. */
export const ROOT_CREDENTIALS: Credentials = ROOT;

export function inGroup(who: Credentials, gid: number): boolean {
  return who.egid === gid || who.groups.includes(gid);
}

/** Linux generic_permission: the owner's, the group's or the others' bits, and the capabilities that override them. */
export function isAllowed(stat: Stat, who: Credentials, want: number): boolean {
  const shift = stat.uid === who.euid ? 6 : inGroup(who, stat.gid) ? 3 : 0;
  if (((stat.mode >> shift) & want) === want) return true;
  const isDirectory = stat.type === 'dir';
  if (who.caps.has('DAC_OVERRIDE') && (isDirectory || !(want & EXECUTE) || (stat.mode & 0o111) !== 0)) return true;
  return who.caps.has('DAC_READ_SEARCH') && (want === READ || (isDirectory && !(want & WRITE)));
}

export function demand(stat: Stat, who: Credentials, want: number): void {
  if (!isAllowed(stat, who, want)) throw new SysError('EACCES');
}

export function isOwner(stat: Stat, who: Credentials): boolean {
  return stat.uid === who.euid || who.caps.has('FOWNER');
}

/** The sticky bit: only the owner of the file or of the directory may take the name away (EPERM). */
export function demandRemovable(directory: Stat, victim: Stat, who: Credentials): void {
  demand(directory, who, WRITE | EXECUTE);
  if ((directory.mode & 0o1000) === 0) return;
  if (victim.uid !== who.euid && directory.uid !== who.euid && !who.caps.has('FOWNER')) throw new SysError('EPERM');
}
