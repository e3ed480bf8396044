import { invalid, isEngineError } from '../../api/errors';
import { isValidName, NAME_CHARACTERS, randomName } from '../../lib/names';
import { formatNanos, ZERO_TIME } from '../go-time';
import { formatPlatform, MAXIMUM_PLATFORM, runsHere } from '../../oci/platform';
import type { Engine } from '../engine';
import { blankEndpoint, checkEndpoint } from '../networks/endpoints';
import { containerEvent } from './events';
import { mergeImageConfig, normalConfig, normalHostConfig } from './normalize-config';
import type { ContainerConfig, ContainerRecord, CreateBody, Endpoint, HostConfig } from './record';
import { populateVolumes, registerMounts } from './register-mounts';
import { discardUnsupported } from './resources';
import { validateConfig, validateHostConfig } from './validate';

export interface CreateRequest {
  name: string;
  body: CreateBody | null;
  platform?: string;
}

/** Refuses what isn't a container's name; `shown` is the name as the message has it. */
export function checkContainerName(name: string, shown: string = name): void {
  if (!isValidName(name.replace(/^\//, ''))) throw invalid(`Invalid container name (${shown}), only ${NAME_CHARACTERS} are allowed`);
}

/** POST /containers/create (moby daemon/create.go). */
export function createContainer(engine: Engine, request: CreateRequest): { Id: string; Warnings: string[] } {
  if (!request.body) throw invalid('config cannot be empty in order to create a container');
  const given = request.body.HostConfig ?? {};
  const host = normalHostConfig(given, engine.config);
  const asked = normalConfig(request.body);
  validateConfig(asked);
  validateHostConfig(engine, host, asked, given as Record<string, unknown>);
  const warnings = discardUnsupported(host);
  if (host.NetworkMode === 'host' && Object.keys(host.PortBindings).length > 0) warnings.push('Published ports are discarded when using host network mode');
  const image = engine.images.resolveImage(asked.Image, request.platform);
  if (request.platform === undefined && !runsHere(image)) {
    warnings.push(`The requested image's platform (${formatPlatform(image)}) does not match the detected host platform (${formatPlatform(MAXIMUM_PLATFORM)}) and no specific platform was requested`);
  }
  if (host.NetworkMode === 'bridge' && host.Links?.length) {
    warnings.push('Links on the default bridge network are deprecated and will be removed in a future release. Use a custom network instead.');
  }
  const config = mergeImageConfig(asked, image.config);
  if ((config.Entrypoint ?? []).length === 0 && (config.Cmd ?? []).length === 0) throw invalid('no command specified');
  validateConfig(config);

  const id = engine.sys.random.hex(32);
  const name = takeName(engine, request.name);
  fillHostname(engine, config, host, id);
  const links = readLinks(engine, host);
  const networks = readEndpoints(engine, host, request.body);
  const prepared = engine.images.prepareContainer(image, id);
  try {
    const mounts = registerMounts(engine, host, config);
    populateVolumes(engine, prepared, mounts);
    const command = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
    const container = engine.containers.add({
      id, name, created: formatNanos(engine.now()), path: command[0]!, args: command.slice(1), config, hostConfig: host, imageId: image.id,
      imageManifest: image.manifest, mounts, networks, ports: {}, sandboxId: '', restartCount: 0, hasBeenStarted: false, manuallyStopped: false,
      removing: false, links,
      state: { status: 'created', oomKilled: false, pid: 0, exitCode: 0, error: '', startedAt: ZERO_TIME, finishedAt: ZERO_TIME },
    });
    containerEvent(engine, container, 'create');
  } catch (error) {
    prepared.remove();
    throw error;
  }
  return { Id: id, Warnings: warnings };
}

function takeName(engine: Engine, wanted: string): string {
  if (wanted !== '') {
    checkContainerName(wanted);
    const name = wanted.replace(/^\//, '');
    engine.containers.checkName(name);
    return name;
  }
  for (let attempt = 0; ; attempt++) {
    const name = randomName((n) => engine.sys.random.below(n), attempt);
    if (!engine.containers.byName(name)) return name;
  }
}

function fillHostname(engine: Engine, config: ContainerConfig, host: HostConfig, id: string): void {
  if (config.Hostname !== '') return;
  if (host.NetworkMode === 'host' || host.UTSMode === 'host') config.Hostname = engine.sys.hostname();
  else if (!host.NetworkMode.startsWith('container:')) config.Hostname = id.slice(0, 12);
}

function readLinks(engine: Engine, host: HostConfig): ContainerRecord['links'] {
  return (host.Links ?? []).map((link) => {
    const [ref = '', alias = ref] = link.replace(/^\//, '').split(':');
    const other = engine.containers.find(ref);
    if (!other) throw invalid(`could not get container for ${ref}: No such container: ${ref}`);
    return { name: other.name, alias: alias.slice(alias.lastIndexOf('/') + 1) };
  });
}

/** The endpoints that the container will have: of its mode, and those that the request adds. */
function readEndpoints(engine: Engine, host: HostConfig, body: CreateBody): Record<string, Endpoint> {
  if (host.NetworkMode.startsWith('container:')) return {};
  const nameOf = (ref: string): string => {
    if (ref === 'default') return 'bridge';
    try {
      return engine.networks.get(ref).name;
    } catch (error) {
      if (isEngineError(error)) return ref;
      throw error;
    }
  };
  host.NetworkMode = engine.networks.byName(host.NetworkMode) || host.NetworkMode === 'bridge' ? host.NetworkMode : nameOf(host.NetworkMode);
  const networks: Record<string, Endpoint> = {};
  for (const [ref, settings] of Object.entries(body.NetworkingConfig?.EndpointsConfig ?? {})) networks[nameOf(ref)] = readEndpoint(settings ?? {});
  networks[host.NetworkMode] ??= blankEndpoint();
  const mac = (body as { MacAddress?: string }).MacAddress;
  if (mac && networks[host.NetworkMode]) networks[host.NetworkMode]!.desiredMac = mac;
  for (const [name, endpoint] of Object.entries(networks)) {
    const network = engine.networks.byName(name);
    if (!network) continue;
    try {
      checkEndpoint(network, endpoint);
    } catch (error) {
      if (isEngineError(error)) throw invalid(`invalid config for network ${name}: ${error.message}`);
      throw error;
    }
  }
  return networks;
}

/** EndpointSettings of a request: what may be wished for. */
export function readEndpoint(settings: Readonly<Record<string, unknown>>): Endpoint {
  const strings = (value: unknown): string[] | null => (Array.isArray(value) && value.length > 0 ? (value as string[]) : null);
  const ipam = settings['IPAMConfig'] as Endpoint['ipamConfig'] | undefined;
  const options = settings['DriverOpts'] as Record<string, string> | null | undefined;
  return blankEndpoint({
    ipamConfig: ipam ?? null, links: strings(settings['Links']), aliases: strings(settings['Aliases']), driverOpts: options ?? null,
    gwPriority: typeof settings['GwPriority'] === 'number' ? settings['GwPriority'] : 0,
    desiredMac: typeof settings['MacAddress'] === 'string' ? settings['MacAddress'] : '',
  });
}

