import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { serveConnection } from './connection';
import { logProcess } from './error-log';
import type { Site } from './site';
import { idsOf } from './users';

/** A socket that is listened on, and what `listen` says of it. */
export interface Bound {
  fd: number;
  host: string;
  port: number;
  isSsl: boolean;
}

/** What a worker goes on from: the sockets that it serves. */
export interface WorkerState {
  ports: readonly Bound[];
  /** What names resolved to when the configuration was read. */
  addresses: readonly (readonly [string, readonly string[]])[];
  logs: readonly (readonly [path: string, fd: number])[];
}

/** A worker process: it becomes the configured user and serves connections until it is told to go. */
export async function worker(sys: Sys, site: Site, ports: readonly Bound[]): Promise<number> {
  sys.resumable((): WorkerState => ({ ports, addresses: [...site.addresses], logs: [...site.logs] }));
  const ids = sys.resumed === undefined && sys.credentials.euid === 0 ? idsOf(sys, site.user ?? 'nobody') : undefined;
  if (ids) sys.setCredentials({ uid: ids.uid, euid: ids.uid, gid: ids.gid, egid: ids.gid, groups: [ids.gid], caps: new Set() });
  const log = (message: string) => logProcess(sys, site, 'notice', message);
  sys.onSignal('SIGINT', 'ignore');
  let end: (how: 'quick' | 'graceful') => void = () => undefined;
  const ended = new Promise<'quick' | 'graceful'>((resolve) => (end = resolve));
  sys.onSignal('SIGTERM', () => end('quick'));
  sys.onSignal('SIGQUIT', () => end('graceful'));
  let connections = 0;
  for (const bound of ports) {
    sys.thread(async () => {
      for (;;) {
        let accepted: Awaited<ReturnType<Sys['accept']>>;
        try {
          accepted = await sys.accept(bound.fd);
        } catch (error) {
          if (isSysError(error, 'EINTR')) continue;
          if (isSysError(error)) return;
          throw error;
        }
        const stream = sys.stream(accepted.fd);
        const own = sys.sockname(accepted.fd);
        const { peer } = accepted;
        sys.thread(async () => {
          try {
            await serveConnection({
              sys, site, stream, listen: bound, id: ++connections,
              peer: peer.family === 'inet' ? peer.host.replace(/^::ffff:/, '') : 'unix:', peerPort: peer.family === 'inet' ? peer.port : 0, ownAddress: own.family === 'inet' ? own.host.replace(/^::ffff:/, '') : '',
            });
          } catch (failure) {
            if (!isSysError(failure) && !(failure instanceof Error && failure.name === 'StreamClosed')) throw failure;
          } finally {
            stream.close();
          }
        });
      }
    });
  }
  const how = await ended;
  if (how === 'graceful') {
    await log('gracefully shutting down');
    for (const { fd } of ports) sys.close(fd);
  }
  await log('exiting');
  await log('exit');
  return 0;
}
