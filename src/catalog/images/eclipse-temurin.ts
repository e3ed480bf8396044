import { facts } from '../facts';
import json from '../facts/eclipse-temurin.json';
import type { Recipe } from '../recipe';
import { javaLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '17-jre-focal': '17-jre', '17-jre-jammy': '17-jre', '21-jre': '17-jre', '21-jre-jammy': '17-jre', '17-jdk': '17-jre', '21-jdk': '17-jre', '21-jdk-jammy': '17-jre', '17': '17-jre', '21': '17-jre', latest: '17-jre', '17-jre-alpine': '17-jre', '21-jre-alpine': '17-jre' },
  layer: javaLayers,
};
