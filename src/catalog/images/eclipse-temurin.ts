import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/eclipse-temurin.json';
import type { Recipe } from '../recipe';
import { javaLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    ...releases(known, {
      '21-jre': ['17-jre', '2026-08-01T02:00:00Z', { JAVA_VERSION: 'jdk-21.0.9+10' }, 1.1],
      '17': ['17-jre', '2026-08-01T02:10:00Z', { JAVA_VERSION: 'jdk-17.0.20+8' }, 3],
      '21': ['17-jre', '2026-08-01T02:20:00Z', { JAVA_VERSION: 'jdk-21.0.9+10' }, 3.2],
      '11': ['17-jre', '2026-08-01T02:30:00Z', { JAVA_VERSION: 'jdk-11.0.29+7' }, 2.9],
    }),
  },
  aliases: { '17-jre-jammy': '17-jre', '17-jre-focal': '17-jre', '21-jre-jammy': '21-jre', '17-jdk': '17', '17-jdk-jammy': '17', '21-jdk': '21', '21-jdk-jammy': '21', latest: '21', '11-jdk': '11' },
  layer: javaLayers,
};
