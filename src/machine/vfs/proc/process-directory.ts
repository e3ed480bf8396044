import { SysError } from '../../errno';
import type { ProcessInfo } from '../../kernel-types';
import { pathOf } from '../location';
import { directory, file, symlinkTo, type VirtualDirectory, type VirtualNode } from '../virtual-fs';
import { mountinfoText, mountsText } from './mount-tables';
import { netDirectory } from './net-tables';
import type { ProcDetail, ProcSource } from './proc-source';
import { limitsText, statText, statmText, statusText } from './process-status';

const NAMESPACES = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'] as const;

/** /proc/PID (proc_pid(5)), or a thread's directory, which has no `task`. */
export function processDirectory(source: ProcSource, pid: number, isTask = false): VirtualDirectory | undefined {
  if (!source.info(pid)) return undefined;
  const owner = source.detail(pid)?.credentials;
  const own = { uid: owner?.euid ?? 0, gid: owner?.egid ?? 0 };
  const info = (): ProcessInfo => source.info(pid) ?? gone();
  const detail = (): ProcDetail => source.detail(pid) ?? gone();
  const argv = (): string => info().argv.map((word) => `${word}\0`).join('');
  const environment = (): string => Object.entries(info().env).map(([name, value]) => `${name}=${value}\0`).join('');
  const traced = <T>(read: () => T) => (): T => {
    demandTrace(source, pid);
    return read();
  };
  const nodes: Record<string, () => VirtualNode> = {
    attr: () => directory({ current: file(() => 'unconfined\n') }),
    cgroup: () => file(() => `0::${detail().cgroupPath}\n`, own),
    cmdline: () => file(argv, own),
    comm: () => file(() => `${info().comm.slice(0, 15)}\n`, { ...own, write: (text) => source.setComm(pid, text.trim().slice(0, 15)) }),
    cwd: () => symlinkTo(traced(() => detail().cwdPath), traced(() => ({ kind: 'location' as const, location: detail().cwd })), own),
    environ: () => file(traced(environment), { ...own, mode: 0o400 }),
    exe: () => exeLink(source, pid, detail, info, own),
    fd: () => fdDirectory(source, pid, detail, own),
    fdinfo: () => fdinfoDirectory(source, pid, detail, own),
    gid_map: () => file(() => '         0          0 4294967295\n', own),
    io: () => file(() => 'rchar: 0\nwchar: 0\nsyscr: 0\nsyscw: 0\nread_bytes: 0\nwrite_bytes: 0\ncancelled_write_bytes: 0\n', { ...own, mode: 0o400 }),
    limits: () => file(() => limitsText(detail()), own),
    loginuid: () => file(() => '4294967295', own),
    maps: () => file(traced(() => mapsText(info())), own),
    mountinfo: () => file(() => mountinfoText(detail().mounts), own),
    mounts: () => file(() => mountsText(detail().mounts), own),
    net: () => netDirectory(() => detail().net),
    ns: () => namespaceDirectory(detail, own),
    oom_score: () => file(() => `${oomScore(source, info(), detail())}\n`, own),
    oom_score_adj: () => file(() => `${detail().oomScoreAdj}\n`, { ...own, write: (text) => setOomScoreAdj(source, pid, text) }),
    root: () => symlinkTo(traced(() => detail().rootPath), traced(() => ({ kind: 'location' as const, location: detail().root })), own),
    stat: () => file(() => statText(source, info()), own),
    statm: () => file(() => statmText(info()), own),
    status: () => file(() => statusText(source, info(), detail()), own),
    uid_map: () => file(() => '         0          0 4294967295\n', own),
    wchan: () => file(() => '0', own),
  };
  if (!isTask) nodes.task = () => taskDirectory(source, pid);
  return { kind: 'dir', ...own, names: () => Object.keys(nodes), child: (name) => (Object.hasOwn(nodes, name) ? nodes[name]!() : undefined) };
}

function gone(): never {
  throw new SysError('ESRCH');
}

/** PTRACE_MODE_READ (ptrace(2)): the same user, or CAP_SYS_PTRACE. */
function demandTrace(source: ProcSource, pid: number): void {
  const caller = source.callingPid();
  if (caller === undefined || caller === pid) return;
  const who = source.detail(caller)?.credentials;
  const target = source.detail(pid)?.credentials;
  if (!who || !target || who.caps.has('SYS_PTRACE')) return;
  const isSameUser = who.euid === target.uid && who.euid === target.euid && who.egid === target.gid;
  if (!isSameUser || [...target.caps].some((cap) => !who.caps.has(cap))) throw new SysError('EACCES');
}

type Owner = { uid: number; gid: number };

function exeLink(source: ProcSource, pid: number, detail: () => ProcDetail, info: () => ProcessInfo, own: Owner): VirtualNode {
  const target = (): string => {
    demandTrace(source, pid);
    const { exe, root } = detail();
    if (!exe) throw new SysError('ENOENT');
    return info().exePath || pathOf(exe, root);
  };
  const magic = () => {
    demandTrace(source, pid);
    const { exe } = detail();
    return exe ? { kind: 'location' as const, location: exe } : undefined;
  };
  return symlinkTo(target, magic, own);
}

function fdDirectory(source: ProcSource, pid: number, detail: () => ProcDetail, own: Owner): VirtualDirectory {
  const child = (name: string): VirtualNode | undefined => {
    const found = /^\d+$/.test(name) ? source.fd(pid, Number(name)) : undefined;
    if (!found) return undefined;
    const mode = 0o100 | (found.readable ? 0o400 : 0) | (found.writable ? 0o200 : 0);
    return symlinkTo(() => found.text, () => found.target, { ...own, mode });
  };
  return { kind: 'dir', mode: 0o500, ...own, names: () => detail().fds.map(String), child };
}

function fdinfoDirectory(source: ProcSource, pid: number, detail: () => ProcDetail, own: Owner): VirtualDirectory {
  const read = (fd: number): string => {
    const found = source.fd(pid, fd) ?? gone();
    const access = found.readable && found.writable ? 2 : found.writable ? 1 : 0;
    const flags = access | (found.append ? 0o2000 : 0) | (found.closeOnExec ? 0o2000000 : 0) | 0o100000;
    return `pos:\t${found.offset}\nflags:\t0${flags.toString(8)}\nmnt_id:\t${found.mountId}\nino:\t${found.ino}\n`;
  };
  const child = (name: string): VirtualNode | undefined =>
    /^\d+$/.test(name) && source.fd(pid, Number(name)) ? file(() => read(Number(name)), { ...own, mode: 0o400 }) : undefined;
  return { kind: 'dir', ...own, names: () => detail().fds.map(String), child };
}

function namespaceDirectory(detail: () => ProcDetail, own: Owner): VirtualDirectory {
  const links = NAMESPACES.map((name): [string, VirtualNode] => [name, symlinkTo(() => `${name}:[${detail().namespaces[name]}]`, undefined, own)]);
  for (const name of ['pid', 'time'] as const) links.push([`${name}_for_children`, symlinkTo(() => `${name}:[${detail().namespaces[name]}]`, undefined, own)]);
  return directory(Object.fromEntries(links), { mode: 0o511, ...own });
}

function taskDirectory(source: ProcSource, pid: number): VirtualDirectory {
  return { kind: 'dir', names: () => [String(pid)], child: (name) => (name === String(pid) ? processDirectory(source, pid, true) : undefined) };
}

/** The badness that the OOM killer goes by: thousandths of memory, moved by the adjustment (mm/oom_kill.c). */
function oomScore(source: ProcSource, info: ProcessInfo, detail: ProcDetail): number {
  const share = (info.rssBytes / source.memory().totalBytes) * 1000;
  return Math.max(0, Math.round(((share + detail.oomScoreAdj + 1000) * 2) / 3));
}

function setOomScoreAdj(source: ProcSource, pid: number, text: string): void {
  const value = Number(text.trim());
  if (!Number.isInteger(value) || value < -1000 || value > 1000) throw new SysError('EINVAL');
  const before = source.detail(pid)?.oomScoreAdj ?? 0;
  const caller = source.callingPid();
  if (value < before && caller !== undefined && !source.detail(caller)?.credentials.caps.has('SYS_RESOURCE')) throw new SysError('EACCES');
  source.setOomScoreAdj(pid, value);
}

/** The usual segments of a program; addresses are the same for every process. */
function mapsText(info: ProcessInfo): string {
  const line = (range: string, flags: string, from: string, name: string): string => `${`${range} ${flags} ${from} 08:01 1234`.padEnd(73)}${name}\n`;
  const anonymous = (range: string, flags: string, name: string): string => `${`${range} ${flags} 00000000 00:00 0`.padEnd(73)}${name}\n`;
  return (
    line('555555554000-555555556000', 'r--p', '00000000', info.exePath) +
    line('555555556000-55555555b000', 'r-xp', '00002000', info.exePath) +
    line('55555555b000-55555555e000', 'r--p', '00007000', info.exePath) +
    anonymous('55555555f000-555555580000', 'rw-p', '[heap]') +
    anonymous('7ffff7fc1000-7ffff7fc5000', 'r--p', '[vvar]') +
    anonymous('7ffff7fc5000-7ffff7fc7000', 'r-xp', '[vdso]') +
    anonymous('7ffffffde000-7ffffffff000', 'rw-p', '[stack]')
  );
}
