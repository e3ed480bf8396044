import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/rust.json';
import type { Recipe } from '../recipe';
import { rustLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...releases(known, {
      '1.64': ['latest', '2022-10-05T02:00:00Z', { RUST_VERSION: '1.64.0' }, 0.85],
      '1.85': ['latest', '2025-03-05T02:00:00Z', { RUST_VERSION: '1.85.1' }, 0.95],
    }),
  },
  aliases: { '1': 'latest', '1.98': 'latest', bookworm: 'latest' },
  layer: rustLayers,
};
