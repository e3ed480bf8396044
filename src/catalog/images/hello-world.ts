import { facts } from '../facts';
import json from '../facts/hello-world.json';
import type { Recipe } from '../recipe';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { linux: 'latest' },
  base: () => ({ kind: 'scratch' }),
  layer({ tree, sizeBytes }) {
    tree.exe('/hello', Math.round(sizeBytes * 2.4), 'hello');
    return true;
  },
};
