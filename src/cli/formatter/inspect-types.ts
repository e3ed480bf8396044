import { declareTypes, named, STRING, type GoType } from '../../lib/govalue';
import { formatDurationNs } from '../../lib/duration';
import { goTime } from './text';
import { CONTAINER_TYPES } from './inspect-types-container';
import { SYSTEM_TYPES } from './inspect-types-system';

/*
 * The Go types behind what is inspected (moby/api/types), for templates: `{{.State}}` prints a struct, a missing label
 * is an empty string, memory is an int64. Fields stand in their order, with the JSON's key where it differs.
 */
const OTHER_TYPES = `
image.RootFS { Type? string; Layers? []string }
image.Metadata { LastTagTime? time.Time }
image.ManifestKind = string
image.Identity { Signature? []any; Pull? []image.PullIdentity; Build? []image.BuildIdentity }
image.PullIdentity { Repository? string }
image.BuildIdentity { Ref? string; CreatedAt? time.Time }
image.ImageProperties { Platform v1.Platform; Identity? *image.Identity; Size image.UnpackedSize; Containers []string }
image.AttestationProperties { For digest.Digest }
image.ManifestSummary { ID string; Descriptor v1.Descriptor; Available bool; Size image.ManifestSize; Kind image.ManifestKind; ImageData?
  *image.ImageProperties; AttestationData? *image.AttestationProperties }
image.InspectResponse { ID:Id string; RepoTags []string; RepoDigests []string; Comment? string; Created? string; Author? string; Config
  *v1.DockerOCIImageConfig; Architecture string; Variant? string; Os string; OsVersion? string; Size int64; GraphDriver?
  *storage.DriverData; RootFS image.RootFS; Metadata image.Metadata; Descriptor? *v1.Descriptor; Manifests? []image.ManifestSummary;
  Identity? *image.Identity }
network.IPAMConfig { Subnet? netip.Prefix; IPRange? netip.Prefix; Gateway? netip.Addr; AuxAddress:AuxiliaryAddresses?
  map[string]netip.Addr }
network.IPAM { Driver string; Options map[string]string; Config []network.IPAMConfig }
network.ConfigReference { Network string }
network.PeerInfo { Name string; IP netip.Addr }
network.Network { Name string; ID:Id string; Created time.Time; Scope string; Driver string; EnableIPv4 bool; EnableIPv6 bool; IPAM
  network.IPAM; Internal bool; Attachable bool; Ingress bool; ConfigFrom network.ConfigReference; ConfigOnly bool; Options
  map[string]string; Labels map[string]string; Peers? []network.PeerInfo }
network.EndpointResource { Name string; EndpointID string; MacAddress network.HardwareAddr; IPv4Address netip.Prefix; IPv6Address
  netip.Prefix }
network.Task { Name string; EndpointID string; EndpointIP netip.Addr; Info map[string]string }
network.ServiceInfo { VIP netip.Addr; Ports []string; LocalLBIndex int; Tasks []network.Task }
network.SubnetStatus { IPsInUse uint64; DynamicIPsAvailable uint64 }
network.IPAMStatus { Subnets? map[netip.Prefix]network.SubnetStatus }
network.Status { IPAM network.IPAMStatus }
network.Inspect { @Network network.Network; Containers map[string]network.EndpointResource; Services? map[string]network.ServiceInfo;
  Status? *network.Status }
volume.Volume { ClusterVolume? *volume.ClusterVolume; CreatedAt? string; Driver string; Labels map[string]string; Mountpoint string;
  Name string; Options map[string]string; Scope string; Status? map[string]any; UsageData? *volume.UsageData }
volume.ClusterVolume { ID string }
volume.UsageData { RefCount int64; Size int64 }
plugin.Args { Description string; Name string; Settable []string; Value []string }
plugin.Env { Description string; Name string; Settable []string; Value *string }
plugin.Interface { ProtocolScheme? string; Socket string; Types []plugin.CapabilityID }
plugin.Device { Description string; Name string; Path *string; Settable []string }
plugin.LinuxConfig { AllowAllDevices bool; Capabilities []string; Devices []plugin.Device }
plugin.Mount { Description string; Destination string; Name string; Options []string; Settable []string; Source *string; Type string }
plugin.NetworkConfig { Type string }
plugin.User { GID? uint32; UID? uint32 }
plugin.RootFS { DiffIds:diff_ids []string; Type:type? string }
plugin.Config { Args plugin.Args; Description string; Documentation string; Entrypoint []string; Env []plugin.Env; Interface
  plugin.Interface; IpcHost bool; Linux plugin.LinuxConfig; Mounts []plugin.Mount; Network plugin.NetworkConfig; PidHost bool;
  PropagatedMount string; User? plugin.User; WorkDir string; Rootfs:rootfs? *plugin.RootFS }
plugin.Settings { Args []string; Devices []plugin.Device; Env []string; Mounts []plugin.Mount }
plugin.Plugin { Config plugin.Config; Enabled bool; ID:Id? string; Name string; PluginReference? string; Settings plugin.Settings }
image.UnpackedSize { Unpacked int64 }
image.ManifestSize { Content int64; Total int64 }
`;

const struct = (name: string, more: Partial<GoType>): GoType => ({ kind: 'struct', name, fields: [], ...more });
const textOr = (none: string) => (raw: unknown): string => (typeof raw === 'string' && raw !== '' ? raw : none);
const jsonText = (raw: unknown): string => JSON.stringify(typeof raw === 'string' ? raw : '');

/** Ports sort by number, which is the struct's first field. */
function comparePorts(a: unknown, b: unknown): number {
  const [x, y] = [String(a), String(b)];
  return parseInt(x, 10) - parseInt(y, 10) || (x < y ? -1 : x > y ? 1 : 0);
}

interface Named {
  Name?: string;
  Path?: string;
  Soft?: number;
  Hard?: number;
  Weight?: number;
  Rate?: number;
}

/** Types whose text their methods make. */
const KNOWN: Record<string, GoType> = {
  'time.Time': struct('time.Time', { text: (raw) => goTime(typeof raw === 'string' ? raw : undefined), json: (raw) => JSON.stringify(typeof raw === 'string' ? raw : '0001-01-01T00:00:00Z') }),
  'time.Duration': { kind: 'int', name: 'time.Duration', text: (raw) => formatDurationNs(BigInt(raw as number)) },
  'netip.Addr': struct('netip.Addr', { text: textOr('invalid IP'), json: jsonText }),
  'netip.Prefix': struct('netip.Prefix', { text: textOr('invalid Prefix'), json: jsonText }),
  'network.Port': struct('network.Port', { text: textOr('invalid port'), json: jsonText, compare: comparePorts }),
  'network.HardwareAddr': named('network.HardwareAddr', STRING, { text: textOr(''), json: jsonText }),
  'fs.FileMode': { kind: 'uint', name: 'fs.FileMode' },
  'units.Ulimit': struct('units.Ulimit', {
    fields: [],
    text: (raw) => `${(raw as Named).Name}=${(raw as Named).Soft}:${(raw as Named).Hard}`,
    json: (raw) => JSON.stringify(raw),
  }),
  'blkiodev.WeightDevice': struct('blkiodev.WeightDevice', { text: (raw) => `${(raw as Named).Path}:${(raw as Named).Weight}`, json: (raw) => JSON.stringify(raw) }),
  'blkiodev.ThrottleDevice': struct('blkiodev.ThrottleDevice', { text: (raw) => `${(raw as Named).Path}:${(raw as Named).Rate}`, json: (raw) => JSON.stringify(raw) }),
  'plugin.CapabilityID': struct('plugin.CapabilityID', { text: textOr(''), json: jsonText }),
};

const read = declareTypes(CONTAINER_TYPES + OTHER_TYPES + SYSTEM_TYPES, KNOWN);

/** The types of inspected objects, by what `docker inspect --type` calls them; and of `docker info` and `docker version`. */
export const INSPECT_TYPES = {
  container: read('container.InspectResponse'),
  image: read('image.InspectResponse'),
  network: read('network.Inspect'),
  volume: read('volume.Volume'),
  plugin: read('plugin.Plugin'),
  info: read('system.dockerInfo'),
  version: read('system.versionInfo'),
} as const;
