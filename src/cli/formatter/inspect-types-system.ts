/** Declarations behind `docker info` and `docker version` (moby/api/types/system, docker/cli command/system). */
export const SYSTEM_TYPES = `
system.PluginsInfo { Volume []string; Network []string; Authorization []string; Log []string }
registry.IndexInfo { Name string; Mirrors []string; Secure bool; Official bool }
registry.ServiceConfig { InsecureRegistryCIDRs []netip.Prefix; IndexConfigs map[string]*registry.IndexInfo; Mirrors []string }
system.Runtime { Path:path? string; Args:runtimeArgs? []string; Type:runtimeType? string; Options:options? map[string]any }
system.RuntimeWithStatus { @Runtime system.Runtime; Status:status? map[string]string }
swarm.LocalNodeState = string
swarm.Peer { NodeID string; Addr string }
swarm.Info { NodeID string; NodeAddr string; LocalNodeState swarm.LocalNodeState; ControlAvailable bool; Error string; RemoteManagers
  []swarm.Peer; Nodes? int; Managers? int; Warnings? []string }
system.Commit { ID string }
system.NetworkAddressPool { Base netip.Prefix; Size int }
system.FirewallInfo { Driver string; Info? [][2]string }
system.DeviceInfo { Source string; ID string }
system.NRIInfo { Info? [][2]string }
system.ContainerdNamespaces { Containers string; Plugins string }
system.ContainerdInfo { Address? string; Namespaces system.ContainerdNamespaces }
system.Info { ID string; Containers int; ContainersRunning int; ContainersPaused int; ContainersStopped int; Images int; Driver string;
  DriverStatus [][2]string; SystemStatus? [][2]string; Plugins system.PluginsInfo; MemoryLimit bool; SwapLimit bool;
  CPUCfsPeriod:CpuCfsPeriod bool; CPUCfsQuota:CpuCfsQuota bool; CPUShares bool; CPUSet bool; PidsLimit bool; IPv4Forwarding bool; Debug
  bool; NFd int; OomKillDisable bool; NGoroutines int; SystemTime string; LoggingDriver string; CgroupDriver string; CgroupVersion?
  string; NEventsListener int; KernelVersion string; OperatingSystem string; OSVersion string; OSType string; Architecture string;
  IndexServerAddress string; RegistryConfig *registry.ServiceConfig; NCPU int; MemTotal int64; DockerRootDir string; HTTPProxy:HttpProxy
  string; HTTPSProxy:HttpsProxy string; NoProxy string; Name string; Labels []string; ExperimentalBuild bool; ServerVersion string;
  Runtimes map[string]system.RuntimeWithStatus; DefaultRuntime string; Swarm swarm.Info; LiveRestoreEnabled bool; Isolation
  container.Isolation; InitBinary string; ContainerdCommit system.Commit; RuncCommit system.Commit; InitCommit system.Commit;
  SecurityOptions []string; ProductLicense? string; DefaultAddressPools? []system.NetworkAddressPool; FirewallBackend?
  *system.FirewallInfo; CDISpecDirs []string; DiscoveredDevices? []system.DeviceInfo; NRI? *system.NRIInfo; Containerd?
  *system.ContainerdInfo; Warnings []string }
system.ComponentVersion { Name string; Version string; Details? map[string]string }
system.platformInfo { Name? string }
system.clientVersion { Platform? *system.platformInfo; Version? string; APIVersion:ApiVersion? string; DefaultAPIVersion? string;
  GitCommit? string; GoVersion? string; Os? string; Arch? string; BuildTime? string; Context string }
system.serverVersion { Platform? client.PlatformInfo; Version string; APIVersion:ApiVersion string; MinAPIVersion? string; Os string; Arch
  string; Components? []system.ComponentVersion; GitCommit? string; GoVersion? string; KernelVersion? string; Experimental? bool;
  BuildTime? string }
client.PlatformInfo { Name string }
system.versionInfo { Client system.clientVersion; Server *system.serverVersion }
system.clientInfo { Debug bool; @clientVersion system.clientVersion; Plugins []manager.Plugin; Warnings []string }
manager.Plugin { SchemaVersion? string; Vendor? string; Version? string; ShortDescription? string; URL? string; Name? string; Path?
  string; ShadowedPaths? []string }
system.dockerInfo { @Info? *system.Info; ServerErrors? []string; UserName:- string; ClientInfo? *system.clientInfo; ClientErrors? []string
  }
`;
