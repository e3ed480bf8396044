import { API_VERSION, ENGINE_VERSION, MIN_API_VERSION } from '../../api/types';
import { isSysError } from '../../machine/errno';
import type { Engine } from '../engine';
import { formatNanos } from '../go-time';
import { isRunning } from '../containers/record';
import { LOCAL_NETWORKS, splitInsecure } from '../../remotes/insecure';

const GIT_COMMIT = '6a43e3d5af';
const GO_VERSION = 'go1.26.8';
const BUILD_TIME = '2026-08-05T18:24:27.000000000+00:00';

/** GET /version; the platform's name says that the engine is simulated. */
export function engineVersion(engine: Engine): Record<string, unknown> {
  const kernel = engine.sys.uname().release;
  return {
    Platform: { Name: 'Docker Engine - Community' }, Version: ENGINE_VERSION, ApiVersion: API_VERSION, MinAPIVersion: MIN_API_VERSION, Os: 'linux', Arch: 'amd64',
    Components: [
      {
        Name: 'Engine', Version: ENGINE_VERSION,
        Details: {
          ApiVersion: API_VERSION, Arch: 'amd64', BuildTime: BUILD_TIME, Experimental: 'false', GitCommit: GIT_COMMIT, GoVersion: GO_VERSION, KernelVersion: kernel,
          MinAPIVersion: MIN_API_VERSION, Module: 'github.com/moby/moby/v2', ModuleVersion: 'v2.0.0+unknown', Os: 'linux', Simulated: 'dockyard',
        },
      },
      { Name: 'containerd', Version: 'v2.3.4', Details: { GitCommit: 'db8809540e1a7a9da5d518876894933ff55692ab' } },
      { Name: 'runc', Version: '1.4.3', Details: { GitCommit: 'v1.4.3-0-gbb14dabe' } },
      { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: '' } },
    ],
    GitCommit: GIT_COMMIT, GoVersion: GO_VERSION, KernelVersion: kernel, BuildTime: BUILD_TIME,
  };
}

function osRelease(engine: Engine): Record<string, string> {
  try {
    const lines = engine.sys.readText('/etc/os-release').split('\n');
    return Object.fromEntries(lines.filter((line) => line.includes('=')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).replace(/^"|"$/g, '')]));
  } catch (error) {
    if (isSysError(error)) return {};
    throw error;
  }
}

/** GET /info (moby daemon/info.go). */
export function engineInfo(engine: Engine): Record<string, unknown> {
  const all = engine.containers.all();
  const paused = all.filter((one) => one.status === 'paused').length;
  const running = all.filter((one) => isRunning(one.record)).length - paused;
  const release = osRelease(engine);
  const { kernel, config, sys } = engine;
  const insecure = splitInsecure(config.insecureRegistries);
  const index = (name: string, secure: boolean, official: boolean): Record<string, unknown> => ({ Name: name, Mirrors: official ? [...config.registryMirrors] : [], Secure: secure, Official: official });
  return {
    ID: engine.id, Containers: all.length, ContainersRunning: running, ContainersPaused: paused, ContainersStopped: all.length - running - paused,
    Images: engine.images.count(), Driver: 'overlayfs', DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
    Plugins: {
      Volume: ['local'], Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'], Authorization: null,
      Log: ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'],
    },
    MemoryLimit: true, SwapLimit: true, CpuCfsPeriod: true, CpuCfsQuota: true, CPUShares: true, CPUSet: true, PidsLimit: true, IPv4Forwarding: true, Debug: config.debug,
    NFd: sys.fds().length, OomKillDisable: false, NGoroutines: 40 + all.length * 4, SystemTime: formatNanos(engine.now()), LoggingDriver: config.logDriver,
    CgroupDriver: 'systemd', CgroupVersion: '2', NEventsListener: engine.events.listenerCount, KernelVersion: sys.uname().release,
    OperatingSystem: release['PRETTY_NAME'] ?? 'Linux', OSVersion: release['VERSION_ID'] ?? '', OSType: 'linux', Architecture: 'x86_64', IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: {
      InsecureRegistryCIDRs: [...insecure.networks, ...LOCAL_NETWORKS],
      IndexConfigs: { 'docker.io': index('docker.io', true, true), ...Object.fromEntries(insecure.hosts.map((name) => [name, index(name, false, false)])) },
      Mirrors: config.registryMirrors.length > 0 ? [...config.registryMirrors] : [],
    },
    NCPU: kernel.cpus, MemTotal: kernel.memory().totalBytes, GenericResources: null, DockerRootDir: config.dataRoot, HttpProxy: '', HttpsProxy: '', NoProxy: '',
    Name: sys.hostname(), Labels: [...config.labels, 'dockyard.simulated=true'], ExperimentalBuild: false, ServerVersion: ENGINE_VERSION,
    Runtimes: { 'io.containerd.runc.v2': { path: 'runc' }, runc: { path: 'runc' } }, DefaultRuntime: 'runc',
    Swarm: { NodeID: '', NodeAddr: '', LocalNodeState: 'inactive', ControlAvailable: false, Error: '', RemoteManagers: null },
    LiveRestoreEnabled: config.liveRestore, Isolation: '', InitBinary: 'docker-init',
    ContainerdCommit: { ID: 'db8809540e1a7a9da5d518876894933ff55692ab' }, RuncCommit: { ID: 'v1.4.3-0-gbb14dabe' }, InitCommit: { ID: '' },
    SecurityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'], FirewallBackend: { Driver: 'iptables' },
    CDISpecDirs: ['/etc/cdi', '/var/run/cdi'], Containerd: { Address: '/run/containerd/containerd.sock', Namespaces: { Containers: 'moby', Plugins: 'plugins.moby' } }, Warnings: null,
  };
}
