import { facts } from '../facts';
import json from '../facts/wordpress.json';
import type { Recipe } from '../recipe';
import { wordpressLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '7': 'latest', '6': 'latest', apache: 'latest', 'php8.3-apache': 'latest' },
  layer: wordpressLayers,
};
