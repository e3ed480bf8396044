import { facts } from '../facts';
import json from '../facts/redis.json';
import type { Recipe } from '../recipe';
import { redisLayers } from './databases';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: {
    '8': 'latest', '7.4': '7', '6': '7', '6.2': '7', '7.2': '7', '7-alpine': 'alpine', '6-alpine': 'alpine', '8-alpine': 'alpine', 'bookworm': 'latest',
  },
  layer: redisLayers,
};
