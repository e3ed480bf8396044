import type { Engine } from '../engine';
import { sortedRecord } from './normalize-config';
import { isRunning, type ContainerRecord, type Endpoint, type MountPoint, type PortMap } from './record';
import type { Container } from './store';

/** EndpointSettings as the API shows them. */
export function endpointView(endpoint: Endpoint): Record<string, unknown> {
  return {
    IPAMConfig: endpoint.ipamConfig, Links: endpoint.links, Aliases: endpoint.aliases, DriverOpts: endpoint.driverOpts, GwPriority: endpoint.gwPriority,
    NetworkID: endpoint.networkId, EndpointID: endpoint.endpointId, Gateway: endpoint.gateway, IPAddress: endpoint.ipAddress,
    MacAddress: endpoint.macAddress || endpoint.desiredMac, IPPrefixLen: endpoint.ipPrefixLen, IPv6Gateway: endpoint.ipv6Gateway,
    GlobalIPv6Address: endpoint.globalIpv6Address, GlobalIPv6PrefixLen: endpoint.globalIpv6PrefixLen, DNSNames: endpoint.dnsNames,
  };
}

/** MountPoint as the API shows it; tmpfs of --tmpfs isn't among them. */
export function mountViews(mounts: readonly MountPoint[]): Record<string, unknown>[] {
  return mounts
    .filter((one) => one.type !== 'tmpfs' || one.spec)
    .map((one) => ({
      Type: one.type, ...(one.name ? { Name: one.name } : {}), Source: one.source, Destination: one.destination,
      ...(one.driver ? { Driver: one.driver } : {}), Mode: one.mode, RW: one.rw, Propagation: one.propagation,
    }));
}

export function networkViews(record: ContainerRecord): Record<string, unknown> {
  return sortedRecord(Object.fromEntries(Object.entries(record.networks).map(([name, endpoint]) => [name, endpointView(endpoint)])));
}

function portsView(ports: PortMap): PortMap {
  return sortedRecord(ports);
}

/** State as inspect shows it (moby api/types/container State). */
export function stateView(container: Container): Record<string, unknown> {
  const { state } = container.record;
  return {
    Status: container.record.removing && !isRunning(container.record) ? 'removing' : state.status, Running: isRunning(container.record), Paused: state.status === 'paused',
    Restarting: state.status === 'restarting', OOMKilled: state.oomKilled, Dead: state.status === 'dead', Pid: state.pid, ExitCode: state.exitCode,
    Error: state.error, StartedAt: state.startedAt, FinishedAt: state.finishedAt,
    ...(state.health ? { Health: { Status: state.health.status, FailingStreak: state.health.failingStreak, Log: state.health.log } } : {}),
  };
}

/** What clients before API 1.52 find in NetworkSettings and beside it: the default bridge's endpoint, a graph driver. */
function legacyView(view: Record<string, unknown>, record: ContainerRecord): Record<string, unknown> {
  const { Storage, NetworkSettings, ...rest } = view;
  void Storage;
  const bridge = record.networks['bridge'];
  return {
    ...rest, GraphDriver: { Data: null, Name: 'overlayfs' },
    NetworkSettings: {
      Bridge: '', HairpinMode: false, LinkLocalIPv6Address: '', LinkLocalIPv6PrefixLen: 0, SecondaryIPAddresses: null, SecondaryIPv6Addresses: null,
      EndpointID: bridge?.endpointId ?? '', Gateway: bridge?.gateway ?? '', GlobalIPv6Address: bridge?.globalIpv6Address ?? '', GlobalIPv6PrefixLen: bridge?.globalIpv6PrefixLen ?? 0,
      IPAddress: bridge?.ipAddress ?? '', IPPrefixLen: bridge?.ipPrefixLen ?? 0, IPv6Gateway: bridge?.ipv6Gateway ?? '', MacAddress: bridge?.macAddress ?? '',
      ...(NetworkSettings as Record<string, unknown>),
    },
  };
}

/** GET /containers/{id}/json (moby daemon/inspect.go), fields in the engine's order. */
export function inspectContainer(engine: Engine, container: Container, withSize: boolean, legacy = false): Record<string, unknown> {
  const { record } = container;
  const started = record.hasBeenStarted;
  const file = (name: string): string => (started ? `${container.directory}/${name}` : '');
  const sizes = withSize ? engine.images.container(container.id)?.sizes() : undefined;
  const json = record.hostConfig.LogConfig.Type === 'json-file';
  const view = {
    Id: record.id, Created: record.created, Path: record.path, Args: record.args, State: stateView(container), Image: record.imageId,
    ResolvConfPath: file('resolv.conf'), HostnamePath: file('hostname'), HostsPath: file('hosts'), LogPath: started && json ? container.logPath : '',
    Name: `/${record.name}`, RestartCount: record.restartCount, Driver: 'overlayfs', Platform: 'linux', MountLabel: '', ProcessLabel: '',
    AppArmorProfile: '', ExecIDs: engine.execs.runningIds(record.id), HostConfig: record.hostConfig,
    Storage: { RootFS: { Snapshot: { Name: 'overlayfs' } } }, ...(sizes ? { SizeRw: sizes.rw, SizeRootFs: sizes.rootFs } : {}),
    Mounts: mountViews(record.mounts), Config: record.config,
    NetworkSettings: {
      SandboxID: record.sandboxId, SandboxKey: record.sandboxId ? `/var/run/docker/netns/${record.sandboxId.slice(0, 12)}` : '',
      Ports: portsView(record.ports), Networks: networkViews(record),
    },
    ...(record.imageManifest ? { ImageManifestDescriptor: record.imageManifest } : {}),
  };
  return legacy ? legacyView(view, record) : view;
}
