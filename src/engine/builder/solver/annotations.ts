import type { BuildAnnotation } from '../../../api/build-extension';
import { formatPlatform, parsePlatform } from '../../../oci/platform';
import type { Platform } from '../../../oci/image';

/** What is written down in one place of an image, those for all platforms first (BuildKit containerimage AnnotationsGroup). */
export function annotationsFor(given: readonly BuildAnnotation[], type: BuildAnnotation['type'], platform?: Platform): Record<string, string> | undefined {
  const here = given.filter((one) => one.type === type);
  const isIndex = type === 'index' || type === 'index-descriptor';
  const own = isIndex ? here : [...here.filter((one) => one.platform === undefined), ...here.filter((one) => one.platform !== undefined && platform && named(one.platform) === formatPlatform(platform))];
  return own.length > 0 ? Object.fromEntries(own.map(({ key, value }) => [key, value])) : undefined;
}

/** Refuses places that an image of these platforms hasn't. */
export function checkAnnotations(given: readonly BuildAnnotation[], platforms: readonly Platform[], hasIndex: boolean): void {
  const there = platforms.map(formatPlatform);
  for (const { platform } of given) if (platform !== undefined && !there.includes(named(platform))) throw new Error(`invalid annotation: no platform ${named(platform)} found in source`);
  if (!hasIndex && given.some(({ type }) => type === 'index' || type === 'index-descriptor')) throw new Error('index annotations not supported for single platform export');
}

const named = (platform: string): string => formatPlatform(parsePlatform(platform));
