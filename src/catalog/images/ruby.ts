import { facts } from '../facts';
import json from '../facts/ruby.json';
import type { Recipe } from '../recipe';
import { rubyLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '4': 'latest', '3': 'latest', '3.3': 'latest', '3.2': 'latest', '3.4': 'latest' },
  layer: rubyLayers,
};
