import type { BuildBackend } from '../api/backends';
import { makeDirectories } from '../disk';
import type { Engine } from '../engine';
import type { Images } from '../images/index';

/** The builder over this engine, loaded when something is first built, pruned or measured. */
export function buildLater(engine: Engine, images: Images): BuildBackend {
  const root = `${engine.config.dataRoot}/buildkit`;
  makeDirectories(engine.sys, root, 0o711);
  const { meta, roots } = images.context;
  let opening: Promise<BuildBackend> | undefined;
  let isOpen = false;
  const open = (): Promise<BuildBackend> =>
    (opening ??= engine.sys.external(import('./open')).then(({ openBuild }) => {
      const builder = openBuild(engine, images);
      isOpen = true;
      return builder;
    }));
  // Until it is loaded nothing that it made is garbage: which of it the cache needs is its own to say.
  roots.push(() => ({ snapshots: isOpen ? [] : Object.values(meta.data.snapshots).flatMap(({ id, own }) => (own ? [id] : [])) }));
  // Where a snapshot is taken up, what had been opened is open.
  if (engine.sys.resumed !== undefined && engine.sys.access(`${root}/cache`, '')) void open();
  return {
    build: async (request, progress) => (await open()).build(request, progress),
    prune: async (request) => (await open()).prune(request),
    cancel: async (id) => (await open()).cancel(id),
    diskUsage: async () => (await open()).diskUsage(),
  };
}
