import type { EventType } from '../../api/events';
import { isSysError } from '../../machine/errno';
import type { BuildBackend } from '../api/backends';
import { openBuilder } from '../builder/index';
import type { KeptText } from '../builder/ports';
import type { Engine } from '../engine';
import type { Images } from '../images/index';
import { HostContainers } from './classic-containers';
import { fetchUrl } from './fetch-url';
import { HostImages } from './images';
import { runBuildProcess } from './process';
import { HostSnapshots } from './snapshots';

/** The builder over this engine's images, snapshots, processes and containers. */
export function openBuild(engine: Engine, images: Images): BuildBackend {
  const { sys } = engine;
  const root = `${engine.config.dataRoot}/buildkit`;
  const snapshots = new HostSnapshots(images, `${root}/cache`);
  const buildImages = new HostImages(images, snapshots);
  const kept = (path: string): KeptText => ({
    load: () => {
      try {
        return sys.readText(path);
      } catch (error) {
        if (isSysError(error)) return undefined;
        throw error;
      }
    },
    save: (json) => sys.writeFile(path, json, 0o600),
  });
  return openBuilder({
    now: () => engine.kernel.clock.now(), random: sys.random, images: buildImages, snapshots,
    memory: kept(`${root}/cache.json`), history: kept(`${root}/history.json`),
    runProcess: (process) => runBuildProcess(engine, process),
    fetchUrl: (url) => fetchUrl(sys, url),
    event: (type, action, id, attributes) => engine.events.log(type as EventType, action, id, attributes),
    containers: new HostContainers(engine, images, buildImages, snapshots),
  });
}
