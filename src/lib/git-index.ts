import { sha1 } from '@noble/hashes/legacy.js';
import { concat, utf8 } from './bytes';
import { idBytes } from './git-objects';

/** A file that is staged; its path is relative to the worktree's root. */
export interface IndexEntry {
  path: string;
  /** 100644, 100755 or 120000. */
  mode: string;
  id: string;
  sizeBytes: number;
  mtimeMs: number;
}

/** Byte order, as git sorts paths. */
export function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** The bytes of `.git/index`, version 2 (gitformat-index). */
export function indexBytes(given: Iterable<IndexEntry>): Uint8Array {
  const entries = [...given].sort(byPath);
  const parts: Uint8Array[] = [];
  const head = new DataView(new ArrayBuffer(12));
  head.setUint32(0, 0x44495243);
  head.setUint32(4, 2);
  head.setUint32(8, entries.length);
  parts.push(new Uint8Array(head.buffer));
  for (const entry of entries) {
    const name = utf8(entry.path);
    const bytes = new Uint8Array((62 + name.length + 8) & ~7);
    const view = new DataView(bytes.buffer);
    const seconds = Math.floor(entry.mtimeMs / 1000);
    const nanos = Math.floor((entry.mtimeMs - seconds * 1000) * 1e6);
    for (const at of [0, 8]) {
      view.setUint32(at, seconds);
      view.setUint32(at + 4, nanos);
    }
    view.setUint32(24, parseInt(entry.mode, 8));
    view.setUint32(36, entry.sizeBytes);
    bytes.set(idBytes(entry.id), 40);
    view.setUint16(60, Math.min(name.length, 0xfff));
    bytes.set(name, 62);
    parts.push(bytes);
  }
  const body = concat(parts);
  return concat([body, sha1(body)]);
}
