import { facts } from '../facts';
import json from '../facts/php.json';
import type { Recipe } from '../recipe';
import { phpLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { apache: '8-apache', '8.5-apache': '8-apache', '8.3-apache': '8-apache', '8.2-apache': '8-apache', '8.1-apache': '8-apache', '7-apache': '8-apache', '7.4-apache': '8-apache', latest: '8-apache', '8': '8-apache', cli: '8-apache', '8-cli': '8-apache', '8.3-cli': '8-apache' },
  layer: phpLayers,
};
