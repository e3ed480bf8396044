import { derive } from '../derive';
import { facts } from '../facts';
import json from '../facts/wordpress.json';
import type { Recipe } from '../recipe';
import { wordpressLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    '6.8.3': derive(known.latest!, {
      created: '2025-10-01T01:40:00Z',
      history: known.latest!.history.map(([step, empty]) => (empty ? [step, empty] : [step.replace(/version='[\d.]+'; sha1=.*/, "version='6.8.3'; …")])),
    }),
  },
  aliases: { '7': 'latest', '6': '6.8.3', '6.8': '6.8.3', apache: 'latest', 'php8.3-apache': 'latest' },
  layer: wordpressLayers,
};
