import type { Sys } from '../machine/sys';
import { readJson } from './disk';
import type { DaemonConfig } from './engine';

const DEFAULT_HOST = 'unix:///var/run/docker.sock';

interface Entitlements {
  'network-host'?: boolean;
  'security-insecure'?: boolean;
  device?: boolean;
}

interface DaemonJson {
  'data-root'?: string;
  'exec-root'?: string;
  hosts?: string[];
  debug?: boolean;
  labels?: string[];
  'insecure-registries'?: string[];
  'registry-mirrors'?: string[];
  dns?: string[];
  'log-driver'?: string;
  'log-opts'?: Record<string, string>;
  bip?: string;
  'shutdown-timeout'?: number;
  'live-restore'?: boolean;
  'userland-proxy'?: boolean;
  'default-address-pools'?: { base: string; size: number }[];
  builder?: { entitlements?: Entitlements };
}

/** Flags that take a value and aren't acted on: what they configure isn't simulated or is fixed. */
const IGNORED = ['containerd', 'pidfile', 'p', 'config-file', 'storage-driver', 's', 'group', 'G', 'log-level', 'l', 'exec-opt', 'storage-opt', 'default-runtime', 'cgroup-parent', 'ip', 'mtu'];

/**
 * dockerd's flags over /etc/docker/daemon.json (docs.docker.com/reference/cli/dockerd). A string is a refusal.
 */
export function readDaemonConfig(sys: Sys): DaemonConfig | string {
  const flags = parseFlags(sys.argv.slice(1));
  if (typeof flags === 'string') return flags;
  const file = readJson<DaemonJson>(sys, flags.one('config-file') ?? '/etc/docker/daemon.json') ?? {};
  const hosts = [...flags.all('host'), ...(file.hosts ?? [])].map((host) => (host === 'fd://' && sys.env['LISTEN_FDS'] !== '1' ? DEFAULT_HOST : host));
  const logOpts = Object.fromEntries(flags.all('log-opt').map((one) => [one.split('=', 1)[0]!, one.slice(one.indexOf('=') + 1)]));
  return {
    dataRoot: flags.one('data-root') ?? file['data-root'] ?? '/var/lib/docker', execRoot: file['exec-root'] ?? '/var/run/docker',
    hosts: hosts.length > 0 ? [...new Set(hosts)] : [DEFAULT_HOST], debug: flags.has('debug') || (file.debug ?? false), labels: [...flags.all('label'), ...(file.labels ?? [])],
    insecureRegistries: [...flags.all('insecure-registry'), ...(file['insecure-registries'] ?? [])], registryMirrors: [...flags.all('registry-mirror'), ...(file['registry-mirrors'] ?? [])],
    dns: [...flags.all('dns'), ...(file.dns ?? [])], logDriver: flags.one('log-driver') ?? file['log-driver'] ?? 'json-file', logOpts: { ...file['log-opts'], ...logOpts },
    bip: flags.one('bip') ?? file.bip, shutdownTimeoutSeconds: Number(flags.one('shutdown-timeout') ?? file['shutdown-timeout'] ?? 15),
    liveRestore: flags.has('live-restore') || (file['live-restore'] ?? false), userlandProxy: file['userland-proxy'] ?? true, defaultAddressPools: file['default-address-pools'] ?? [],
    buildEntitlements: entitlementsOf(file.builder?.entitlements ?? {}),
  };
}

/** Unless it is told otherwise, the builder grants the host's network and devices, and no privileges (moby builder-next getEntitlements). */
function entitlementsOf(given: Entitlements): string[] {
  return [
    ...((given['network-host'] ?? true) ? ['network.host'] : []),
    ...((given['security-insecure'] ?? false) ? ['security.insecure'] : []),
    ...((given.device ?? true) ? ['device'] : []),
  ];
}

interface Flags {
  all(name: string): string[];
  one(name: string): string | undefined;
  has(name: string): boolean;
}

const SHORT: Readonly<Record<string, string>> = { H: 'host', D: 'debug' };
const BOOLEAN = ['debug', 'live-restore', 'tls', 'tlsverify', 'experimental', 'validate', 'iptables', 'ip-forward', 'ip-masq', 'icc', 'selinux-enabled', 'userland-proxy', 'init'];
const VALUED = ['host', 'data-root', 'label', 'insecure-registry', 'registry-mirror', 'dns', 'log-driver', 'log-opt', 'bip', 'shutdown-timeout', ...IGNORED];

function parseFlags(args: readonly string[]): Flags | string {
  const values = new Map<string, string[]>();
  for (let i = 0; i < args.length; i++) {
    const match = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(args[i]!);
    if (!match) return `unknown argument: ${args[i]}`;
    const name = SHORT[match[1]!] ?? match[1]!;
    if (!BOOLEAN.includes(name) && !VALUED.includes(name)) return `unknown flag: --${name}`;
    const value = match[2] ?? (BOOLEAN.includes(name) ? 'true' : args[++i]);
    if (value === undefined) return `flag needs an argument: --${name}`;
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return { all: (name) => values.get(name) ?? [], one: (name) => values.get(name)?.at(-1), has: (name) => values.get(name)?.at(-1) === 'true' };
}
