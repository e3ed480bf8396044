import { isSysError } from '../../machine/errno';
import type { Io } from '../applet';

/** Whether a path leads to a file; what stat(2) refuses is taken for no. */
export function exists(io: Io, path: string): boolean {
  try {
    io.sys.stat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}
