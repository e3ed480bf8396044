import { upstreamVersion } from '../../../lib/package-version';
import { versionOfFile } from '../../../machine/program-version';
import type { Sys } from '../../../machine/sys';

/** The version of a python3 executable: its package's, or the image's that says it in its environment. */
export function pythonVersion(sys: Sys, path: string): string {
  const packaged = versionOfFile(sys, path);
  return packaged === undefined ? (sys.env['PYTHON_VERSION'] ?? '3.11.2') : upstreamVersion(packaged);
}
