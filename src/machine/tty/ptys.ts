import type { FileSystem } from '../file-system';
import type { KernelCore } from '../kernel-core';
import type { Process } from '../process/process';
import { walk } from '../vfs/path-ops';
import { Tty } from './tty';
import type { WindowSize } from './types';

/** A devpts file system that shows ptys by their numbers. */
export interface PtsDirectory extends FileSystem {
  addPty(index: number, owner: { uid: number; gid: number; mode: number }): void;
  removePty(index: number): void;
}

interface Instance {
  fs: PtsDirectory | undefined;
  ttys: Map<number, Tty>;
}

/** All pseudo terminals: each devpts instance numbers its own (devpts, `newinstance`). */
export class Ptys {
  private readonly instances = new Map<FileSystem | undefined, Instance>();
  private readonly places = new Map<Tty, Instance>();

  private instance(fs: FileSystem | undefined): Instance {
    let found = this.instances.get(fs);
    if (!found) this.instances.set(fs, (found = { fs: fs as PtsDirectory | undefined, ttys: new Map() }));
    return found;
  }

  /** The devpts that a process's /dev/ptmx leads to: the node's own, or what is mounted at /dev/pts. */
  instanceFor(proc: Process, node?: FileSystem): FileSystem | undefined {
    if (node?.type === 'devpts') return node;
    try {
      const { fs } = walk(proc.fs, '/dev/pts').mount;
      return fs.type === 'devpts' ? fs : undefined;
    } catch {
      return undefined;
    }
  }

  /** The devpts that the host has mounted. */
  hostInstance(core: KernelCore): FileSystem | undefined {
    return core.host.mnt.all().find((mount) => mount.fs.type === 'devpts')?.fs;
  }

  allocate(fs: FileSystem | undefined, uid: number, size?: WindowSize, wanted?: number): Tty {
    const instance = this.instance(fs);
    const tty = new Tty(wanted ?? lowestFree(instance), size, (gone) => this.free(gone));
    tty.owner.uid = uid;
    this.place(tty, instance);
    return tty;
  }

  /** Gives a pty its name in another devpts: what a container runtime does by opening the container's own ptmx. */
  move(tty: Tty, fs: FileSystem): void {
    const from = this.places.get(tty);
    if (!from || from.fs === fs) return;
    this.free(tty);
    const to = this.instance(fs);
    tty.index = lowestFree(to);
    this.place(tty, to);
  }

  find(fs: FileSystem | undefined, index: number): Tty | undefined {
    return this.instances.get(fs)?.ttys.get(index);
  }

  all(): Tty[] {
    return [...this.places.keys()];
  }

  fsOf(tty: Tty): FileSystem | undefined {
    return this.places.get(tty)?.fs;
  }

  /** open(2) of a terminal by a session leader without one makes it the controlling terminal. */
  openedBy(proc: Process, tty: Tty): void {
    const { session } = proc;
    if (session.leader === proc && !session.tty && !tty.session) tty.becomeControlling(session, proc.group);
  }

  private place(tty: Tty, instance: Instance): void {
    instance.ttys.set(tty.index, tty);
    this.places.set(tty, instance);
    instance.fs?.addPty(tty.index, tty.owner);
  }

  private free(tty: Tty): void {
    const instance = this.places.get(tty);
    instance?.ttys.delete(tty.index);
    instance?.fs?.removePty(tty.index);
    this.places.delete(tty);
  }
}

function lowestFree(instance: Instance): number {
  let index = 0;
  while (instance.ttys.has(index)) index++;
  return index;
}
