import { lastOfLines, releases, sharedReleases } from '../derive';
import { facts } from '../facts';
import json from '../facts/php.json';
import type { Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { phpLayers } from './languages';

const known = facts(json);

/** What a release's variables say. */
const php = (version: string): Record<string, string> => ({ PHP_VERSION: version, PHP_URL: `https://www.php.net/distributions/php-${version}.tar.xz`, PHP_ASC_URL: `https://www.php.net/distributions/php-${version}.tar.xz.asc` });

/** The last release of each line, and when it was built (docker-library/official-images). */
const LAST = lastOfLines(
  '8.4.24@2026-07-30 8.3.33@2026-07-30 8.2.33@2026-07-30 8.1.34@2025-12-19 8.0.30@2023-08-08 7.4.33@2022-11-03 7.3.33@2021-11-18 7.2.34@2020-10-01 7.1.33@2019-10-24 7.0.33@2018-12-07 5.6.40@2019-01-11 5.5.38@2016-07-21 5.4.45@2015-09-07',
);
const VARIANTS = ['cli', 'fpm', 'apache', 'cli-alpine', 'fpm-alpine'] as const;
/** Releases before these had a variant not yet, or have layers of their own. */
const hasVariant = (line: string, variant: string): boolean => (variant.endsWith('-alpine') ? line >= '5.6' : variant !== 'apache' || ['8.0', '7.3', '7.2', '7.1', '5.5', '5.4'].includes(line));

const ROWS = LAST.flatMap(({ line, version, day }) => VARIANTS.filter((variant) => hasVariant(line, variant)).map((variant) => [`${line}-${variant}`, [`8-${variant}`, `${day}T21:00:00Z`, php(version)]] as const));

/** A line's other names: its release's, with and without the variant that is meant when none is named. */
function names(line: string, version: string): [string, string][] {
  const alpine = line >= '5.6' ? [[`${line}-alpine`, `${line}-cli-alpine`], [`${version}-alpine`, `${line}-cli-alpine`], [`${version}-fpm-alpine`, `${line}-fpm-alpine`]] : [];
  return [[line, `${line}-cli`], [version, `${line}-cli`], ...['cli', 'fpm', 'apache'].map((variant) => [`${version}-${variant}`, `${line}-${variant}`]), ...alpine] as [string, string][];
}
/** The newest of a major version, as each variant is called without a minor one. */
const major = (number: string, line: string): [string, string][] => [[number, `${line}-cli`], [`${number}-alpine`, `${line}-cli-alpine`], ...VARIANTS.map((variant): [string, string] => [`${number}-${variant}`, `${line}-${variant}`])];

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    ...releases(known, {
      '8.4-apache': ['8-apache', '2026-07-30T20:00:00Z', php('8.4.24')],
      '8.3-apache': ['8-apache', '2026-08-12T02:10:00Z', php('8.3.33'), 0.98],
      '8.2-apache': ['8-apache', '2026-08-12T02:20:00Z', php('8.2.33'), 0.97],
      '8.1-apache': ['8-apache', '2025-12-12T02:20:00Z', php('8.1.34'), 0.96],
      '7.4-apache': ['8-apache', '2022-11-15T02:20:00Z', php('7.4.33'), 0.9],
      '7.0-apache': ['8-apache', '2018-12-29T02:20:00Z', php('7.0.33'), 0.88],
      '5.6-apache': ['8-apache', '2019-01-15T02:20:00Z', php('5.6.40'), 0.8],
    }),
    ...sharedReleases(known, Object.fromEntries(ROWS)),
  },
  aliases: {
    ...Object.fromEntries([...LAST.flatMap(({ line, version }) => names(line, version)), ...major('7', '7.4'), ...major('5', '5.6')]),
    latest: '8-cli', '8': '8-cli', '8.5': '8-cli', cli: '8-cli', alpine: '8-cli-alpine', '8-alpine': '8-cli-alpine', apache: '8-apache', fpm: '8-fpm', 'fpm-alpine': '8-fpm-alpine', 'cli-alpine': '8-cli-alpine', '8.5-alpine': '8-cli-alpine',
    ...Object.fromEntries(VARIANTS.map((variant) => [`8.5-${variant}`, `8-${variant}`])), '8.5.9': '8-cli', '8.5.9-cli': '8-cli',
  },
  layer: phpLayers,
}, {
  'bullseye-slim': '7.4-apache',
  'stretch-slim': '7.0-apache 5.6-apache',
});
