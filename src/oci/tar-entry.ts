import type { Content } from '../lib/content';

/** One member of a tar archive, as layers hold them. Plain data. */
export interface TarEntry {
  /** Without leading or trailing slashes; the root directory is the empty string. */
  path: string;
  type: 'file' | 'dir' | 'symlink' | 'hardlink' | 'fifo' | 'chr' | 'blk';
  mode: number;
  uid: number;
  gid: number;
  mtimeMs: number;
  content?: Content;
  /** What a symbolic link says, or the member that a hard link names. */
  target?: string;
  /** Device number: major * 256 + minor. */
  rdev?: number;
  xattrs?: Readonly<Record<string, Uint8Array>>;
}

/** A tar archive that can't be read, in Go's words. */
export class TarError extends Error {
  constructor(
    message: string,
    /** The member whose content is cut off. */
    readonly member?: string,
    /** Bytes of it that are there, and that its header promises. */
    readonly length?: { found: number; promised: number },
  ) {
    super(message);
  }
}

export const TAR_BLOCK = 512;
