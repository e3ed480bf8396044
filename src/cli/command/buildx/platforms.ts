import { supportedPlatforms } from '../../../lib/emulators';
import { isSysError } from '../../../machine/errno';
import type { Sys } from '../../../machine/sys';

const RULES = '/proc/sys/fs/binfmt_misc';

/**
 * The platforms that BuildKit's worker tells of (util/archutil): the processor's, and those for which binfmt_misc has an
 * emulator. The engine's machine is this one, so its rules are read here.
 */
export function runnablePlatforms(sys: Sys): string[] {
  try {
    return supportedPlatforms(sys.readdir(RULES).map(({ name }) => name).filter((name) => name.startsWith('qemu-') && sys.readText(`${RULES}/${name}`).startsWith('enabled')));
  } catch (error) {
    if (!isSysError(error)) throw error;
    return supportedPlatforms([]);
  }
}
