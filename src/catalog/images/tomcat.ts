import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/tomcat.json';
import type { Recipe } from '../recipe';
import { javaLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...releases(known, {
      '10': ['latest', '2026-08-20T02:00:00Z', { TOMCAT_MAJOR: '10', TOMCAT_VERSION: '10.1.47' }],
      '9': ['latest', '2026-08-20T02:10:00Z', { TOMCAT_MAJOR: '9', TOMCAT_VERSION: '9.0.110' }],
      '8': ['latest', '2024-04-20T02:10:00Z', { TOMCAT_MAJOR: '8', TOMCAT_VERSION: '8.5.100' }],
    }),
  },
  aliases: { '11': 'latest', '10.1': '10', '9.0': '9', '8.5': '8' },
  layer: javaLayers,
};
