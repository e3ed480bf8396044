import { upstreamVersion } from '../lib/package-version';
import { programVersion } from '../machine/program-version';
import type { Sys } from '../machine/sys';

/** The version of the bash at hand: `5.2.15`, where its file names none. */
export function bashVersion(sys: Sys): string {
  return upstreamVersion(programVersion(sys) ?? '5.2.15-2');
}

/** As $BASH_VERSION and `--version` write it. */
export function bashRelease(sys: Sys): string {
  return `${bashVersion(sys)}(1)-release`;
}
