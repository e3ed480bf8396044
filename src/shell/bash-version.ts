import { upstreamVersion } from '../lib/package-version';
import { programVersion } from '../machine/program-version';
import type { Sys } from '../machine/sys';

/**
 * What packages that don't name bash's patch level in their version have in them: their builds carry upstream's patches
 * beside the source (debian/changelog), and `--version` counts them.
 */
const PATCHED: Readonly<Record<string, string>> = {
  '4.2+dfsg-0.1+deb7u4': '4.2.37', '4.3-7ubuntu1.7': '4.3.11', '4.3-11+deb8u1': '4.3.30', '4.3-14ubuntu1.4': '4.3.48', '4.4-5': '4.4.12', '4.4.18-2ubuntu1.3': '4.4.20',
  '5.0-4': '5.0.3', '5.0-6ubuntu1.2': '5.0.17', '5.1-2+deb11u1': '5.1.4', '5.1-6ubuntu1': '5.1.16', '5.3-2ubuntu1': '5.3.9',
};

/** The version of the bash at hand: `5.2.15`, where its file names none. */
export function bashVersion(sys: Sys): string {
  const packaged = programVersion(sys) ?? '5.2.15-2';
  return PATCHED[packaged] ?? upstreamVersion(packaged);
}

/** As $BASH_VERSION and `--version` write it. */
export function bashRelease(sys: Sys): string {
  return `${bashVersion(sys)}(1)-release`;
}
