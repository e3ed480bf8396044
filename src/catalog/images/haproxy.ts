import { facts } from '../facts';
import json from '../facts/haproxy.json';
import type { Recipe } from '../recipe';
import { haproxyLayers } from './web';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { lts: 'latest', '3': 'latest', '2': 'latest' },
  layer: haproxyLayers,
};
