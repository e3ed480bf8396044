import type { Credentials } from '../sys';

/** capabilities(7), in the order of their numbers. */
export const ALL_CAPABILITIES: readonly string[] = [
  'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'LINUX_IMMUTABLE',
  'NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_ADMIN', 'NET_RAW', 'IPC_LOCK', 'IPC_OWNER', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_CHROOT',
  'SYS_PTRACE', 'SYS_PACCT', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_NICE', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG', 'MKNOD', 'LEASE',
  'AUDIT_WRITE', 'AUDIT_CONTROL', 'SETFCAP', 'MAC_OVERRIDE', 'MAC_ADMIN', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND', 'AUDIT_READ',
  'PERFMON', 'BPF', 'CHECKPOINT_RESTORE',
];

/** Root of the host. */
export const ROOT: Credentials = { uid: 0, gid: 0, euid: 0, egid: 0, groups: [0], caps: new Set(ALL_CAPABILITIES) };

/** A user of the host, without capabilities. */
export function userCredentials(uid: number, gid: number, groups: readonly number[] = [gid]): Credentials {
  return { uid, gid, euid: uid, egid: gid, groups, caps: new Set() };
}

/**
 * What setresuid(2) and friends give: capabilities go when the last zero among the user ids goes, and come back
 * (from the bounding set) with an effective uid of zero.
 */
export function changeCredentials(old: Credentials, change: Partial<Credentials>, bounding: ReadonlySet<string>): Credentials {
  const next: Credentials = { ...old, ...change };
  if (change.uid !== undefined && change.euid === undefined) next.euid = change.uid;
  if (change.gid !== undefined && change.egid === undefined) next.egid = change.gid;
  if (change.caps === undefined) {
    if (next.euid !== 0 && next.uid !== 0) next.caps = new Set();
    else if (next.euid === 0 && old.euid !== 0) next.caps = new Set(bounding);
    else if (next.euid !== 0 && old.euid === 0) next.caps = new Set();
  }
  return next;
}
