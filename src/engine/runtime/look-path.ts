import { EngineError } from '../../api/errors';
import type { Credentials } from '../../machine/sys';
import type { Kernel, MountNamespace } from '../../machine/kernel-types';
import { quote } from '../../lib/govalue/quote';
import { locate, type Located } from './container-files';

/** Why runc could not start a process; `exitCode` is what the container or exec then shows. */
export class OciError extends EngineError {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(exitCode === 128 ? 'system' : 'invalid', message);
  }
}

function mayExecute(found: Located, who: Pick<Credentials, 'uid' | 'gid' | 'groups'>): boolean {
  const { mode, uid, gid } = found.stat;
  if (who.uid === 0) return (mode & 0o111) !== 0;
  if (who.uid === uid) return (mode & 0o100) !== 0;
  if (who.gid === gid || who.groups.includes(gid)) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

/**
 * Finds what a container's command names: in PATH, or by its path, with the words of Go's exec.LookPath as runc
 * passes them on.
 */
export function lookPath(kernel: Kernel, ns: MountNamespace, name: string, path: string | undefined, cwd: string, who: Pick<Credentials, 'uid' | 'gid' | 'groups'>): string {
  const fail = (reason: string, exitCode: number): OciError => new OciError(`exec: ${quote(name)}: ${reason}`, exitCode);
  const absolute = (part: string): string => (part.startsWith('/') ? part : `${cwd === '/' ? '' : cwd}/${part}`);
  if (name.includes('/')) {
    const found = locate(kernel, ns, absolute(name));
    if (!found) throw fail(`stat ${name}: no such file or directory`, 127);
    if (found.stat.type === 'dir') throw fail('is a directory: permission denied', 126);
    if (!mayExecute(found, who)) throw fail('permission denied', 126);
    return absolute(name);
  }
  for (const directory of name === '' ? [] : (path ?? '').split(':')) {
    const candidate = absolute(`${directory || '.'}/${name}`);
    const found = locate(kernel, ns, candidate);
    if (found && found.stat.type !== 'dir' && mayExecute(found, who)) return candidate;
  }
  throw fail('executable file not found in $PATH', 127);
}
