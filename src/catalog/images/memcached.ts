import { facts } from '../facts';
import json from '../facts/memcached.json';
import type { Recipe } from '../recipe';
import { memcachedLayers } from './databases';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: {
    '1': 'latest', '1.6': 'latest',
  },
  layer: memcachedLayers,
};
