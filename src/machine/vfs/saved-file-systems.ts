import type { FileSystem } from '../file-system';
import { Disk } from './disk';
import { FsImage, type FsImageData } from './fs-image';
import { MemoryFs } from './memory-fs';
import { OverlayFs } from './overlay-fs';
import { VirtualFs, type VirtualPlace } from './virtual-fs';

type SavedFs =
  | { kind: 'memory'; type: string; dev: number; readOnly: boolean; superOptions: string | undefined; disk: number; image: FsImageData }
  | { kind: 'overlay'; dev: number; superOptions: string | undefined; lower: FsImageData | number; upper: number }
  | { kind: 'kernel'; type: string; dev: number; places: VirtualPlace[]; data: unknown };

/** File systems as plain, structured-cloneable data. Trees that share structure go on sharing it in one clone. */
export interface SavedFileSystems {
  disks: { sizeBytes: number; maxFiles: number }[];
  systems: SavedFs[];
}

/** Numbers file systems and disks while a machine is being saved; each is saved once. */
export class FileSystemSaver {
  readonly saved: SavedFileSystems = { disks: [], systems: [] };
  private readonly numbers = new Map<FileSystem, number>();
  private readonly disks = new Map<Disk, number>();

  /** `saveKernelFs` gives what the kernel needs to make one of its own file systems (proc, devpts…) again. */
  constructor(private readonly saveKernelFs: (fs: FileSystem) => unknown) {}

  numberOf(fs: FileSystem): number {
    const known = this.numbers.get(fs);
    if (known !== undefined) return known;
    const saved = this.save(fs);
    this.saved.systems.push(saved);
    this.numbers.set(fs, this.saved.systems.length - 1);
    return this.saved.systems.length - 1;
  }

  private save(fs: FileSystem): SavedFs {
    const { type, dev, readOnly, superOptions } = fs;
    if (fs instanceof MemoryFs) return { kind: 'memory', type, dev, readOnly, superOptions, disk: this.diskNumber(fs.disk), image: fs.snapshot().serialize() };
    if (fs instanceof OverlayFs) return { kind: 'overlay', dev, superOptions, lower: fs.lowerImage?.serialize() ?? this.numberOf(fs.lower), upper: this.numberOf(fs.upper) };
    return { kind: 'kernel', type, dev, places: fs instanceof VirtualFs ? fs.savePlaces() : [], data: this.saveKernelFs(fs) };
  }

  private diskNumber(disk: Disk): number {
    const known = this.disks.get(disk);
    if (known !== undefined) return known;
    this.saved.disks.push({ sizeBytes: disk.sizeBytes, maxFiles: disk.maxFiles });
    this.disks.set(disk, this.saved.disks.length - 1);
    return this.saved.disks.length - 1;
  }
}

/** Makes the file systems again, by the numbers that the saver gave. */
export function restoreFileSystems(saved: SavedFileSystems, now: () => number, makeKernelFs: (type: string, dev: number, data: unknown) => FileSystem): FileSystem[] {
  const disks = saved.disks.map(({ sizeBytes, maxFiles }) => new Disk(sizeBytes, maxFiles));
  const made: FileSystem[] = [];
  for (const one of saved.systems) made.push(restore(one));
  return made;

  function restore(one: SavedFs): FileSystem {
    const { dev } = one;
    if (one.kind === 'memory') {
      const { type, readOnly, superOptions } = one;
      return MemoryFs.fromImage(FsImage.deserialize(one.image), { type, dev, readOnly, superOptions, now, disk: disks[one.disk]! });
    }
    if (one.kind === 'overlay') {
      const lower = typeof one.lower === 'number' ? made[one.lower]! : FsImage.deserialize(one.lower);
      return new OverlayFs(lower, made[one.upper] as MemoryFs, { dev, superOptions: one.superOptions });
    }
    const fs = makeKernelFs(one.type, dev, one.data);
    if (fs instanceof VirtualFs) fs.restorePlaces(one.places);
    return fs;
  }
}
