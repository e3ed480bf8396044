import type { FileSystem } from './file-system';
import type { KernelCore } from './kernel-core';
import type { LocationData, OpenFileData } from './kernel-snapshot';
import { Listener } from './net/listener';
import type { NetNamespaceImpl } from './net/namespace';
import { StreamSocket } from './net/stream-socket';
import { UdpSocket } from './net/udp-socket';
import { isMemoryDevice, MemoryDevice } from './process/devices';
import { DirectoryFile, RegularFile } from './process/inode-files';
import { openFifo } from './process/open';
import type { OpenFile } from './process/open-file';
import { OutsideFile } from './process/outside-file';
import { pipeEnd, type PipeBuffer } from './process/pipe';
import { newSlave } from './process/sys-terminals';
import { PtyMasterFile } from './tty/tty-files';
import type { Tty } from './tty/tty';
import type { Location } from './vfs/location';

/** What open files lead to, by number. */
export interface FileContext {
  readonly core: KernelCore;
  fs(index: number): FileSystem;
  net(id: number): NetNamespaceImpl;
  tty(index: number): Tty;
  pipe(index: number, existing?: PipeBuffer): PipeBuffer;
  location(data: LocationData): Location;
}

/** Opens again what a snapshot says was open. */
export function restoreFile(context: FileContext, data: OpenFileData): OpenFile {
  const file = make(context, data);
  file.append = data.append;
  file.nonBlock = data.nonBlock;
  if (file instanceof Listener || file instanceof UdpSocket) file.restored = true;
  return file;
}

function make(context: FileContext, data: OpenFileData): OpenFile {
  const { core } = context;
  const now = (): number => core.clock.now();
  switch (data.kind) {
    case 'inode':
      return makeInode(context, data);
    case 'pipe': {
      if (!data.fifo) return pipeEnd(core, context.pipe(data.pipe), data.access);
      const file = openFifo(core, context.fs(data.fifo.fs), data.fifo.ino, data.access, data.path);
      context.pipe(data.pipe, file.buffer);
      return file;
    }
    case 'tty':
      return newSlave(core, context.tty(data.tty), data.access, data.path);
    case 'master':
      return new PtyMasterFile(context.tty(data.tty), now);
    case 'listener': {
      const { address, ino, owner, backlog, v6Only, socket } = data;
      const ns = context.net(data.ns);
      if (address.family === 'inet') return new Listener(address, ino, ns, { ...owner }, now, { backlog, v6Only });
      if (socket) return core.network.listenUnix(ns, context.fs(socket.fs), socket.ino, address.path, { ...owner }, backlog);
      return new Listener(address, ino, ns, { ...owner }, now, { backlog });
    }
    case 'udp':
      return new UdpSocket(data.host, data.port, data.ino, context.net(data.ns), { ...data.owner }, now);
    case 'stream':
      return lostConnection(context, data);
    case 'outside': {
      const file = new OutsideFile(data.direction, core);
      file.abandon();
      return file;
    }
  }
}

function makeInode(context: FileContext, data: OpenFileData & { kind: 'inode' }): OpenFile {
  const location = context.location(data.location);
  const isView = context.core.views.has(location.mount.fs);
  const fs = isView ? location.mount.fs : context.fs(data.fs);
  const ino = isView ? location.ino : data.ino;
  const stat = fs.getattr(ino);
  if (stat.type === 'dir') return new DirectoryFile(fs, ino, location, data.access, data.path);
  if (stat.type === 'chr' && isMemoryDevice(stat.rdev)) return new MemoryDevice(fs, ino, location, data.access, data.path);
  const file = new RegularFile(fs, ino, location, data.access, data.path);
  file.offset = data.offset;
  return file;
}

/** Connections don't survive: unix streams read the end, TCP says that the peer has reset it. */
function lostConnection(context: FileContext, data: OpenFileData & { kind: 'stream' }): StreamSocket {
  const { local, peer, ino, owner } = data;
  const setup = { local, peer, ino, owner: { ...owner }, nowMs: () => context.core.clock.now(), links: [] };
  const own = new StreamSocket({ ...setup, ns: data.ns === undefined ? undefined : context.net(data.ns) });
  const other = new StreamSocket({ ...setup, ino: 0, local: peer, peer: local, ns: undefined });
  StreamSocket.connect(own, other);
  other.released();
  if (local.family === 'inet') own.abort();
  return own;
}
