import { sha1 } from '@noble/hashes/legacy.js';
import { concat, hex, text, utf8 } from '../../lib/bytes';
import type { Sys } from '../../machine/sys';
import { idBytes } from '../../lib/git-objects';

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

/** Reads `.git/index`, version 2 (gitformat-index). */
export function readIndex(sys: Sys, path: string): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  if (!sys.access(path, '')) return entries;
  const bytes = sys.readFile(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(8);
  for (let i = 0, at = 12; i < count; i++) {
    const length = view.getUint16(at + 60) & 0xfff;
    const name = text(bytes.subarray(at + 62, at + 62 + length));
    entries.set(name, {
      path: name,
      mode: view.getUint32(at + 24).toString(8),
      id: hex(bytes.subarray(at + 40, at + 60)),
      sizeBytes: view.getUint32(at + 36),
      mtimeMs: view.getUint32(at + 8) * 1000 + Math.floor(view.getUint32(at + 12) / 1e6),
    });
    at += (62 + length + 8) & ~7;
  }
  return entries;
}

export function writeIndex(sys: Sys, path: string, entries: ReadonlyMap<string, IndexEntry>): void {
  const parts: Uint8Array[] = [];
  const head = new DataView(new ArrayBuffer(12));
  head.setUint32(0, 0x44495243);
  head.setUint32(4, 2);
  head.setUint32(8, entries.size);
  parts.push(new Uint8Array(head.buffer));
  for (const entry of [...entries.values()].sort(byPath)) {
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
  sys.writeFile(path, concat([body, sha1(body)]));
}
