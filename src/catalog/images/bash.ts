import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/bash.json';
import type { Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { bashLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    ...releases(known, {
      '5.2': ['latest', '2025-07-15T22:10:00Z', { _BASH_VERSION: '5.2.37', _BASH_BASELINE: '5.2', _BASH_LATEST_PATCH: '37' }, 0.98],
    }),
  },
  aliases: { '5': 'latest', '5.3': 'latest', '5.2.37': '5.2' },
  layer: bashLayers,
}, {
  'alpine3.22': '5.2',
});
