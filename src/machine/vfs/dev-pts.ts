import { SysError } from '../errno';
import type { AttrChange } from '../file-system';
import { VirtualFs, type VirtualNode, type VirtualSpecial } from './virtual-fs';

/** Who owns a pseudo terminal; chmod and chown (mesg(1), login) change it in place. */
export interface PtyOwner {
  uid: number;
  gid: number;
  mode: number;
}

const PTMX = 5 * 256 + 2;
const SLAVE_MAJOR = 136;

/** devpts: the slaves of one instance's pseudo terminals (pts(4)), and its own ptmx. */
export class DevPts extends VirtualFs {
  private readonly ptys: Map<number, PtyOwner>;

  constructor(options: { dev: number; now: () => number; superOptions?: string; ptmxMode?: number }) {
    const ptys = new Map<number, PtyOwner>();
    const ptmx: VirtualSpecial = { kind: 'special', type: 'chr', rdev: PTMX, mode: options.ptmxMode ?? 0o666 };
    const child = (name: string): VirtualNode | undefined => {
      if (name === 'ptmx') return ptmx;
      const owner = /^\d+$/.test(name) ? ptys.get(Number(name)) : undefined;
      return owner && slave(Number(name), owner);
    };
    const names = (): string[] => [...[...ptys.keys()].sort((a, b) => a - b).map(String), 'ptmx'];
    super('devpts', options.dev, { kind: 'dir', mode: 0o755, names, child }, options.now, options.superOptions ?? 'gid=5,mode=620,ptmxmode=666');
    this.ptys = ptys;
  }

  addPty(index: number, owner: PtyOwner): void {
    this.ptys.set(index, owner);
  }

  removePty(index: number): void {
    this.ptys.delete(index);
  }
}

function slave(index: number, owner: PtyOwner): VirtualSpecial {
  const setattr = (change: AttrChange): void => {
    if (change.size !== undefined) throw new SysError('EINVAL');
    owner.uid = change.uid ?? owner.uid;
    owner.gid = change.gid ?? owner.gid;
    owner.mode = change.mode ?? owner.mode;
  };
  return { kind: 'special', type: 'chr', rdev: SLAVE_MAJOR * 256 + index, ...owner, setattr };
}
