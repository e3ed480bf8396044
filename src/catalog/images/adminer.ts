import { sharedReleases } from '../derive';
import { facts } from '../facts';
import json from '../facts/adminer.json';
import type { Recipe } from '../recipe';
import { adminerLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...sharedReleases(known, {
      '5.4.1': ['latest', '2025-10-09T19:20:00Z', { ADMINER_VERSION: '5.4.1' }],
      '4.17.1': ['latest', '2025-03-11T19:20:00Z', { ADMINER_VERSION: '4.17.1' }],
    }),
  },
  aliases: { '6': 'latest', '5': '5.4.1', '4': '4.17.1' },
  layer: adminerLayers,
};
