import { facts } from '../facts';
import json from '../facts/mariadb.json';
import type { Recipe } from '../recipe';
import { mariadbLayers } from './databases';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: {
    '12': 'latest', '11': 'latest', lts: 'latest', '10': 'latest', '10.11': 'latest', '10.6': 'latest',
  },
  layer: mariadbLayers,
};
