import { describe, expect, it } from 'vitest';
import { text, utf8 } from '../../../lib/bytes';
import { Random } from '../../../lib/random';
import { SysError } from '../../errno';
import type { ProcessInfo } from '../../kernel-types';
import type { NetNamespace } from '../../net/types';
import type { Credentials } from '../../sys';
import { CgroupFs, type CgroupNode } from '../cgroup-fs';
import { makeDevTmpfs } from '../dev-tmpfs';
import { DevPts } from '../dev-pts';
import { MemoryFs } from '../memory-fs';
import { MountNamespaceImpl } from '../mount-namespace';
import * as paths from '../path-ops';
import { SysFs } from '../sys-fs';
import { ProcFs } from './proc-fs';
import type { ProcDetail, ProcFd, ProcSource } from './proc-source';

const now = () => 1_700_000_100_000;
const bootMs = 1_700_000_000_000;

const net: NetNamespace = {
  id: 1,
  setSysctl: () => undefined,
  interfaces: () => [
    { index: 1, name: 'lo', kind: 'loopback', mac: '', mtu: 65536, up: true, addresses: [{ ip: '127.0.0.1', prefix: 8, scope: 'host' }, { ip: '::1', prefix: 128, scope: 'host' }], master: undefined, peerIndex: undefined, rxBytes: 3193, txBytes: 3193, rxPackets: 29, txPackets: 29 },
    { index: 2, name: 'eth0', kind: 'veth', mac: '02:42:ac:11:00:02', mtu: 1500, up: true, addresses: [], master: undefined, peerIndex: 7, rxBytes: 0, txBytes: 0, rxPackets: 0, txPackets: 0 },
  ],
  routes: () => [
    { destination: 'default', gateway: '192.0.2.1', device: 'eth0', source: undefined, metric: undefined },
    { destination: '192.0.2.0/24', gateway: undefined, device: 'eth0', source: undefined, metric: undefined },
  ],
  sockets: () => [
    { protocol: 'tcp', state: 'LISTEN', local: { family: 'inet', host: '0.0.0.0', port: 2024 }, peer: undefined, pid: 1, inode: 1165, uid: 0 },
    { protocol: 'tcp6', state: 'LISTEN', local: { family: 'inet', host: '::', port: 80 }, peer: undefined, pid: 1, inode: 9, uid: 0 },
  ],
};

function machine() {
  let mountId = 20;
  const root = new MemoryFs({ dev: 2049, now });
  const ns = new MountNamespaceImpl(1, () => mountId++, { fs: root, source: '/dev/sda1' });
  const at = paths.rootContext(ns, now);
  for (const dir of ['/proc', '/dev', '/sys', '/tmp']) paths.mkdir(at, dir);
  paths.open(at, '/tmp/open', 'w');
  const sysctls = new Map<string, string>();
  const written: string[] = [];
  const user: Credentials = { uid: 1000, gid: 1000, euid: 1000, egid: 1000, groups: [1000], caps: new Set() };
  let caller = 1;
  const info = (pid: number): ProcessInfo => ({
    pid, ppid: 0, pgid: pid, sid: pid, tpgid: pid, uid: 0, gid: 0, state: 'S', comm: 'sh', argv: ['sh', '-c', 'x'], exePath: '/bin/sh', cwd: '/tmp',
    tty: 'pts/0', startMs: bootMs + 5000, cpuUs: 120_000, rssBytes: 1_048_576, nice: 0, threads: 1, cgroup: '/', nsPids: [pid], env: { A: '1', B: '2' },
  });
  const detail = (pid: number): ProcDetail => ({
    credentials: pid === 1 ? at.credentials : user, umask: 0o22, root: at.root, cwd: paths.walk(at, '/tmp'), cwdPath: '/tmp', rootPath: '/', exe: undefined,
    namespaces: { cgroup: 1, ipc: 2, mnt: 3, net: 4, pid: 5, time: 6, user: 7, uts: 8 }, net, uts: { hostname: 'box', domainname: '' }, mounts: ns.mounts(),
    fds: [0, 3], limits: [{ name: 'nofile', soft: 1024, hard: 4096 }], oomScoreAdj: 0, noNewPrivileges: false, ignoredSignals: 0n, caughtSignals: 2n,
    boundingCaps: new Set(['CHOWN', 'KILL']), seccomp: true, cpusAllowed: '0-3', cgroupPath: '/',
  });
  const pipe = { handle: 'the pipe', stat: () => ({ ...root.getattr(root.root), type: 'fifo' as const, mode: 0o600 }), setattr: () => void written.push('chmod') };
  const fd = (_pid: number, number: number): ProcFd | undefined => {
    const common = { readable: true, writable: false, append: false, closeOnExec: false, offset: 0, mountId: 20, ino: 5 };
    if (number === 0) return { ...common, text: 'pipe:[5]', target: { kind: 'handle', open: pipe } };
    return number === 3 ? { ...common, text: '/tmp/open', target: { kind: 'location', location: paths.walk(at, '/tmp/open') } } : undefined;
  };
  const source: ProcSource = {
    callingPid: () => caller, pids: () => [1, 7], info: (pid) => ([1, 7].includes(pid) ? info(pid) : undefined), detail: (pid) => ([1, 7].includes(pid) ? detail(pid) : undefined), fd,
    setOomScoreAdj: (pid, value) => void written.push(`oom ${pid} ${value}`), setComm: () => {}, setHostname: (_pid, name) => void written.push(name),
    formats: () => ({ kind: 'dir', names: () => [], child: () => undefined }),
    sysctl: (name) => sysctls.get(name), setSysctl: (name, value) => void sysctls.set(name, value),
    memory: () => ({ totalBytes: 8 * 1024 ** 3, freeBytes: 6 * 1024 ** 3, availableBytes: 7 * 1024 ** 3 }), cpus: 2, now, bootMs, cpuUs: () => 4_000_000,
    loadAverage: () => [0.5, 0.25, 0.1], lastPid: () => 7, random: new Random(1), uname: () => ({ sysname: 'Linux', release: '6.8.0', version: '#1 SMP', machine: 'x86_64' }),
  };
  ns.attach(paths.walk(at, '/proc'), { fs: new ProcFs(source, { dev: 21 }), source: 'proc', options: 'nosuid,nodev,noexec,relatime' });
  const read = (path: string): string => {
    const { fs, ino } = paths.open(at, path, 'r');
    return text(fs.read(ino, 0, 1e6));
  };
  const write = (path: string, value: string): void => {
    const { fs, ino } = paths.open(at, path, 'w');
    fs.write(ino, 0, utf8(value));
  };
  return { at, ns, read, write, written, root, as: (pid: number) => (caller = pid), source };
}

describe('/proc', () => {
  it('shows processes', () => {
    const { at, read, as } = machine();
    expect(paths.readdir(at, '/proc').slice(0, 4).map((entry) => [entry.name, entry.type])).toEqual([['1', 'dir'], ['7', 'dir'], ['cmdline', 'file'], ['cpuinfo', 'file']]);
    expect(paths.readlink(at, '/proc/self')).toBe('1');
    expect(read('/proc/self/cmdline')).toBe('sh\0-c\0x\0');
    expect(read('/proc/1/stat')).toMatch(/^1 \(sh\) S 0 1 1 34816 1 4194304 102 0 0 0 12 0 0 0 20 0 1 0 500 3145728 256 /);
    expect(read('/proc/1/stat').trim().split(' ')).toHaveLength(52);
    const status = read('/proc/7/status');
    expect(status).toContain('Name:\tsh\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t7\n');
    expect(status).toContain('Uid:\t1000\t1000\t1000\t1000\n');
    expect(status).toContain('CapEff:\t0000000000000000\nCapBnd:\t0000000000000021\n');
    expect(read('/proc/1/limits')).toContain('Max open files            1024                 4096                 files     \n');
    expect(read('/proc/mounts')).toBe('/dev/sda1 / ext4 rw,relatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n');
    expect(read('/proc/self/mountinfo')).toBe('20 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n21 20 0:21 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw\n');
    expect(paths.realpath(at, '/proc/self/cwd')).toBe('/tmp');
    expect(() => paths.stat(at, '/proc/99')).toThrow('No such file or directory');
    as(7);
    expect(() => paths.readlink(at, '/proc/1/cwd')).toThrow('Permission denied');
    expect(() => paths.open({ ...at, credentials: { ...at.credentials, euid: 1000, caps: new Set() } }, '/proc/1/environ', 'r')).toThrow(SysError);
  });

  it('opens what descriptors lead to', () => {
    const { at, written } = machine();
    expect(paths.open(at, '/proc/self/fd/3', 'r').path).toBe('/tmp/open');
    expect(paths.open(at, '/proc/self/fd/0', 'r').handle?.handle).toBe('the pipe');
    expect(paths.stat(at, '/proc/self/fd/0').type).toBe('fifo');
    paths.symlink(at, '/proc/self/fd/0', '/tmp/log');
    expect(paths.open(at, '/tmp/log', { write: true, create: true }).handle?.handle).toBe('the pipe');
    paths.chmod(at, '/tmp/log', 0o600);
    expect(written).toEqual(['chmod']);
    expect(paths.lstat(at, '/proc/1/fd/3').mode).toBe(0o500);
  });

  it('takes sysctls and refuses nonsense', () => {
    const { read, write, written } = machine();
    expect(read('/proc/sys/net/ipv4/ip_forward')).toBe('1\n');
    write('/proc/sys/net/ipv4/ip_forward', '0\n');
    write('/proc/sys/kernel/hostname', 'other\n');
    expect([read('/proc/sys/net/ipv4/ip_forward'), written, read('/proc/sys/kernel/hostname')]).toEqual(['0\n', ['other'], 'box\n']);
    expect(() => write('/proc/sys/vm/swappiness', 'much')).toThrow('Invalid argument');
    expect(() => write('/proc/sys/vm/nothing', '1')).toThrow('No such file or directory');
    expect(read('/proc/sys/kernel/random/uuid')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n$/);
    write('/proc/self/oom_score_adj', '500');
    expect(written).toContain('oom 1 500');
  });

  it('shows the network as the kernel prints it', () => {
    const { read } = machine();
    expect(read('/proc/net/dev').split('\n')[2]).toBe('    lo:    3193      29    0    0    0     0          0         0     3193      29    0    0    0     0       0          0');
    expect(read('/proc/net/route').split('\n').slice(1, 3).map((line) => line.trimEnd())).toEqual(['eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0', 'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0']);
    expect(read('/proc/net/tcp').split('\n').map((line) => line.trimEnd())).toEqual([
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 00000000:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1165 1 0000000000000000 100 0 0 10 0',
      '',
    ]);
    expect(read('/proc/net/if_inet6')).toBe('00000000000000000000000000000001 01 80 10 80       lo\n');
    expect(read('/proc/uptime')).toBe('100.00 196.00\n');
    expect(read('/proc/loadavg')).toBe('0.50 0.25 0.10 1/2 7\n');
    expect(read('/proc/meminfo')).toMatch(/^MemTotal: {8}8388608 kB\nMemFree: {9}6291456 kB\nMemAvailable: {4}7340032 kB\n/);
  });
});

describe('/dev, /sys and cgroup2', () => {
  it('has devices and terminals', () => {
    const { at, ns } = machine();
    ns.attach(paths.walk(at, '/dev'), { fs: makeDevTmpfs({ dev: 6, now }), source: 'udev' });
    const pts = new DevPts({ dev: 24, now });
    ns.attach(paths.walk(at, '/dev/pts'), { fs: pts, source: 'devpts' });
    const owner = { uid: 1000, gid: 5, mode: 0o620 };
    pts.addPty(0, owner);
    paths.chmod(at, '/dev/pts/0', 0o600);
    expect([paths.stat(at, '/dev/null').rdev, paths.stat(at, '/dev/pts/0').rdev, owner.mode]).toEqual([259, 34816, 0o600]);
    expect(paths.readdir(at, '/dev/pts').map((entry) => entry.name)).toEqual(['0', 'ptmx']);
    expect(paths.open(at, '/dev/stdin', 'r').handle?.handle).toBe('the pipe');
    pts.removePty(0);
    expect(paths.access(at, '/dev/pts/0', '')).toBe(false);
  });

  it('shows interfaces and limits', () => {
    const { at, ns, source, read, write } = machine();
    ns.attach(paths.walk(at, '/sys'), { fs: new SysFs({ net, cpus: 2, now }, { dev: 22 }), source: 'sysfs' });
    expect(paths.realpath(at, '/sys/class/net/eth0/address')).toBe('/sys/devices/virtual/net/eth0/address');
    expect([read('/sys/class/net/eth0/address'), read('/sys/devices/system/cpu/online')]).toEqual(['02:42:ac:11:00:02\n', '0-1\n']);
    const usage = { memoryBytes: 5, memoryPeakBytes: 6, pids: 1, cpuUs: 1000, oomKills: 0 };
    const group: CgroupNode = { path: '/docker/x', children: new Map(), limits: { cpus: 1.5 }, usage: () => usage, freeze() {}, thaw() {}, frozen: false, pids: () => [1], kill() {}, remove() {} };
    const cgroups = new CgroupFs({ root: group, pids: () => [1], attach() {}, create() {}, cpus: source.cpus, now }, { dev: 30 });
    ns.attach(paths.walk(at, '/sys/fs/cgroup'), { fs: cgroups, source: 'cgroup' });
    write('/sys/fs/cgroup/memory.max', '64M');
    expect(['cpu.max', 'memory.max', 'memory.current', 'pids.max', 'cgroup.procs'].map((name) => read(`/sys/fs/cgroup/${name}`))).toEqual(['150000 100000\n', '67108864\n', '5\n', 'max\n', '1\n']);
    expect(() => write('/sys/fs/cgroup/new', 'x')).toThrow('Permission denied');
  });
});
