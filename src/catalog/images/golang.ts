import { facts } from '../facts';
import json from '../facts/golang.json';
import type { Recipe } from '../recipe';
import { golangLayers } from './languages';

export const recipe: Recipe = {
  facts: facts(json),
  aliases: { '1': 'latest', '1.26': 'latest', '1.26-alpine': 'alpine', '1.25': 'latest', '1.24': 'latest', '1.23': 'latest', '1.22': 'latest', '1.21': 'latest', '1.25-alpine': 'alpine', '1.24-alpine': 'alpine', '1.23-alpine': 'alpine', '1.22-alpine': 'alpine', '1.21-alpine': 'alpine', '1.20-alpine': 'alpine', '1.19': 'latest', '1.18-alpine': 'alpine', '1-alpine': 'alpine' },
  layer: golangLayers,
};
