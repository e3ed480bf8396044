import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/haproxy.json';
import type { Recipe } from '../recipe';
import { haproxyLayers } from './web';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...releases(known, {
      '2.9': ['latest', '2025-04-08T00:20:00Z', { HAPROXY_VERSION: '2.9.15', HAPROXY_URL: 'https://www.haproxy.org/download/2.9/src/haproxy-2.9.15.tar.gz' }, 0.9],
    }),
  },
  aliases: { lts: 'latest', '3': 'latest', '3.4': 'latest', '2': '2.9', '2.9.15': '2.9' },
  layer: haproxyLayers,
};
