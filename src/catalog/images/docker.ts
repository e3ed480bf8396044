import { sharedReleases } from '../derive';
import { facts } from '../facts';
import json from '../facts/docker.json';
import type { Recipe } from '../recipe';
import { dockerLayers } from './languages';

const known = facts(json);

/** The last build of each line (docker-library/docker): Docker, buildx, compose, and where the hack script of dind came from. */
const LINES: readonly (readonly [line: string, version: string, day: string, buildx: string, compose: string, dind: string])[] = [
  ['28', '28.5.2', '2025-11-05', '0.29.1', '2.40.3', '8d9e3502aba39127e4d12196dae16d306f76993d'],
  ['27', '27.5.1', '2025-02-19', '0.21.0', '2.33.0', 'c43aa0b6aa7c88343f0951ba9a39c69aa51c54ef'],
  ['26', '26.1.4', '2024-07-23', '0.16.1', '2.29.1', '65cfcc28ab37cb75e1560e4b4738719c07c6618e'],
  ['25', '25.0.5', '2024-07-25', '0.16.2', '2.29.1', '65cfcc28ab37cb75e1560e4b4738719c07c6618e'],
  ['24', '24.0.9', '2024-07-25', '0.16.2', '2.29.1', '65cfcc28ab37cb75e1560e4b4738719c07c6618e'],
  ['23', '23.0.6', '2023-05-16', '0.10.4', '2.18.0', '1f32e3c95d72a29b3eaacba156ed675dba976cb5'],
  ['20', '20.10.24', '2023-05-10', '0.10.4', '2.17.3', '1f32e3c95d72a29b3eaacba156ed675dba976cb5'],
];
const ROWS = LINES.flatMap(([line, version, day, buildx, compose, dind]) => {
  const versions = { DOCKER_VERSION: version, DOCKER_BUILDX_VERSION: buildx, DOCKER_COMPOSE_VERSION: compose };
  return [[`${line}-dind`, ['dind', `${day}T18:00:00Z`, { ...versions, DIND_COMMIT: dind }]], [`${line}-cli`, ['cli', `${day}T18:00:00Z`, versions]]] as const;
});
/** `24`, `24.0` and `24.0.9` are its dind. */
const names = (line: string, version: string): [string, string][] => {
  const all = [line, version.slice(0, version.lastIndexOf('.')), version];
  return [...all.map((name) => [name, `${line}-dind`]), ...all.slice(1).flatMap((name) => [[`${name}-dind`, `${line}-dind`], [`${name}-cli`, `${line}-cli`]])] as [string, string][];
};

export const recipe: Recipe = {
  facts: { ...known, ...sharedReleases(known, Object.fromEntries(ROWS)) },
  aliases: { ...Object.fromEntries(LINES.flatMap(([line, version]) => names(line, version))), '29': 'latest', '29-dind': 'dind', '29-cli': 'cli', stable: 'latest' },
  layer: dockerLayers,
};
