import { unnamedSibling } from '../derive';
import { facts } from '../facts';
import json from '../facts/registry.json';
import type { Recipe } from '../recipe';
import { registryLayers } from './web';

const known = facts(json);

export const recipe: Recipe = {
  facts: { ...known, '2.7': unnamedSibling(known['2']!, '2021-11-24T20:20:00Z', '2.8.1', '2.7.1') },
  aliases: { '3': 'latest', '2.8': '2', '2.8.1': '2', '2.7.1': '2.7' },
  layer: registryLayers,
};
