import table from './frames.json';
import { nearestRelease } from './release';

/** Stack lines and source lines of Node's own that a version shows, by what brings them about (`test/runtimes/frames.mjs`). */
export type Frames = (typeof table)['22.23.2'];

export function framesOf(version: string): Frames {
  const known = table as unknown as Record<string, Frames>;
  return known[nearestRelease(version, Object.keys(known))]!;
}
