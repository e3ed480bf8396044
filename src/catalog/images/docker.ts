import { facts } from '../facts';
import json from '../facts/docker.json';
import type { Recipe } from '../recipe';
import { dockerLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '29': 'latest', '29-dind': 'dind', '29-cli': 'cli', '28-dind': 'dind', '24-dind': 'dind', '20.10-dind': 'dind', stable: 'latest' },
  layer: dockerLayers,
};
