import { facts } from '../facts';
import json from '../facts/registry.json';
import type { Recipe } from '../recipe';
import { registryLayers } from './web';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '3': 'latest', '2.8': '2', '2.8.1': '2', '2.7': '2' },
  layer: registryLayers,
};
