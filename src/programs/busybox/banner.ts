import { programVersion } from '../../machine/program-version';
import type { Sys } from '../../machine/sys';

/** The number and the date of the BusyBox at hand: `1.37.0 (2024-09-26 21:31:42 UTC)`. */
export function busyboxRelease(sys: Sys): string {
  return programVersion(sys) ?? '1.37.0 ()';
}

/** The line with which BusyBox's own help begins. */
export function busyboxBanner(sys: Sys): string {
  return `BusyBox v${busyboxRelease(sys)} multi-call binary.`;
}
