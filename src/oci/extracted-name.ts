import { quote } from '../lib/govalue/quote';

/** A member that would be extracted outside the directory (moby/go-archive, breakoutError). */
export class BreakoutError extends Error {}

function local(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Where a member goes below the directory that an archive is extracted to; empty for that directory itself. Throws BreakoutError. */
export function extractedName(path: string): string {
  const name = local(path);
  if (name === undefined) throw new BreakoutError(`invalid entry name ${quote(path)}`);
  return name;
}

/** The member that a hard link names. Throws BreakoutError. */
export function extractedLinkTarget(target: string): string {
  const name = local(target);
  if (name === undefined || name === '') throw new BreakoutError(`invalid hardlink target ${quote(target)}`);
  return name;
}
