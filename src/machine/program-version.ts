import { readContent } from '../lib/content';
import { executableVersion, FORMAT_HEAD_BYTES } from '../lib/executable';
import { isSysError } from './errno';
import type { Sys } from './sys';

/**
 * The version that an executable's file says it is of: the package's or the image's that brought it, as the program's
 * `--version`, its User-Agent and the package lists then agree on. Undefined where the file names none.
 */
export function versionOfFile(sys: Sys, path: string): string | undefined {
  try {
    return executableVersion(readContent(sys.readContent(path), 0, FORMAT_HEAD_BYTES));
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** The version of the program that runs. */
export function programVersion(sys: Sys): string | undefined {
  return versionOfFile(sys, sys.exePath);
}

/** What GNU's programs say they were built for: Alpine's build has its own name. */
export function buildTriplet(sys: Sys): string {
  const { machine } = sys.uname();
  if (sys.access('/etc/alpine-release', '')) return `${machine}-alpine-linux-musl`;
  return machine === 'x86_64' ? 'x86_64-pc-linux-gnu' : `${machine}-unknown-linux-gnu`;
}
