import type { Content } from '../../lib/content';
import type { FileType } from '../file-system';

/**
 * An entry of an OCI image layer (image-spec layer.md). A deleted path is the empty file `.wh.<name>` beside it; a
 * directory whose lower content is hidden holds `.wh..wh..opq`.
 */
export interface LayerEntry {
  /** Without leading or trailing slash. */
  path: string;
  type: FileType | 'hardlink';
  mode: number;
  uid: number;
  gid: number;
  mtimeMs: number;
  size: number;
  /** A symlink's text, or the path of the entry that a hard link names. */
  linkname: string;
  rdev: number;
  content: Content;
  xattrs: ReadonlyMap<string, Uint8Array>;
}

export const WHITEOUT_PREFIX = '.wh.';
export const OPAQUE_NAME = '.wh..wh..opq';
