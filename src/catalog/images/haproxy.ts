import { lastOfLines, releases, sharedReleases } from '../derive';
import { facts } from '../facts';
import json from '../facts/haproxy.json';
import type { Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { haproxyLayers } from './web';

const known = facts(json);

/** The last release of each line, and when it was built (docker-library/official-images). */
const LAST = lastOfLines(
  '1.4.27@2016-03-15 1.5.19@2016-12-30 1.6.15@2019-10-25 1.7.14@2021-03-31 1.8.31@2022-12-09 1.9.16@2020-07-31 2.0.35@2024-04-08 2.1.12@2021-03-18 2.2.34@2025-04-23 2.3.21@2022-07-28 2.4.36@2026-07-06 ' +
  '2.5.14@2023-05-02 2.6.32@2026-07-29 2.7.12@2024-04-08 2.8.27@2026-07-29 3.0.26@2026-07-30 3.1.17@2026-03-19 3.2.22@2026-07-29 3.3.13@2026-07-29',
);

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    ...releases(known, {
      '2.9': ['latest', '2025-04-08T00:20:00Z', { HAPROXY_VERSION: '2.9.15', HAPROXY_URL: 'https://www.haproxy.org/download/2.9/src/haproxy-2.9.15.tar.gz' }, 0.9],
    }),
    ...sharedReleases(known, Object.fromEntries(LAST.map(({ line, version, day }) => [line, ['latest', `${day}T00:20:00Z`, { HAPROXY_VERSION: version, HAPROXY_URL: `https://www.haproxy.org/download/${line}/src/haproxy-${version}.tar.gz` }] as const]))),
  },
  aliases: { ...Object.fromEntries(LAST.map(({ line, version }) => [version, line])), lts: 'latest', '3.4': 'latest', '3.4.4': 'latest', '1': '1.9', '2.9.15': '2.9' },
  layer: haproxyLayers,
}, {
  'bookworm-slim': '2.9',
});
