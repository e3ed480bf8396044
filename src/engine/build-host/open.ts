import type { EventType } from '../../api/events';
import { isSysError } from '../../machine/errno';
import type { BuildBackend } from '../api/backends';
import { openBuilder } from '../builder/index';
import type { BuildPorts, KeptText } from '../builder/ports';
import type { Engine } from '../engine';
import type { Images } from '../images/index';
import { collectGarbage } from '../images/garbage';
import { Lease } from '../images/lease';
import { hostResolvers } from '../networks/resolv-conf';
import { HostContainers } from './classic-containers';
import { fetchUrl } from './fetch-url';
import type { BuildHost } from './host';
import { HostImages } from './images';
import { runBuildProcess } from './process';
import { plugSandbox } from './sandbox';
import { HostSnapshots } from './snapshots';

/** The builder over this engine's images, snapshots, processes and containers. */
export function openBuild(engine: Engine, images: Images): BuildBackend {
  const { sys, kernel } = engine;
  const host: BuildHost = {
    sys, kernel, root: `${engine.config.dataRoot}/buildkit`, resolvers: () => hostResolvers(engine), plug: (net) => plugSandbox(engine, net),
    entitlements: engine.config.buildEntitlements,
    event: (type, action, id, attributes) => engine.events.log(type as EventType, action, id, attributes),
  };
  return openBuildOver(host, images, (buildImages, snapshots) => new HostContainers(engine, images, buildImages, snapshots));
}

/** The builder over a process's own image store; `containers` are those of the classic builder, which a buildkitd of its own has not. */
export function openBuildOver(host: BuildHost, images: Images, containers?: (images: HostImages, snapshots: HostSnapshots) => BuildPorts['containers']): BuildBackend {
  const { sys, kernel, root } = host;
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
  const ports: BuildPorts = {
    now: () => kernel.clock.now(), random: sys.random, images: buildImages, snapshots,
    memory: kept(`${root}/cache.json`), history: kept(`${root}/history.json`),
    runProcess: (process) => runBuildProcess(host, process),
    fetchUrl: (url) => fetchUrl(sys, url),
    event: (type, action, id, attributes) => host.event(type, action, id, attributes),
    containers: containers?.(buildImages, snapshots), standalone: containers === undefined, ...(host.entitlements && { entitlements: host.entitlements }),
    lease() {
      const lease = new Lease(images.context);
      return {
        ports: { ...ports, images: new HostImages(images, snapshots, lease) },
        release(isCancelled) {
          if (isCancelled || lease.isResumable) return lease.leave();
          lease.release();
          collectGarbage(images.context);
        },
      };
    },
  };
  return openBuilder(ports);
}
