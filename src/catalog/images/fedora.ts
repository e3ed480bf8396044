import { facts } from '../facts';
import json from '../facts/fedora.json';
import type { Recipe } from '../recipe';
import { nothingMore } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '44': 'latest' },
  layer: nothingMore,
};
