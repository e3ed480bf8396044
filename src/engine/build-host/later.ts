import type { BuildBackend } from '../api/backends';
import { makeDirectories } from '../disk';
import type { Engine } from '../engine';
import type { Images } from '../images/index';

/** The builder over this engine, loaded when something is first built, pruned or measured. */
export function buildLater(engine: Engine, images: Images): BuildBackend {
  const root = `${engine.config.dataRoot}/buildkit`;
  makeDirectories(engine.sys, root, 0o711);
  let opening: Promise<BuildBackend> | undefined;
  const open = (): Promise<BuildBackend> => (opening ??= engine.sys.external(import('./open')).then(({ openBuild }) => openBuild(engine, images)));
  // Where a snapshot is taken up, what had been opened is open.
  if (engine.sys.resumed !== undefined && engine.sys.access(`${root}/cache`, '')) void open();
  return {
    build: async (request, progress) => (await open()).build(request, progress),
    prune: async (request) => (await open()).prune(request),
    cancel: async (id) => (await open()).cancel(id),
    diskUsage: async () => (await open()).diskUsage(),
  };
}
