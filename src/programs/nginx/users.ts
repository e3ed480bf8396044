import type { Sys } from '../../machine/sys';

/** The ids of `user`, by name; undefined for one that isn't known. */
export function idsOf(sys: Sys, user: string): { uid: number; gid: number } | undefined {
  const line = sys.access('/etc/passwd', 'r') ? sys.readText('/etc/passwd').split('\n').find((each) => each.startsWith(`${user}:`)) : undefined;
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}
