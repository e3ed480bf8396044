import { facts } from '../facts';
import json from '../facts/adminer.json';
import type { Recipe } from '../recipe';
import { adminerLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '6': 'latest', '5': 'latest', '4': 'latest' },
  layer: adminerLayers,
};
