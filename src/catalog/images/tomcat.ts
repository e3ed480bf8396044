import { facts } from '../facts';
import json from '../facts/tomcat.json';
import type { Recipe } from '../recipe';
import { javaLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '11': 'latest', '10': 'latest', '9': 'latest', '9.0': 'latest', '10.1': 'latest', '8': 'latest' },
  layer: javaLayers,
};
