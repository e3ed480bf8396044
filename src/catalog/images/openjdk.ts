import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/openjdk.json';
import type { Recipe } from '../recipe';
import { javaLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...releases(known, {
      '17': ['latest', '2022-08-02T02:00:00Z', { JAVA_VERSION: '17.0.2' }, 0.98],
      '11': ['latest', '2022-08-02T02:10:00Z', { JAVA_VERSION: '11.0.16' }, 0.95],
      '8': ['latest', '2022-08-02T02:20:00Z', { JAVA_VERSION: '8u342' }, 0.6],
      '11.0.12-jre-slim-buster': ['latest', '2021-09-03T02:30:00Z', { JAVA_VERSION: '11.0.12' }, 0.3],
      '11-jre-slim': ['latest', '2022-08-02T02:30:00Z', { JAVA_VERSION: '11.0.16' }, 0.3],
    }),
  },
  aliases: { '18': 'latest', '17-jdk': '17', '11-jdk': '11', '8-jdk': '8', '17-oracle': '17' },
  layer: javaLayers,
};
