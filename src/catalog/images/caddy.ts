import { facts } from '../facts';
import json from '../facts/caddy.json';
import type { Recipe } from '../recipe';
import { caddyLayers } from './web';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '2': 'latest', alpine: 'latest', '2-alpine': 'latest' },
  layer: caddyLayers,
};
