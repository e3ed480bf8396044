import { text } from '../../lib/bytes';
import { readAll } from '../../lib/stream';
import type { Program } from '../../machine/program';
import type { Sys, WaitStatus } from '../../machine/sys';
import { unix } from '../../machine/net/types';
import { isSysError } from '../../machine/errno';
import { linesOf } from '../applet';
import { INIT_SOCKET, type InitAnswer, type InitRequest, type UnitStatus } from './protocol';
import { civilDate, timeOfDay } from './time-text';
import { fullName, readUnit, unitNames, wantsLink, type Unit } from './unit';

/** A unit in operation, as plain data so that init goes on after a restore. */
interface UnitRecord {
  name: string;
  active: UnitStatus['active'];
  sub: string;
  sinceMs: number;
  pid: number;
  /** Read end of the service's output. */
  outputFd: number;
  /** A socket unit's listening descriptor. */
  listenFd: number;
  exitCode: number | undefined;
  exitSignal: string | undefined;
  stopping: boolean;
  /** When a service that ended is started again; undefined where that isn't to come. */
  restartAtMs: number | undefined;
}

/** What init goes on from after a restore. */
interface InitState {
  records: UnitRecord[];
  /** When the services follow the sockets; undefined once they have. */
  servicesAtMs: number | undefined;
}

const STOP_TIMEOUT_MS = 90_000;
const SERVICES_AFTER_MS = 250;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The journal's short format: `Nov 21 09:00:00 dockyard dockerd[312]: …`. */
function journalStamp(ms: number): string {
  const { month, day } = civilDate(Math.floor(ms / 86_400_000));
  return `${MONTHS[month - 1]} ${String(day).padStart(2, '0')} ${timeOfDay(ms)}`;
}

/** PID 1 of the learner's machine: starts services by their unit files, holds their sockets, reaps, keeps the journal. */
class Init {
  private readonly records = new Map<string, UnitRecord>();
  private readonly waiters = new Map<number, (() => void)[]>();
  private servicesAtMs: number | undefined;

  constructor(private readonly sys: Sys) {}

  save(): InitState {
    return { records: [...this.records.values()].map((record) => ({ ...record })), servicesAtMs: this.servicesAtMs };
  }

  async restore({ records, servicesAtMs }: InitState): Promise<void> {
    for (const saved of records) {
      const record = { ...saved };
      this.records.set(record.name, record);
      if (record.outputFd >= 0) this.keepJournal(record.name, record.pid, record.outputFd);
      const unit = readUnit(this.sys, record.name);
      if (unit && record.restartAtMs !== undefined) this.restartLater(unit, record);
    }
    this.servicesAtMs = servicesAtMs;
    await this.startServices();
  }

  async boot(): Promise<void> {
    for (const name of unitNames(this.sys)) {
      const unit = readUnit(this.sys, name);
      if (unit?.listenStream && this.isEnabled(unit)) this.openSocket(unit);
    }
    this.servicesAtMs = this.sys.now() + SERVICES_AFTER_MS;
    await this.startServices();
  }

  /** Sockets are open: whoever comes early waits there. Services follow behind the first prompt. */
  private async startServices(): Promise<void> {
    if (this.servicesAtMs === undefined) return;
    await this.sys.sleep(Math.max(0, this.servicesAtMs - this.sys.now()));
    for (const name of unitNames(this.sys)) {
      const unit = readUnit(this.sys, name);
      if (unit && unit.execStart.length > 0 && this.isEnabled(unit)) await this.start(unit);
    }
    this.servicesAtMs = undefined;
  }

  private isEnabled(unit: Unit): boolean {
    return this.sys.access(wantsLink(unit), '') || this.linkExists(wantsLink(unit));
  }

  private linkExists(path: string): boolean {
    try {
      this.sys.lstat(path);
      return true;
    } catch {
      return false;
    }
  }

  private record(name: string): UnitRecord {
    let record = this.records.get(name);
    if (!record) {
      record = { name, active: 'inactive', sub: 'dead', sinceMs: 0, pid: 0, outputFd: -1, listenFd: -1, exitCode: undefined, exitSignal: undefined, stopping: false, restartAtMs: undefined };
      this.records.set(name, record);
    }
    return record;
  }

  private openSocket(unit: Unit): void {
    const record = this.record(unit.name);
    if (record.listenFd >= 0 || !unit.listenStream) return;
    const path = unit.listenStream;
    if (this.linkExists(path)) this.sys.unlink(path);
    record.listenFd = this.sys.listen(unix(path));
    this.sys.chmod(path, unit.socketMode);
    this.sys.chown(path, 0, this.groupId(unit.socketGroup));
    Object.assign(record, { active: 'active', sub: 'listening', sinceMs: this.sys.now() });
  }

  private groupId(name: string): number {
    const line = this.sys.readText('/etc/group').split('\n').find((entry) => entry.startsWith(`${name}:`));
    return line ? Number(line.split(':')[2]) : 0;
  }

  /** Starts a service; true when it runs (Type=simple: as soon as it is executed). */
  async start(unit: Unit): Promise<boolean> {
    const record = this.record(unit.name);
    if (record.active === 'active') return true;
    const socket = unit.triggeredBy ? readUnit(this.sys, unit.triggeredBy) : undefined;
    if (socket) this.openSocket(socket);
    const [readEnd, writeEnd] = this.sys.pipe();
    const fds = new Map([[0, this.sys.open('/dev/null', 'r')], [1, writeEnd], [2, writeEnd]]);
    const env: Record<string, string> = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', ...unit.environment };
    if (socket) {
      fds.set(3, this.record(socket.name).listenFd);
      env['LISTEN_FDS'] = '1';
    }
    try {
      record.pid = await this.sys.spawn(unit.execStart[0]!, unit.execStart, { fds, env, cwd: '/', newSession: true });
    } catch (error) {
      if (!isSysError(error)) throw error;
      Object.assign(record, { active: 'failed', sub: 'failed', exitCode: 203, sinceMs: this.sys.now() });
      this.sys.close(readEnd);
      return false;
    } finally {
      this.sys.close(fds.get(0)!);
      this.sys.close(writeEnd);
    }
    Object.assign(record, { active: 'active', sub: 'running', sinceMs: this.sys.now(), outputFd: readEnd, exitCode: undefined, exitSignal: undefined, stopping: false });
    this.keepJournal(unit.name, record.pid, readEnd);
    return true;
  }

  private keepJournal(unit: string, pid: number, fd: number): void {
    this.sys.thread(async () => {
      const file = `/var/log/journal/${unit}.log`;
      const tag = unit.replace(/\.service$/, '');
      for await (const line of linesOf(this.sys, fd)) {
        const out = this.sys.open(file, 'a', 0o640);
        await this.sys.write(out, `${journalStamp(this.sys.now())} ${this.sys.hostname()} ${tag}[${pid}]: ${line}\n`);
        this.sys.close(out);
      }
      this.sys.close(fd);
      const record = this.records.get(unit);
      if (record?.outputFd === fd) record.outputFd = -1;
    });
  }

  async stop(unit: Unit): Promise<void> {
    const record = this.record(unit.name);
    if (unit.triggeredBy) this.closeSocket(unit.triggeredBy);
    if (unit.listenStream) this.closeSocket(unit.name);
    if (record.active !== 'active' || record.pid === 0) {
      if (record.active === 'failed') Object.assign(record, { active: 'inactive', sub: 'dead' });
      return;
    }
    record.stopping = true;
    const ended = new Promise<void>((resolve) => this.waiters.set(record.pid, [...(this.waiters.get(record.pid) ?? []), resolve]));
    this.sys.kill(record.pid, 'SIGTERM');
    const pid = record.pid;
    this.sys.thread(async () => {
      await this.sys.sleep(STOP_TIMEOUT_MS);
      if (record.pid === pid && record.stopping) this.sys.kill(pid, 'SIGKILL');
    });
    await ended;
  }

  private closeSocket(name: string): void {
    const record = this.record(name);
    if (record.listenFd < 0) return;
    this.sys.close(record.listenFd);
    const path = readUnit(this.sys, name)?.listenStream;
    if (path && this.linkExists(path)) this.sys.unlink(path);
    Object.assign(record, { listenFd: -1, active: 'inactive', sub: 'dead', sinceMs: this.sys.now() });
  }

  /** Reaps every child that ends, services and orphans alike. */
  async reap(): Promise<void> {
    for (;;) {
      const ended = await this.sys.wait().catch(() => undefined);
      if (!ended) {
        await this.sys.sleep(1000).catch(() => undefined);
        continue;
      }
      const record = [...this.records.values()].find((entry) => entry.pid === ended.pid);
      if (record) this.ended(record, ended.status);
      for (const resolve of this.waiters.get(ended.pid) ?? []) resolve();
      this.waiters.delete(ended.pid);
    }
  }

  private ended(record: UnitRecord, status: WaitStatus): void {
    const clean = record.stopping || (status.kind === 'exited' && status.code === 0);
    record.exitCode = status.kind === 'exited' ? status.code : undefined;
    record.exitSignal = status.kind === 'signaled' ? status.signal : undefined;
    Object.assign(record, { active: clean ? 'inactive' : 'failed', sub: clean ? 'dead' : 'failed', sinceMs: this.sys.now(), pid: 0 });
    const unit = readUnit(this.sys, record.name);
    if (!unit || record.stopping) return;
    if (unit.restart === 'always' || (unit.restart === 'on-failure' && !clean)) {
      Object.assign(record, { active: 'activating', sub: 'auto-restart', restartAtMs: this.sys.now() + unit.restartSec * 1000 });
      this.restartLater(unit, record);
    }
  }

  private restartLater(unit: Unit, record: UnitRecord): void {
    this.sys.thread(async () => {
      await this.sys.sleep(Math.max(0, record.restartAtMs! - this.sys.now()));
      record.restartAtMs = undefined;
      if (record.active === 'activating') await this.start(unit);
    });
  }

  status(name: string): UnitStatus {
    const unit = readUnit(this.sys, name);
    const record = this.records.get(name);
    const pid = record?.pid ?? 0;
    return {
      name,
      load: unit ? 'loaded' : 'not-found',
      active: record?.active ?? 'inactive',
      sub: record?.sub ?? 'dead',
      sinceMs: record?.sinceMs ?? 0,
      mainPid: pid,
      pids: pid ? [pid] : [],
      exitCode: record?.exitCode,
      exitSignal: record?.exitSignal,
      enabled: unit ? this.isEnabled(unit) : false,
    };
  }

  async answer(request: InitRequest): Promise<InitAnswer> {
    if (request.verb === 'list') return { units: unitNames(this.sys).map((name) => this.status(name)) };
    if (request.verb === 'daemon-reload') return { units: [] };
    const name = fullName(request.unit ?? '');
    const unit = readUnit(this.sys, name);
    if (request.verb === 'show') return { units: [this.status(name)] };
    if (!unit) return { error: 'not-found', units: [] };
    if (request.verb === 'stop' || request.verb === 'restart') await this.stop(unit);
    if (request.verb === 'start' || request.verb === 'restart') {
      if (unit.listenStream) this.openSocket(unit);
      else if (!(await this.start(unit))) return { error: 'failed', units: [this.status(name)] };
    }
    const pid = this.record(name).pid;
    if (request.verb === 'reload' && pid) this.sys.kill(pid, 'SIGHUP');
    if (request.verb === 'kill' && pid) this.sys.kill(pid, (request.signal ?? 'SIGTERM') as 'SIGTERM');
    return { units: [this.status(name)] };
  }

  /** Serves systemctl. */
  async serve(): Promise<void> {
    if (this.linkExists(INIT_SOCKET)) this.sys.unlink(INIT_SOCKET);
    const listener = this.sys.listen(unix(INIT_SOCKET));
    this.sys.chmod(INIT_SOCKET, 0o666);
    for (;;) {
      const { fd } = await this.sys.accept(listener);
      this.sys.thread(async () => {
        const stream = this.sys.stream(fd);
        const request = JSON.parse(text(await readAll(stream))) as InitRequest;
        await this.sys.write(fd, JSON.stringify(await this.answer(request)));
        stream.close();
      });
    }
  }
}

/** The file systems that init mounts before anything else runs (systemd's mount-setup). */
const MOUNTS: readonly [source: string, target: string, type: string, options: string][] = [
  ['proc', '/proc', 'proc', 'rw,nosuid,nodev,noexec,relatime'],
  ['sysfs', '/sys', 'sysfs', 'rw,nosuid,nodev,noexec,relatime'],
  ['udev', '/dev', 'devtmpfs', 'rw,nosuid,relatime,mode=755'],
  ['devpts', '/dev/pts', 'devpts', 'rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=000'],
  ['tmpfs', '/dev/shm', 'tmpfs', 'rw,nosuid,nodev'],
  ['cgroup2', '/sys/fs/cgroup', 'cgroup2', 'rw,nosuid,nodev,noexec,relatime,nsdelegate'],
  ['tmpfs', '/run', 'tmpfs', 'rw,nosuid,nodev,noexec,relatime,mode=755'],
];

function mountAll(sys: Sys): void {
  for (const [source, target, type, options] of MOUNTS) {
    if (!sys.access(target, '')) sys.mkdir(target, 0o755);
    sys.mount(source, target, type, options);
  }
  for (const folder of ['/run/lock', '/run/sshd', '/run/systemd']) if (!sys.access(folder, '')) sys.mkdir(folder, 0o755);
}

/** init: systemd as far as a learner meets it. */
export const systemd: Program = {
  async main(sys) {
    const init = new Init(sys);
    sys.resumable(() => init.save());
    if (!sys.resumed) mountAll(sys);
    if (!sys.access('/var/log/journal', '')) sys.mkdir('/var/log/journal', 0o755);
    sys.thread(() => init.serve());
    if (sys.resumed) await init.restore(sys.resumed as InitState);
    else await init.boot();
    await init.reap();
    return 0;
  },
};
