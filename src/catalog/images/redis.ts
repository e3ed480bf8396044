import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/redis.json';
import type { Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { redisLayers } from './databases';

const known = facts(json);

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    ...releases(known, {
      '7.2': ['7', '2026-06-01T02:10:00Z', { REDIS_VERSION: '7.2.11' }],
      '6': ['7', '2026-06-01T02:00:00Z', { REDIS_VERSION: '6.2.20' }, 0.9],
      '5': ['7', '2022-12-01T02:00:00Z', { REDIS_VERSION: '5.0.14' }, 0.85],
      '7-alpine': ['alpine', '2026-06-01T02:30:00Z', { REDIS_VERSION: '7.4.11' }, 0.6],
      '7.2-alpine': ['alpine', '2026-06-01T02:40:00Z', { REDIS_VERSION: '7.2.11' }, 0.55],
      '6-alpine': ['alpine', '2026-06-01T02:20:00Z', { REDIS_VERSION: '6.2.20' }, 0.5],
      '5-alpine': ['alpine', '2022-12-01T02:20:00Z', { REDIS_VERSION: '5.0.14' }, 0.45],
    }),
  },
  aliases: { '8': 'latest', '8-alpine': 'alpine', '7.4': '7', '6.2': '6', '7.4-alpine': '7-alpine', '6.2-alpine': '6-alpine', bookworm: 'latest' },
  layer: redisLayers,
}, {
  'bullseye-slim': '5',
  'alpine3.21': '6-alpine 7-alpine 7.2-alpine',
  'alpine3.16': '5-alpine',
});
