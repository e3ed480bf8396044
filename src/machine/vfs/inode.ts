import type { FileType, NewInode } from '../file-system';
import { copyBody, newBody, type FileBody } from './file-body';
import { NO_CONTENT } from '../../lib/content';

/**
 * Who may change a record in place. Each file system holds its own edit; a snapshot gives it a new one, so that
 * whatever was made before belongs to nobody any more and is copied when touched.
 */
export type Edit = object;

/** An inode as MemoryFs keeps it: plain data, so that images are structured-cloneable as they are. */
export interface Inode {
  owner: Edit;
  /** Owner of `entries` and `body`, which a change of attributes alone needn't copy. */
  dataOwner: Edit;
  ino: number;
  type: FileType;
  mode: number;
  uid: number;
  gid: number;
  rdev: number;
  nlink: number;
  atimeMs: number;
  mtimeMs: number;
  ctimeMs: number;
  /** A directory's parent. */
  parent: number;
  entries: Map<string, number> | undefined;
  body: FileBody | undefined;
  target: string | undefined;
  /** Replaced as a whole when it changes. */
  xattrs: ReadonlyMap<string, Uint8Array> | undefined;
}

export function newInode(edit: Edit, ino: number, parent: number, node: NewInode, nowMs: number): Inode {
  return {
    owner: edit,
    dataOwner: edit,
    ino,
    type: node.type,
    mode: node.mode & 0o7777,
    uid: node.uid,
    gid: node.gid,
    rdev: node.rdev ?? 0,
    nlink: node.type === 'dir' ? 2 : 1,
    atimeMs: nowMs,
    mtimeMs: nowMs,
    ctimeMs: nowMs,
    parent,
    entries: node.type === 'dir' ? new Map() : undefined,
    body: node.type === 'file' ? newBody(node.content ?? NO_CONTENT) : undefined,
    target: node.type === 'symlink' ? (node.target ?? '') : undefined,
    xattrs: undefined,
  };
}

/** The same inode for another edit; entries and body stay shared until `ownData`. */
export function copyInode(node: Inode, edit: Edit): Inode {
  return { ...node, owner: edit };
}

/** Makes an owned inode's entries or body its own. */
export function ownData(node: Inode, edit: Edit): void {
  if (node.dataOwner === edit) return;
  if (node.entries) node.entries = new Map(node.entries);
  if (node.body) node.body = copyBody(node.body);
  node.dataOwner = edit;
}
