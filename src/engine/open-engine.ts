import type { EventMessage } from '../api/events';
import type { Sys } from '../machine/sys';
import type { BuildBackend } from './api/backends';
import { buildLater } from './build-host/later';
import { ContainerStore } from './containers/store';
import { ExecStore } from './containers/exec-store';
import { isRunning } from './containers/record';
import { makeDirectories } from './disk';
import { isSysError } from '../machine/errno';
import type { DaemonConfig, Engine } from './engine';
import { nanosOf, type Nanos } from './go-time';
import type { Images } from './images/index';
import type { ImageService, OpenImages } from './images/ports';
import { activeEndpoints } from './networks/endpoints';
import { NetworkStore } from './networks/store';
import { EventLog } from './system/event-log';
import { VolumeStore } from './volumes/store';

/** What host/ puts into dockerd. */
export interface DockerdDeps {
  openImages: OpenImages;
  claimPort?: ((port: number) => Promise<boolean>) | undefined;
}

/** Puts the engine's parts together over its data root. */
export async function openEngine(sys: Sys, config: DaemonConfig, deps: DockerdDeps, events: readonly EventMessage[]): Promise<Engine> {
  const kernel = sys.kernel();
  makeDirectories(sys, config.dataRoot, 0o710);
  for (const name of ['plugins', 'runtimes', 'swarm', 'tmp']) makeDirectories(sys, `${config.dataRoot}/${name}`, 0o700);
  let last: Nanos = 0n;
  const now = (): Nanos => {
    const real = nanosOf(kernel.clock.now());
    last = real > last ? real : last + 1000n;
    return last;
  };
  const log = new EventLog(now, events);
  const containers = new ContainerStore(sys, `${config.dataRoot}/containers`);
  containers.load();
  const volumes = new VolumeStore(
    { sys, events: log, now, users: (name) => containers.all().filter((one) => one.record.mounts.some((mount) => mount.type === 'volume' && mount.name === name)).map((one) => one.id) },
    `${config.dataRoot}/volumes`,
  );
  const networks = new NetworkStore(
    { sys, kernel, events: log, now, endpoints: (network) => activeEndpoints(containers.all(), network.id), addressPools: config.defaultAddressPools, bip: config.bip },
    `${config.dataRoot}/network/files`,
  );
  const images = await deps.openImages({
    sys, insecureRegistries: config.insecureRegistries,
    event: (type, action, id, attributes) => log.log(type, action, id, attributes),
    users: () => containers.all().map(({ record }) => ({
      containerId: record.id, name: record.name, imageId: record.imageId, manifest: record.imageManifest?.digest, imageReference: record.config.Image, running: isRunning(record),
    })),
  });
  const parts = {
    sys, kernel, config, id: engineId(sys, `${config.dataRoot}/engine-id`), now, events: log, images, containers, execs: new ExecStore(), networks, volumes,
    build: undefined as BuildBackend | undefined, claimPort: deps.claimPort, stopping: false,
  };
  parts.build = isImageStore(images) ? buildLater(parts, images) : undefined;
  return parts;
}

/** Whether images come from the real store, over which the builder can work; tests may have others. */
function isImageStore(images: ImageService): images is Images {
  return 'context' in images && 'layers' in images;
}

/** The engine's id stays the same for as long as its data root does. */
function engineId(sys: Sys, path: string): string {
  try {
    return sys.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const hex = sys.random.hex(16);
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    sys.writeFile(path, id, 0o600);
    return id;
  }
}
