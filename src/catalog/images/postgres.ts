import { facts } from '../facts';
import json from '../facts/postgres.json';
import type { Recipe } from '../recipe';
import { postgresLayers } from './databases';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: {
    '18': 'latest', '17': '16', '14': '15', '13': '15', '12': '15', '16-alpine': 'alpine', '15-alpine': 'alpine', '14-alpine': 'alpine', '17-alpine': 'alpine', '13-alpine': 'alpine', '18-alpine': 'alpine', bookworm: 'latest',
  },
  layer: postgresLayers,
};
