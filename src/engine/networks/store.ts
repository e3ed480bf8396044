import { conflict, EngineError, invalid, notFound } from '../../api/errors';
import type { Kernel } from '../../machine/kernel-types';
import type { Sys } from '../../machine/sys';
import { makeDirectories, readJson, writeJson } from '../disk';
import { formatNanos, type Nanos } from '../go-time';
import { quote } from '../../lib/govalue/quote';
import type { EventLog } from '../system/event-log';
import { parsePrefix, type Prefix } from './ip';
import { DEFAULT_POOLS, type Pool } from './ipam';
import { choosePools, type IpamRequest } from './choose-pools';

/** A network, as plain data. */
export interface NetworkRecord {
  id: string;
  name: string;
  created: string;
  scope: string;
  driver: string;
  enableIpv4: boolean;
  enableIpv6: boolean;
  ipamDriver: string;
  ipamOptions: Record<string, string> | null;
  pools: Pool[] | null;
  internal: boolean;
  attachable: boolean;
  configFrom: string;
  configOnly: boolean;
  options: Record<string, string>;
  labels: Record<string, string>;
  /** The bridge's interface on the host. */
  bridge: string;
}

/** A running container's endpoint, as networks see it. */
export interface ActiveEndpoint {
  containerId: string;
  containerName: string;
  endpointId: string;
  macAddress: string;
  ipAddress: string;
  ipPrefixLen: number;
  ipv6Address: string;
  ipv6PrefixLen: number;
}

export interface NetworkHost {
  sys: Sys;
  kernel: Kernel;
  events: EventLog;
  now(): Nanos;
  endpoints(network: NetworkRecord): ActiveEndpoint[];
  addressPools: readonly { base: string; size: number }[];
  bip: string | undefined;
}

export interface NetworkRequest {
  Name?: string;
  Driver?: string;
  Scope?: string;
  Internal?: boolean;
  Attachable?: boolean;
  Ingress?: boolean;
  ConfigOnly?: boolean;
  ConfigFrom?: { Network?: string } | null;
  IPAM?: IpamRequest | null;
  EnableIPv4?: boolean | null;
  EnableIPv6?: boolean | null;
  Options?: Record<string, string> | null;
  Labels?: Record<string, string> | null;
}

export const SWARM_REFUSAL =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

const PREDEFINED = ['bridge', 'host', 'none', 'default'];

export function isPredefined(name: string): boolean {
  return PREDEFINED.includes(name);
}

/** The networks, kept in local-kv.db (moby daemon/network.go, daemon/libnetwork/controller.go). */
export class NetworkStore {
  private networks: NetworkRecord[] = [];
  /** Addresses of the default bridge that builds' processes have. */
  readonly reserved = new Set<string>();

  constructor(
    private readonly host: NetworkHost,
    private readonly directory: string,
  ) {
    makeDirectories(host.sys, directory);
    this.networks = readJson<NetworkRecord[]>(host.sys, this.database) ?? [];
    this.makePredefined();
    for (const network of this.networks) this.plugBridge(network);
    this.save();
  }

  private get database(): string {
    return `${this.directory}/local-kv.db`;
  }

  all(): NetworkRecord[] {
    return [...this.networks];
  }

  endpoints(network: NetworkRecord): ActiveEndpoint[] {
    return this.host.endpoints(network);
  }

  byName(name: string): NetworkRecord | undefined {
    return this.networks.find((one) => one.name === name);
  }

  byId(id: string): NetworkRecord | undefined {
    return this.networks.find((one) => one.id === id);
  }

  /** By id, name, then prefix of an id (moby daemon.FindNetwork). */
  get(ref: string): NetworkRecord {
    const exact = this.byId(ref) ?? this.byName(ref);
    if (exact) return exact;
    const matches = /^[0-9a-f]+$/.test(ref) ? this.networks.filter((one) => one.id.startsWith(ref)) : [];
    if (matches.length > 1) throw invalid(`network ${ref} is ambiguous (${matches.length} matches found based on ID prefix)`);
    if (!matches[0]) throw notFound(`network ${ref} not found`);
    return matches[0];
  }

  /** Subnets that are spoken for: other networks' and those that the host routes. */
  taken(): Prefix[] {
    const own = this.networks.flatMap((network) => (network.pools ?? []).map((pool) => parsePrefix(pool.subnet)!));
    const routed = this.host.kernel.host.net.routes().map((route) => parsePrefix(route.destination));
    return [...own, ...routed.filter((prefix) => prefix !== undefined)];
  }

  create(request: NetworkRequest): NetworkRecord {
    const name = request.Name ?? '';
    if (name.trim() === '') throw invalid('invalid name: name is empty');
    if (isPredefined(name)) throw new EngineError('forbidden', `operation is not permitted on predefined ${name} network`);
    if (this.byName(name)) throw conflict(`network with name ${name} already exists`);
    if (request.Scope === 'swarm') throw new EngineError('forbidden', 'cannot create a swarm scoped network when swarm is not active');
    const from = request.ConfigFrom?.Network ?? '';
    const source = from ? this.byName(from) : undefined;
    if (from && !source?.configOnly) throw notFound(`configuration network ${quote(from)} does not exist`);
    const configOnly = request.ConfigOnly ?? false;
    const driver = configOnly ? 'null' : request.Driver || 'bridge';
    checkDriver(driver, configOnly);
    const ipamDriver = request.IPAM?.Driver || 'default';
    if (ipamDriver !== 'default' && ipamDriver !== 'null') throw notFound(`plugin ${quote(ipamDriver)} not found`);
    const options = source?.options ?? request.Options ?? {};
    const enableIpv6 = source?.enableIpv6 ?? request.EnableIPv6 ?? false;
    const enableIpv4 = source?.enableIpv4 ?? request.EnableIPv4 ?? true;
    const pools = configOnly && (request.IPAM?.Config ?? []).length === 0
      ? []
      : choosePools({
          request: source ? { Config: (source.pools ?? []).map((pool) => ({ Subnet: pool.subnet, IPRange: pool.ipRange, Gateway: pool.gateway })) } : (request.IPAM ?? {}),
          enableIpv4, enableIpv6, taken: configOnly ? [] : this.taken(), addressPools: this.addressPools(), random: this.host.sys.random,
        });
    const id = this.host.sys.random.hex(32);
    const network: NetworkRecord = {
      id, name, created: formatNanos(this.host.now()), scope: 'local', driver, enableIpv4, enableIpv6,
      ipamDriver, ipamOptions: request.IPAM?.Options ?? null, pools, internal: request.Internal ?? false, attachable: request.Attachable ?? false,
      configFrom: from, configOnly, options, labels: request.Labels ?? {},
      bridge: options['com.docker.network.bridge.name'] || `br-${id.slice(0, 12)}`,
    };
    this.networks.push(network);
    this.plugBridge(network);
    this.save();
    this.host.events.log('network', 'create', id, { name, type: driver });
    return network;
  }

  remove(ref: string): void {
    const network = this.get(ref);
    if (isPredefined(network.name)) throw new EngineError('forbidden', `${network.name} is a pre-defined network and cannot be removed`);
    const users = this.networks.filter((one) => one.configFrom === network.name);
    if (network.configOnly && users.length > 0) throw new EngineError('forbidden', `configuration network ${quote(network.name)} is in use`);
    const active = this.endpoints(network);
    if (active.length > 0) {
      const list = active
        .sort((a, b) => (a.containerName < b.containerName ? -1 : 1))
        .map((one) => `name:${quote(one.containerName)} id:${quote(one.endpointId.slice(0, 12))}`);
      throw new EngineError('forbidden', `error while removing network: network ${network.name} has active endpoints (${list.join(', ')})`);
    }
    this.discard(network);
  }

  discard(network: NetworkRecord): void {
    this.networks = this.networks.filter((one) => one !== network);
    if (network.driver === 'bridge') this.host.kernel.removeLink(this.host.kernel.host.net, network.bridge);
    this.save();
    this.host.events.log('network', 'destroy', network.id, { name: network.name, type: network.driver });
  }

  /** Dockerd goes: its bridges stay, as in reality. */
  save(): void {
    writeJson(this.host.sys, this.database, this.networks);
  }

  private addressPools(): readonly { base: string; size: number }[] {
    return this.host.addressPools.length > 0 ? this.host.addressPools : DEFAULT_POOLS;
  }

  private makePredefined(): void {
    const make = (name: string, driver: string, extra: Partial<NetworkRecord> = {}): void => {
      if (this.byName(name)) return;
      this.networks.push({
        id: this.host.sys.random.hex(32), name, created: formatNanos(this.host.now()), scope: 'local', driver, enableIpv4: true, enableIpv6: false,
        ipamDriver: 'default', ipamOptions: null, pools: null, internal: false, attachable: false, configFrom: '', configOnly: false,
        options: {}, labels: {}, bridge: '', ...extra,
      });
    };
    make('none', 'null');
    make('host', 'host');
    const bip = this.host.bip ? parsePrefix(this.host.bip) : undefined;
    const gateway = this.host.bip?.split('/')[0] ?? '172.17.0.1';
    const subnet = bip ? choosePools({ request: { Config: [{ Subnet: this.host.bip }] }, enableIpv4: true, enableIpv6: false, taken: [], addressPools: [], random: this.host.sys.random, lenient: true })[0]!.subnet : '172.17.0.0/16';
    make('bridge', 'bridge', {
      bridge: 'docker0',
      pools: [{ subnet, gateway }],
      options: {
        'com.docker.network.bridge.default_bridge': 'true', 'com.docker.network.bridge.enable_icc': 'true',
        'com.docker.network.bridge.enable_ip_masquerade': 'true', 'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
        'com.docker.network.bridge.name': 'docker0', 'com.docker.network.driver.mtu': '1500',
      },
    });
  }

  /** Makes the host's bridge, unless it is still there from before. */
  private plugBridge(network: NetworkRecord): void {
    if (network.driver !== 'bridge' || network.configOnly) return;
    const { kernel } = this.host;
    if (!kernel.host.net.interfaces().some((one) => one.name === network.bridge)) {
      const addresses = (network.pools ?? []).filter((pool) => pool.gateway).map((pool) => ({ ip: pool.gateway, prefix: parsePrefix(pool.subnet)!.length, scope: 'global' as const }));
      kernel.addBridge(kernel.host.net, network.bridge, addresses, { mtu: Number(network.options['com.docker.network.driver.mtu'] ?? 1500) });
    }
    kernel.setBridgeIsolation(kernel.host.net, network.bridge, {
      internal: network.internal, icc: network.options['com.docker.network.bridge.enable_icc'] !== 'false',
    });
  }
}

function checkDriver(driver: string, configOnly: boolean): void {
  if (configOnly || driver === 'bridge') return;
  if (driver === 'host' || driver === 'null') throw new EngineError('forbidden', `only one instance of ${quote(driver)} network is allowed`);
  if (driver === 'overlay') throw new EngineError('unavailable', SWARM_REFUSAL);
  if (driver === 'macvlan' || driver === 'ipvlan') throw new EngineError('notImplemented', `dockyard: the ${driver} network driver is not simulated`);
  throw notFound(`plugin ${quote(driver)} not found`);
}
