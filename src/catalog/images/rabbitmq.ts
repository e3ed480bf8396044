import { facts } from '../facts';
import json from '../facts/rabbitmq.json';
import type { Recipe } from '../recipe';
import { rabbitLayers } from './databases';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: {
    management: '3-management', '3': '3-management', latest: '3-management', '3.11-management': '3-management',
  },
  layer: rabbitLayers,
};
