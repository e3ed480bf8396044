import { facts } from '../facts';
import json from '../facts/rust.json';
import type { Recipe } from '../recipe';
import { rustLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '1': 'latest', '1.97': 'latest', bookworm: 'latest', '1.64': 'latest' },
  layer: rustLayers,
};
