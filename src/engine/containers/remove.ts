import { EngineError, isEngineError } from '../../api/errors';
import { background, type Engine } from '../engine';
import { writeSandboxFiles } from '../networks/sandbox-files';
import { containerEvent } from './events';
import { killContainer } from './signals';
import type { Container } from './store';

export interface RemoveOptions {
  force: boolean;
  volumes: boolean;
  link: boolean;
}

/** DELETE /containers/{id} (moby daemon/delete.go). */
export async function removeContainer(engine: Engine, container: Container, ref: string, options: RemoveOptions): Promise<void> {
  if (options.link) {
    removeLink(engine, ref);
    return;
  }
  if (container.record.removing) throw new EngineError('conflict', `removal of container ${ref} is already in progress`);
  container.may(options.force ? 'forceRemove' : 'remove', ref);
  container.record.removing = true;
  try {
    if (options.force) await killForRemoval(engine, container);
    discard(engine, container, options.volumes);
  } catch (error) {
    container.record.removing = false;
    throw error;
  }
}

/** Forgets a link; both containers stay (moby daemon/delete.go rmLink). */
function removeLink(engine: Engine, ref: string): void {
  const found = engine.containers.byLink(ref);
  if (!found) throw new EngineError('system', 'Conflict, cannot remove the default link name of the container');
  const { parent, alias } = found;
  parent.record.links = parent.record.links.filter((link) => link.alias !== alias);
  if (parent.live.net) writeSandboxFiles(engine, parent);
  parent.save();
}

async function killForRemoval(engine: Engine, container: Container): Promise<void> {
  const { live } = container;
  if (container.status === 'restarting') {
    live.restartTimer?.cancel();
    container.record.state.status = 'exited';
  }
  const finished = live.task?.finished.wait();
  if (!finished) return;
  try {
    await killContainer(engine, container, container.name, 'SIGKILL');
  } catch (error) {
    if (!isEngineError(error, 'conflict')) throw error;
  }
  await finished;
}

/** The writable layer, the records and (if wanted) anonymous volumes go. */
export function discard(engine: Engine, container: Container, volumes: boolean): void {
  const { record, live } = container;
  engine.images.container(container.id)?.remove();
  engine.containers.delete(container);
  engine.execs.forget(container.id);
  containerEvent(engine, container, 'destroy');
  if (volumes) {
    for (const point of record.mounts) {
      if (point.type !== 'volume' || !point.anonymous) continue;
      try {
        engine.volumes.remove(point.name, true);
      } catch (error) {
        // Another container may have taken it over with --volumes-from.
        if (!isEngineError(error, 'conflict')) throw error;
      }
    }
  }
  live.hub.close();
  live.removed(record.state.exitCode);
}

/** --rm: the container goes by itself, and its anonymous volumes with it. */
export function removeAfterExit(engine: Engine, container: Container): void {
  if (container.record.removing) return;
  container.record.removing = true;
  background(engine, async () => discard(engine, container, true));
}
