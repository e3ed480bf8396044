import { upstreamVersion } from '../../../lib/package-version';
import { versionOfFile } from '../../../machine/program-version';
import type { Sys } from '../../../machine/sys';

/** The version of a node executable: its package's, or the image's that says it in its environment. */
export function nodeVersion(sys: Sys, path: string): string {
  const packaged = versionOfFile(sys, path);
  return packaged === undefined ? (sys.env['NODE_VERSION'] ?? '18.20.8') : upstreamVersion(packaged);
}
