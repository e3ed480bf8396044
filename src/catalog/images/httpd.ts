import { facts } from '../facts';
import json from '../facts/httpd.json';
import type { Recipe } from '../recipe';
import { httpdLayers } from './web';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '2': 'latest', '2.4-alpine': 'alpine', '2-alpine': 'alpine', '2.4.68': 'latest', bookworm: 'latest' },
  layer: httpdLayers,
};
