import { facts } from '../facts';
import json from '../facts/mongo.json';
import type { Recipe } from '../recipe';
import { mongoLayers } from './databases';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: {
    '8': 'latest', '8.0': 'latest', '7': 'latest', '6': 'latest', '5': 'latest', '4.4': 'latest', '7.0': 'latest', '6.0': 'latest',
  },
  layer: mongoLayers,
};
