import { unnamedSibling } from '../derive';
import { facts } from '../facts';
import json from '../facts/traefik.json';
import type { Recipe } from '../recipe';
import { traefikLayers } from './web';

const known = facts(json);
const older = (version: string, created: string) => unnamedSibling(known.latest!, created, known.latest!.labels!['org.opencontainers.image.version']!, version);

export const recipe: Recipe = {
  facts: { ...known, 'v2.11': older('v2.11.24', '2025-04-18T14:40:00Z'), 'v2.10': older('v2.10.7', '2023-12-06T18:30:00Z') },
  aliases: { v3: 'latest', '3': 'latest', v2: 'v2.11', '2': 'v2.11' },
  layer: traefikLayers,
};
