import { facts } from '../facts';
import json from '../facts/bash.json';
import type { Recipe } from '../recipe';
import { bashLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '5': 'latest', '5.3': 'latest', '5.2': 'latest' },
  layer: bashLayers,
};
