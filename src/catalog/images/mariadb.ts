import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/mariadb.json';
import type { Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { mariadbLayers } from './databases';

const known = facts(json);

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    ...releases(known, {
      '11': ['latest', '2026-06-02T02:00:00Z', { MARIADB_VERSION: '1:11.8.5+maria~ubu2204' }, 0.98],
      '10': ['latest', '2026-06-02T02:10:00Z', { MARIADB_VERSION: '1:10.11.15+maria~ubu2204' }, 0.96],
      '10.6': ['latest', '2026-06-02T02:20:00Z', { MARIADB_VERSION: '1:10.6.24+maria~ubu2204' }, 0.94],
      '10.4': ['latest', '2024-05-30T02:20:00Z', { MARIADB_VERSION: '1:10.4.34+maria~ubu2204' }, 0.92],
    }),
  },
  aliases: { '12': 'latest', '12.3': 'latest', lts: '11', '11.8': '11', '10.11': '10' },
  layer: mariadbLayers,
}, {
  jammy: '10 10.6',
  focal: '10.4',
});
