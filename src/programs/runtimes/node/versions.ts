import { nearestRelease } from './release';
import table from './versions.json';

/** What a release tells of itself: `process.versions` but for Node's own, the name of its long-term support, its features. */
export interface Versions {
  readonly versions: Readonly<Record<string, string>>;
  readonly lts?: string;
  readonly features: Readonly<Record<string, unknown>>;
}

/** Of the recorded release next to a version: `process.versions`, `process.release` and `process.features` as it printed them. */
export function versionsOf(version: string): Versions {
  const known = table as unknown as Record<string, Versions>;
  return known[nearestRelease(version, Object.keys(known))]!;
}
