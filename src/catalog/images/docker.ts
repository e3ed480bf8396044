import { sibling } from '../derive';
import { facts } from '../facts';
import json from '../facts/docker.json';
import type { Recipe } from '../recipe';
import { dockerLayers } from './languages';

const known = facts(json);
const older = (created: string, envChange: Readonly<Record<string, string>>) => ({ ...sibling(known.dind!, created, envChange), layers: known.dind!.layers });

export const recipe: Recipe = {
  facts: {
    ...known,
    '28-dind': older('2025-11-06T18:00:00Z', { DOCKER_VERSION: '28.5.2', DOCKER_BUILDX_VERSION: '0.29.1', DOCKER_COMPOSE_VERSION: '2.40.3' }),
    '24-dind': older('2024-02-01T02:00:00Z', { DOCKER_VERSION: '24.0.9', DOCKER_BUILDX_VERSION: '0.12.1', DOCKER_COMPOSE_VERSION: '2.24.5', DIND_COMMIT: '65cfcc28ab37cb75e1560e4b4738719c07c6618e' }),
    '20.10-dind': older('2023-04-05T02:00:00Z', { DOCKER_VERSION: '20.10.24', DOCKER_BUILDX_VERSION: '0.10.4', DOCKER_COMPOSE_VERSION: '2.17.2', DIND_COMMIT: 'ed89041433a031cafc0a0f19cfe573c31688d377' }),
  },
  aliases: { '29': 'latest', '29-dind': 'dind', '29-cli': 'cli', stable: 'latest' },
  layer: dockerLayers,
};
