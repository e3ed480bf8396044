import { facts } from '../facts';
import json from '../facts/traefik.json';
import type { Recipe } from '../recipe';
import { traefikLayers } from './web';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { v3: 'latest', 'v2.10': 'latest', v2: 'latest', '3': 'latest' },
  layer: traefikLayers,
};
