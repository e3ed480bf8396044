import { invalid } from '../../api/errors';
import { parseSignal } from '../../machine/signal';
import type { Engine } from '../engine';
import { quote } from '../../lib/govalue/quote';
import type { ContainerConfig, HostConfig } from './record';

const MB = 1024 * 1024;
const LOG_DRIVERS: Readonly<Record<string, readonly string[] | undefined>> = {
  'json-file': ['max-file', 'max-size', 'compress', 'labels', 'labels-regex', 'env', 'env-regex', 'tag', 'mode', 'max-buffer-size'],
  local: ['max-file', 'max-size', 'compress', 'labels', 'labels-regex', 'env', 'env-regex', 'tag', 'mode', 'max-buffer-size'],
  none: undefined, syslog: undefined, journald: undefined, gelf: undefined, fluentd: undefined, awslogs: undefined, splunk: undefined, gcplogs: undefined,
};

/** Checks a signal as the engine does for stop, kill and StopSignal (moby/sys/signal ParseSignal). */
export function checkSignal(text: string): void {
  if (/^\d+$/.test(text)) {
    if (text === '0') throw invalid(`invalid signal: ${text}`);
    return;
  }
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (parseSignal(text) || /^RTM(IN(\+\d+)?|AX(-\d+)?)$/.test(name)) return;
  throw invalid(`invalid signal: ${text}`);
}

/** Refusals about Config alone (moby daemon/container.go validateContainerConfig). */
export function validateConfig(config: ContainerConfig): void {
  if (config.WorkingDir !== '' && !config.WorkingDir.startsWith('/')) {
    throw invalid(`the working directory '${config.WorkingDir}' is invalid, it needs to be an absolute path`);
  }
  for (const one of config.Env ?? []) if (one === '' || one.startsWith('=')) throw invalid(`invalid environment variable: ${one}`);
  if (config.StopSignal) checkSignal(config.StopSignal);
  const health = config.Healthcheck;
  if (health) {
    for (const key of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const) {
      if (health[key] !== undefined && health[key] !== 0 && health[key] < 1e6) throw invalid(`${key} in Healthcheck cannot be less than 1ms`);
    }
    if ((health.Retries ?? 0) < 0) throw invalid('Retries in Healthcheck cannot be negative');
  }
}

/** moby api/types/container ValidateRestartPolicy. */
export function validateRestartPolicy(policy: { Name: string; MaximumRetryCount: number }): void {
  const { Name, MaximumRetryCount } = policy;
  if (!['', 'no', 'always', 'on-failure', 'unless-stopped'].includes(Name)) {
    throw invalid(`invalid restart policy: unknown policy '${Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`);
  }
  if (Name !== 'on-failure' && MaximumRetryCount !== 0) {
    throw invalid(`invalid restart policy: maximum retry count can only be used with 'on-failure'${MaximumRetryCount < 0 ? ' and cannot be negative' : ''}`);
  }
  if (MaximumRetryCount < 0) throw invalid('invalid restart policy: maximum retry count cannot be negative');
}

/** Memory, CPU and the like (moby daemon/daemon_unix.go verifyPlatformContainerResources). */
export function validateResources(engine: Engine, host: HostConfig, given: Readonly<Record<string, unknown>> = host): void {
  const swap = Number(given['MemorySwap'] ?? 0);
  if (host.Memory > 0 && host.Memory < 6 * MB) throw invalid('Minimum memory limit allowed is 6MB');
  if (host.Memory > 0 && swap > 0 && swap < host.Memory) throw invalid('Minimum memoryswap limit should be larger than memory limit, see usage');
  if (host.Memory === 0 && swap > 0) throw invalid('You should always set the Memory limit when using Memoryswap limit, see usage');
  if (host.MemoryReservation > 0 && host.MemoryReservation < 6 * MB) throw invalid('Minimum memory reservation allowed is 6MB');
  if (host.Memory > 0 && host.Memory < host.MemoryReservation) throw invalid('Minimum memory limit can not be less than memory reservation limit, see usage');
  if (host.NanoCpus > 0 && host.CpuPeriod > 0) throw invalid('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (host.NanoCpus > 0 && host.CpuQuota > 0) throw invalid('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  const cpus = engine.kernel.cpus;
  if (host.NanoCpus < 0 || host.NanoCpus > cpus * 1e9) throw invalid(`range of CPUs is from 0.01 to ${cpus}.00, as there are only ${cpus} CPUs available`);
  if (host.CpuShares < 0) throw invalid(`invalid CPU shares (${host.CpuShares}): value must be a positive integer`);
  if (host.CpuPeriod !== 0 && (host.CpuPeriod < 1000 || host.CpuPeriod > 1_000_000)) {
    throw invalid('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  }
  if (host.CpuQuota > 0 && host.CpuQuota < 1000) throw invalid('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  checkCpuset('cpus', 'CPUs', host.CpusetCpus, cpus);
  checkCpuset('mems', 'memory nodes', host.CpusetMems, 1);
  if (host.BlkioWeight > 0 && (host.BlkioWeight < 10 || host.BlkioWeight > 1000)) throw invalid('Range of blkio weight is from 10 to 1000');
}

function checkCpuset(field: string, what: string, text: string, available: number): void {
  if (text === '') return;
  const wanted: number[] = [];
  for (const part of text.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) throw invalid(`Invalid value ${text} for cpuset ${field}: invalid format: ${part}`);
    wanted.push(Number(match[2] ?? match[1]));
  }
  if (wanted.some((one) => one >= available)) {
    throw invalid(`Requested ${what} are not available - requested ${text}, available: ${available > 1 ? `0-${available - 1}` : '0'}`);
  }
}

/** Refusals about HostConfig and its fit with Config (moby daemon/container.go verifyContainerSettings, hostconfig_unix.go). */
export function validateHostConfig(engine: Engine, host: HostConfig, config: ContainerConfig, given: Readonly<Record<string, unknown>>): void {
  if (host.AutoRemove && host.RestartPolicy.Name !== 'no' && host.RestartPolicy.Name !== '') throw invalid("can't create 'AutoRemove' container with restart policy");
  for (const one of host.ExtraHosts ?? []) if (!/^[^:=]+[:=].+$/.test(one)) throw invalid(`bad format for add-host: ${quote(one)}`);
  for (const [port, bindings] of Object.entries(host.PortBindings)) {
    if (!/^\d+(-\d+)?\/(tcp|udp|sctp)$/i.test(port)) throw invalid(`invalid port specification: ${quote(port)}`);
    for (const one of bindings ?? []) if (!/^(\d+(-\d+)?)?$/.test(one.HostPort)) throw invalid(`invalid port specification: ${quote(one.HostPort)}`);
  }
  validateRestartPolicy(host.RestartPolicy);
  if (host.Isolation !== '' && host.Isolation !== 'default') throw invalid(`invalid isolation (${host.Isolation}): linux only supports 'default'`);
  validateResources(engine, host, given);
  if (Number(given['ShmSize'] ?? 0) < 0) throw invalid('SHM size can not be less than 0');
  if (host.OomScoreAdj < -1000 || host.OomScoreAdj > 1000) throw invalid(`Invalid value ${host.OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  const of = (text: string, names: readonly string[]): boolean => names.includes(text) || /^container:.+/.test(text);
  if (!of(host.IpcMode, ['private', 'host', 'shareable', 'none', ''])) throw invalid(`invalid IPC mode: ${host.IpcMode}`);
  if (!of(host.PidMode, ['host', ''])) throw invalid(`invalid PID mode: ${host.PidMode}`);
  if (host.UTSMode !== '' && host.UTSMode !== 'host') throw invalid(`invalid UTS mode: ${host.UTSMode}`);
  if (!['runc', 'io.containerd.runc.v2'].includes(host.Runtime)) throw invalid(`unknown or invalid runtime name: ${host.Runtime}`);
  validateNetworkMode(host, config);
  validateLogConfig(host.LogConfig);
}

function validateNetworkMode(host: HostConfig, config: ContainerConfig): void {
  const mode = host.NetworkMode;
  const clash = (what: string): Error => invalid(`conflicting options: ${what}`);
  if (host.UTSMode === 'host' && config.Hostname !== '') throw clash('hostname and the UTS mode');
  if (mode === 'host' && host.Links?.length) throw clash("host type networking can't be used with links. This would result in undefined behavior");
  if (!mode.startsWith('container:') && mode !== 'container') return;
  if (mode === 'container:' || mode === 'container') throw invalid('invalid network mode: invalid container format container:<name|id>');
  if (config.Hostname !== '') throw clash('hostname and the network mode');
  if (host.Links?.length) throw clash("container type network can't be used with links. This would result in undefined behavior");
  if (host.Dns?.length) throw clash('dns and the network mode');
  if (host.ExtraHosts?.length) throw clash('custom host-to-IP mapping and the network mode');
  if (Object.keys(host.PortBindings).length > 0 || host.PublishAllPorts) throw clash('port publishing and the container type network mode');
  if (Object.keys(config.ExposedPorts ?? {}).length > 0) throw clash('port exposing and the container type network mode');
}

function validateLogConfig(log: HostConfig['LogConfig']): void {
  if (!(log.Type in LOG_DRIVERS)) throw invalid(`error looking up logging plugin ${log.Type}: plugin ${quote(log.Type)} not found`);
  const known = LOG_DRIVERS[log.Type];
  for (const key of Object.keys(log.Config)) {
    if (known && !['mode', 'max-buffer-size'].includes(key) && !known.includes(key)) throw invalid(`unknown log opt '${key}' for ${log.Type} log driver`);
  }
}
