import { hex, text } from '../../lib/bytes';
import { byPath, indexBytes, type IndexEntry } from '../../lib/git-index';
import type { Sys } from '../../machine/sys';

export { byPath, type IndexEntry };

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
  sys.writeFile(path, indexBytes(entries.values()));
}
