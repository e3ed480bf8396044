import { facts } from '../facts';
import json from '../facts/mysql.json';
import type { Recipe } from '../recipe';
import { mysqlLayers } from './databases';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: {
    '8': '8.0', '8.4': 'latest', '9': 'latest', lts: 'latest', innovation: 'latest', '5': '5.7', '8.0.32': '8.0', '5.7.41': '5.7', '5.6': '5.7',
  },
  layer: mysqlLayers,
};
