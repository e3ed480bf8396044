import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/rabbitmq.json';
import type { Recipe } from '../recipe';
import { rabbitLayers } from './databases';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...releases(known, {
      '4-management': ['3-management', '2026-08-15T02:00:00Z', { RABBITMQ_VERSION: '4.1.4' }, 1.1],
    }),
  },
  aliases: { latest: '4-management', '4': '4-management', '3': '3-management', management: '4-management', '3.11-management': '3-management', '4.1-management': '4-management' },
  layer: rabbitLayers,
};
