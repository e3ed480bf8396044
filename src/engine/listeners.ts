import { isSysError } from '../machine/errno';
import type { Sys } from '../machine/sys';
import { makeDirectories } from './disk';

/** A socket that dockerd listens on, and the file that goes with it at the end. */
export interface ApiListener {
  fd: number;
  path: string | undefined;
}

/** Listens where `-H` says: `unix:///path`, `tcp://host:port`, `host:port`. Throws a SysError, or a string for what isn't an address. */
export function listenOn(sys: Sys, host: string): ApiListener {
  // sd_listen_fds(3): init has made the socket and holds it, so that clients wait while dockerd still comes up.
  if (host === 'fd://') return { fd: 3, path: undefined };
  const unix = /^unix:\/\/(.*)$/.exec(host);
  if (unix) {
    const path = unix[1] || '/var/run/docker.sock';
    makeDirectories(sys, path.slice(0, path.lastIndexOf('/')));
    try {
      if (sys.lstat(path).type === 'socket') sys.unlink(path);
    } catch (error) {
      if (!isSysError(error, 'ENOENT')) throw error;
    }
    const fd = sys.listen({ family: 'unix', path });
    sys.chown(path, 0, dockerGroup(sys));
    sys.chmod(path, 0o660);
    return { fd, path };
  }
  const tcp = /^(?:tcp:\/\/)?\[?([^\]]*?)\]?:(\d+)$/.exec(host);
  if (!tcp) throw new Error(`invalid bind address format: ${host}`);
  const name = tcp[1] === 'localhost' ? '127.0.0.1' : tcp[1] || '0.0.0.0';
  return { fd: sys.listen({ family: 'inet', host: name, port: Number(tcp[2]) }), path: undefined };
}

function dockerGroup(sys: Sys): number {
  try {
    const row = sys.readText('/etc/group').split('\n').find((line) => line.startsWith('docker:'));
    return row ? Number(row.split(':')[2]) : 0;
  } catch (error) {
    if (isSysError(error)) return 0;
    throw error;
  }
}
