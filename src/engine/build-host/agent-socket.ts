import { serveAgent } from '../../lib/ssh-agent';
import { isSysError } from '../../machine/errno';
import { unix } from '../../machine/net/types';
import type { Sys } from '../../machine/sys';
import type { BuildMount } from '../builder/ports';

/**
 * Listens at a path as a forwarded SSH agent, which tells of its keys and can't be changed (BuildKit's
 * sshforward.MountSSHSocket). Gives what ends it.
 */
export function answerAt(sys: Sys, path: string, { keys, uid, gid, mode }: BuildMount & { type: 'agent' }): () => void {
  const listener = sys.listen(unix(path));
  sys.chown(path, uid, gid);
  sys.chmod(path, mode & 0o777);
  sys.thread(async () => {
    try {
      for (;;) {
        const stream = sys.stream((await sys.accept(listener)).fd);
        sys.thread(async () => {
          try {
            await serveAgent(stream, () => keys, () => false);
          } catch (error) {
            if (!isSysError(error)) throw error;
          } finally {
            stream.close();
          }
        });
      }
    } catch (error) {
      // The listener was closed: the step is over.
      if (!isSysError(error)) throw error;
    }
  });
  return () => sys.close(listener);
}
