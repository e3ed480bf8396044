import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/mongo.json';
import type { Recipe } from '../recipe';
import { mongoLayers } from './databases';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...releases(known, {
      '8.0': ['latest', '2026-08-02T02:00:00Z', { MONGO_MAJOR: '8.0', MONGO_VERSION: '8.0.14' }, 0.97],
      '7': ['latest', '2026-08-02T02:10:00Z', { MONGO_MAJOR: '7.0', MONGO_VERSION: '7.0.24' }, 0.93],
      '6': ['latest', '2026-08-02T02:20:00Z', { MONGO_MAJOR: '6.0', MONGO_VERSION: '6.0.26' }, 0.88],
      '5': ['latest', '2025-02-02T02:20:00Z', { MONGO_MAJOR: '5.0', MONGO_VERSION: '5.0.31' }, 0.82],
      '4.4': ['latest', '2024-02-26T02:20:00Z', { MONGO_MAJOR: '4.4', MONGO_VERSION: '4.4.29' }, 0.68],
    }),
  },
  aliases: { '8': 'latest', '8.3': 'latest', '7.0': '7', '6.0': '6', '5.0': '5', '4': '4.4' },
  layer: mongoLayers,
};
