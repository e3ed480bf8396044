import { isSysError, SysError } from '../errno';
import type { KernelCore } from '../kernel-core';
import { Listener } from '../net/listener';
import type { NetNamespaceImpl } from '../net/namespace';
import type { ConnectOptions } from '../net/network';
import { StreamSocket, type SocketOwner } from '../net/stream-socket';
import type { SocketAddress } from '../net/types';
import { UdpSocket } from '../net/udp-socket';
import * as paths from '../vfs/path-ops';
import { demand, WRITE } from '../vfs/permissions';
import type { Process } from './process';

export function ownerOf(proc: Process): SocketOwner {
  return { pid: proc.pids.host, uid: proc.credentials.euid };
}

function mayBindLow(proc: Process): boolean {
  return proc.credentials.caps.has('NET_BIND_SERVICE');
}

/** socket(2), bind(2) and listen(2). A unix address makes the socket's inode (EADDRINUSE where there is something). */
export function listen(core: KernelCore, proc: Process, ns: NetNamespaceImpl, address: SocketAddress, options: { backlog?: number; v6Only?: boolean } = {}): Listener {
  if (address.family === 'inet') return core.network.listenTcp(ns, address.host, address.port, ownerOf(proc), { ...options, mayBindLow: mayBindLow(proc) });
  try {
    paths.mknod(proc.fs, address.path, 'socket', 0o777);
  } catch (error) {
    throw isSysError(error, 'EEXIST') ? new SysError('EADDRINUSE') : error;
  }
  const at = paths.walk(proc.fs, address.path);
  return core.network.listenUnix(ns, at.mount.fs, at.ino, address.path, ownerOf(proc), options.backlog);
}

/** A unix socket's path may have been removed, to be made anew. */
function isStillThere(proc: Process, file: Listener | UdpSocket): boolean {
  if (file instanceof UdpSocket || file.address.family === 'inet') return true;
  const { location } = paths.resolve(proc.fs, file.address.path, true);
  return location !== undefined && proc.core.network.unixListener(location.mount.fs, location.ino) === file;
}

/**
 * A process that was resumed from a snapshot has its sockets still: binding to the same address again takes them up.
 * Gives the descriptor, once for each.
 */
export function takeUp(proc: Process, ns: NetNamespaceImpl, address: SocketAddress | { host: string; port: number }): number | undefined {
  for (const fd of proc.fds.numbers()) {
    const file = proc.fds.get(fd);
    if (!(file instanceof Listener || file instanceof UdpSocket) || !file.restored || file.ns !== ns) continue;
    const same =
      file instanceof UdpSocket
        ? !('family' in address) && file.port === address.port && file.host === address.host
        : 'family' in address && JSON.stringify(file.address) === JSON.stringify(address);
    if (!same || !isStillThere(proc, file)) continue;
    file.restored = false;
    return fd;
  }
  return undefined;
}

export async function connect(core: KernelCore, proc: Process, ns: NetNamespaceImpl, address: SocketAddress, options?: ConnectOptions): Promise<StreamSocket> {
  if (address.family === 'inet') return core.network.connectTcp(ns, address.host, address.port, ownerOf(proc), options);
  const at = paths.walk(proc.fs, address.path);
  const stat = paths.statAt(at);
  if (stat.type !== 'socket') throw new SysError('ECONNREFUSED');
  demand(stat, proc.credentials, WRITE);
  return core.network.connectUnix(core.network.unixListener(at.mount.fs, at.ino), address.path, ownerOf(proc));
}

export function udp(core: KernelCore, proc: Process, ns: NetNamespaceImpl, address: { host: string; port: number }): UdpSocket {
  return core.network.udp(ns, address.host, address.port, ownerOf(proc), mayBindLow(proc));
}

export function listener(proc: Process, fd: number): Listener {
  const file = proc.fds.get(fd);
  if (file instanceof Listener) return file;
  throw new SysError(file instanceof StreamSocket || file instanceof UdpSocket ? 'EINVAL' : 'ENOTSOCK');
}

export function stream(proc: Process, fd: number): StreamSocket {
  const file = proc.fds.get(fd);
  if (file instanceof StreamSocket) return file;
  throw new SysError(file instanceof Listener || file instanceof UdpSocket ? 'ENOTCONN' : 'ENOTSOCK');
}

export function datagrams(proc: Process, fd: number): UdpSocket {
  const file = proc.fds.get(fd);
  if (file instanceof UdpSocket) return file;
  throw new SysError(file instanceof Listener || file instanceof StreamSocket ? 'EOPNOTSUPP' : 'ENOTSOCK');
}

export function sockname(proc: Process, fd: number): SocketAddress {
  const file = proc.fds.get(fd);
  if (file instanceof Listener) return file.address;
  if (file instanceof StreamSocket) return file.setup.local;
  return { family: 'inet', host: datagrams(proc, fd).host, port: datagrams(proc, fd).port };
}

/** Ends the writing side of a stream; other files have none of their own. */
export function closeWrite(proc: Process, fd: number): void {
  const file = proc.fds.find(fd);
  if (file instanceof StreamSocket && !file.closed) file.shutdown('write');
}
