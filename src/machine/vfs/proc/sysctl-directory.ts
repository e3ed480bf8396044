import { SysError } from '../../errno';
import { directory, file, type VirtualDirectory, type VirtualNode } from '../virtual-fs';
import type { ProcSource } from './proc-source';

/** Values of a freshly started machine; those in WRITABLE take others. */
const DEFAULTS: Record<string, string> = {
  'fs.file-max': '9223372036854775807', 'fs.nr_open': '1048576', 'fs.pipe-max-size': '1048576',
  'fs.inotify.max_user_instances': '128', 'fs.inotify.max_user_watches': '65536', 'fs.inotify.max_queued_events': '16384',
  'fs.protected_hardlinks': '1', 'fs.protected_symlinks': '1',
  'kernel.cap_last_cap': '40', 'kernel.core_pattern': 'core', 'kernel.msgmax': '8192', 'kernel.msgmnb': '16384', 'kernel.msgmni': '32000',
  'kernel.ngroups_max': '65536', 'kernel.overflowgid': '65534', 'kernel.overflowuid': '65534', 'kernel.panic': '0', 'kernel.pid_max': '4194304',
  'kernel.printk': '4\t4\t1\t7', 'kernel.randomize_va_space': '2', 'kernel.sem': '32000\t1024000000\t500\t32000',
  'kernel.shmall': '18446744073692774399', 'kernel.shmmax': '18446744073692774399', 'kernel.shmmni': '4096', 'kernel.threads-max': '62780',
  'kernel.yama.ptrace_scope': '1', 'kernel.unprivileged_userns_clone': '1', 'kernel.random.entropy_avail': '256', 'kernel.random.poolsize': '256',
  'net.core.rmem_default': '212992', 'net.core.rmem_max': '212992', 'net.core.somaxconn': '4096', 'net.core.wmem_default': '212992', 'net.core.wmem_max': '212992',
  'net.ipv4.conf.all.forwarding': '1', 'net.ipv4.conf.all.rp_filter': '2', 'net.ipv4.conf.all.route_localnet': '0', 'net.ipv4.conf.default.forwarding': '1', 'net.ipv4.conf.default.rp_filter': '2',
  'net.ipv4.icmp_echo_ignore_all': '0', 'net.ipv4.ip_forward': '1', 'net.ipv4.ip_local_port_range': '32768\t60999', 'net.ipv4.ip_nonlocal_bind': '0',
  'net.ipv4.ip_unprivileged_port_start': '1024', 'net.ipv4.ping_group_range': '0\t2147483647', 'net.ipv4.tcp_fin_timeout': '60',
  'net.ipv4.tcp_keepalive_time': '7200', 'net.ipv4.tcp_keepalive_intvl': '75', 'net.ipv4.tcp_keepalive_probes': '9', 'net.ipv4.tcp_max_syn_backlog': '4096', 'net.ipv4.tcp_syncookies': '1', 'net.ipv4.tcp_tw_reuse': '2',
  'net.ipv6.conf.all.disable_ipv6': '0', 'net.ipv6.conf.all.forwarding': '0', 'net.ipv6.conf.default.disable_ipv6': '0', 'net.ipv6.conf.lo.disable_ipv6': '0',
  'vm.dirty_background_ratio': '10', 'vm.dirty_ratio': '20', 'vm.drop_caches': '0', 'vm.max_map_count': '1048576', 'vm.min_free_kbytes': '67584',
  'vm.overcommit_memory': '0', 'vm.overcommit_ratio': '50', 'vm.swappiness': '60',
};

const READ_ONLY = new Set(['kernel.cap_last_cap', 'kernel.ngroups_max', 'kernel.random.entropy_avail', 'kernel.random.poolsize']);

/** /proc/sys (proc_sys(5)); names with dots are sysctl(8)'s. */
export function sysctlDirectory(source: ProcSource): VirtualDirectory {
  const tree: Tree = new Map();
  for (const [name, value] of Object.entries(DEFAULTS)) {
    const read = (): string => `${source.sysctl(name) ?? value}\n`;
    const write = READ_ONLY.has(name) ? undefined : (text: string): void => source.setSysctl(name, checked(value, text));
    place(tree, name.split('.'), file(read, { write }));
  }
  const uts = (): { hostname: string; domainname: string } | undefined => {
    const pid = source.callingPid();
    return pid === undefined ? undefined : source.detail(pid)?.uts;
  };
  const setHostname = (text: string): void => source.setHostname(source.callingPid() ?? 1, text.trim());
  place(tree, ['kernel', 'hostname'], file(() => `${uts()?.hostname ?? '(none)'}\n`, { write: setHostname }));
  place(tree, ['kernel', 'domainname'], file(() => `${uts()?.domainname || '(none)'}\n`));
  place(tree, ['kernel', 'ostype'], file(() => `${source.uname().sysname}\n`));
  place(tree, ['kernel', 'osrelease'], file(() => `${source.uname().release}\n`));
  place(tree, ['kernel', 'version'], file(() => `${source.uname().version}\n`));
  place(tree, ['kernel', 'ns_last_pid'], file(() => `${source.lastPid()}\n`));
  place(tree, ['kernel', 'random', 'boot_id'], file(() => `${bootId(source)}\n`));
  place(tree, ['kernel', 'random', 'uuid'], file(() => `${uuid(source)}\n`));
  place(tree, ['fs', 'binfmt_misc'], source.formats());
  return built(tree);
}

type Tree = Map<string, Tree | VirtualNode>;

function place(tree: Tree, names: string[], node: VirtualNode): void {
  const [first = '', ...rest] = names;
  if (rest.length === 0) {
    tree.set(first, node);
    return;
  }
  if (!tree.has(first)) tree.set(first, new Map() as Tree);
  place(tree.get(first) as Tree, rest, node);
}

function built(tree: Tree): VirtualDirectory {
  return directory(Object.fromEntries([...tree].map(([name, node]): [string, VirtualNode] => [name, node instanceof Map ? built(node) : node])));
}

/** Numbers stay numbers (EINVAL); lists are separated by tabs. */
function checked(before: string, text: string): string {
  const value = text.trim().split(/\s+/).join('\t');
  if (/^[-\d\t]+$/.test(before) && !/^-?\d+(\t-?\d+)*$/.test(value)) throw new SysError('EINVAL');
  return value;
}

/** One for the machine, wherever its proc is mounted, as long as it is up: made when first asked for. */
function bootId(source: ProcSource): string {
  const name = 'kernel.random.boot_id';
  if (source.sysctl(name) === undefined) source.setSysctl(name, uuid(source));
  return source.sysctl(name)!;
}

/** A random UUID (RFC 9562, version 4). */
function uuid(source: ProcSource): string {
  const digits = source.random.hex(16);
  const variant = '89ab'[parseInt(digits[16]!, 16) & 3];
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}
