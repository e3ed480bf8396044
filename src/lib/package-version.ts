/**
 * What of a distribution's package version is its software's own: without the epoch, the distribution's revision and
 * what it says of repackaged sources (deb-version(7)): `1:2.43.0-1ubuntu7.3` → `2.43.0`, `8.17.0-r1` → `8.17.0`.
 */
export function upstreamVersion(version: string): string {
  return version.replace(/^\d+:/, '').replace(/-[^-]*$/, '').replace(/[+~](?:dfsg|ds|really).*$/, '');
}

/** The last part of a package version, which its distribution adds: `1:9.6p1-3ubuntu13.16` → `3ubuntu13.16`. */
export function packageRevision(version: string): string {
  return /-([^-]*)$/.exec(version)?.[1] ?? '';
}
