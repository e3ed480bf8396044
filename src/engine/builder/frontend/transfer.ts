import { PatternMatcher } from '../../../lib/ignore';
import { digestOfContent } from '../../../oci/digest';
import type { TarEntry } from '../../../oci/tar-entry';

function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** What the message that tells of a file takes on the wire of BuildKit's file transfer (fsutil). */
function announcement(path: string, sizeBytes: number): number {
  return 19 + path.length + (sizeBytes > 0 ? 1 + varintLength(sizeBytes) : 0);
}

/** What "transferring dockerfile:" counts for one file that is sent. */
export function sentFileBytes(path: string, sizeBytes: number): number {
  return announcement(path, sizeBytes) + (sizeBytes > 0 ? sizeBytes + 3 + varintLength(sizeBytes) : 0) + 2;
}

/** What an empty transfer counts. */
export const NOTHING_SENT_BYTES = 2;

/** Remembers what clients have sent, so that only what has changed counts again. */
export class TransferLog {
  private readonly sent = new Map<string, Map<string, string>>();

  /** Bytes of "transferring context:" for the files at some paths, all without any. */
  transfer(contextName: string, entries: readonly TarEntry[], followPaths: readonly string[]): number {
    const before = this.sent.get(contextName) ?? new Map<string, string>();
    this.sent.set(contextName, before);
    const wanted = followPaths.length > 0 ? new PatternMatcher(followPaths) : undefined;
    let bytes = 0;
    for (const entry of entries) {
      if (entry.path === '' || (wanted && !wanted.matchesOrParentMatches(entry.path))) continue;
      if (entry.type !== 'file') {
        bytes += announcement(entry.path, 0);
        continue;
      }
      const size = entry.content?.size ?? 0;
      const sum = `${entry.mode} ${entry.content ? digestOfContent(entry.content) : ''}`;
      const isKnown = before.get(entry.path) === sum;
      before.set(entry.path, sum);
      bytes += isKnown ? announcement(entry.path, size) : sentFileBytes(entry.path, size);
    }
    return Math.max(bytes, NOTHING_SENT_BYTES);
  }
}
