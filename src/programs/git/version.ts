import { upstreamVersion } from '../../lib/package-version';
import { programVersion } from '../../machine/program-version';
import type { Sys } from '../../machine/sys';

/** The version of the git at hand: that of the package that brought it. */
export function gitVersion(sys: Sys): string {
  return upstreamVersion(programVersion(sys) ?? '1:2.39.5-0');
}
