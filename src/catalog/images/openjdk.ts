import { facts } from '../facts';
import json from '../facts/openjdk.json';
import type { Recipe } from '../recipe';
import { javaLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '18': 'latest', '17': 'latest', '11': 'latest', '8': 'latest', '11-jre-slim': 'latest', '17-jdk-slim': 'latest', '8-jre-alpine': 'latest', '17-alpine': 'latest' },
  layer: javaLayers,
};
