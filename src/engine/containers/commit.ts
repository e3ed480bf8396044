import type { Engine } from '../engine';
import { containerEvent } from './events';
import { pauseContainer, unpauseContainer } from './stop';
import type { Container } from './store';

export interface CommitOptions {
  repo: string | undefined;
  tag: string | undefined;
  author: string;
  comment: string;
  pause: boolean;
  changes: readonly string[];
}

/** POST /commit: an image out of a container (moby daemon/commit.go). It holds still meanwhile. */
export async function commitContainer(engine: Engine, container: Container, ref: string, options: CommitOptions): Promise<{ Id: string }> {
  container.may('commit', ref);
  const { record } = container;
  const held = options.pause && record.state.status === 'running';
  if (held) pauseContainer(engine, container, ref);
  try {
    const { id } = await engine.images.commitContainer({
      containerId: record.id, imageId: record.imageId, manifest: record.imageManifest?.digest, config: record.config as never, author: options.author, comment: options.comment, changes: options.changes,
      repo: options.repo, tag: options.tag,
    });
    containerEvent(engine, container, 'commit', { comment: options.comment, imageID: id, imageRef: options.repo ? `${options.repo}:${options.tag ?? 'latest'}` : '' });
    return { Id: id };
  } finally {
    if (held) unpauseContainer(engine, container, ref);
  }
}
