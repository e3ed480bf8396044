import { invalid } from '../../api/errors';
import { quote } from '../../lib/govalue/quote';

/** capabilities(7), in the kernel's order. */
export const ALL_CAPABILITIES = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST ' +
  'NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE ' +
  'SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM ' +
  'BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
).split(' ');

/** What a container has unless told otherwise (moby daemon/pkg/oci/caps/defaults.go). */
export const DEFAULT_CAPABILITIES = (
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'
).split(' ');

/** `net_admin` → `CAP_NET_ADMIN`, sorted and once each; refuses what the kernel doesn't know (caps.NormalizeLegacyCapabilities). */
export function normalizeCapabilities(given: readonly string[] | null | undefined, field: 'CapAdd' | 'CapDrop'): string[] | null {
  if (!given || given.length === 0) return null;
  const names = new Set<string>();
  for (const one of given) {
    const upper = one.toUpperCase();
    if (upper === 'ALL') {
      names.add('ALL');
      continue;
    }
    const full = upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
    if (!ALL_CAPABILITIES.includes(full.slice(4))) throw invalid(`invalid ${field}: unknown capability: ${quote(full)}`);
    names.add(full);
  }
  return [...names].sort();
}

/** The capabilities of a container's root (caps.TweakCapabilities). */
export function effectiveCapabilities(add: readonly string[] | null, drop: readonly string[] | null, privileged: boolean): Set<string> {
  if (privileged) return new Set(ALL_CAPABILITIES);
  const strip = (list: readonly string[] | null): string[] => (list ?? []).map((name) => name.replace(/^CAP_/, ''));
  const added = strip(add);
  const dropped = strip(drop);
  const caps = new Set(added.includes('ALL') ? ALL_CAPABILITIES : dropped.includes('ALL') ? [] : DEFAULT_CAPABILITIES);
  for (const name of dropped) caps.delete(name);
  for (const name of added) if (name !== 'ALL') caps.add(name);
  return caps;
}
