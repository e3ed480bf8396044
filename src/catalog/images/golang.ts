import { releases } from '../derive';
import { facts } from '../facts';
import json from '../facts/golang.json';
import type { Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { golangLayers } from './languages';

const known = facts(json);

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    ...releases(known, {
      '1.27': ['latest', '2026-09-10T02:00:00Z', { GOLANG_VERSION: '1.27.1' }, 0.97],
      '1.25': ['latest', '2026-08-05T02:00:00Z', { GOLANG_VERSION: '1.25.8' }, 0.97],
      '1.25-alpine': ['alpine', '2026-08-05T02:10:00Z', { GOLANG_VERSION: '1.25.8' }, 0.97],
      '1.24': ['latest', '2026-02-05T02:00:00Z', { GOLANG_VERSION: '1.24.13' }, 0.97],
      '1.24-alpine': ['alpine', '2026-02-05T02:10:00Z', { GOLANG_VERSION: '1.24.13' }, 0.97],
      '1.23': ['latest', '2025-08-07T02:00:00Z', { GOLANG_VERSION: '1.23.12' }, 0.97],
      '1.23-alpine': ['alpine', '2025-08-07T02:10:00Z', { GOLANG_VERSION: '1.23.12' }, 0.97],
      '1.22': ['latest', '2025-02-05T02:00:00Z', { GOLANG_VERSION: '1.22.12' }, 0.97],
      '1.22-alpine': ['alpine', '2025-02-05T02:10:00Z', { GOLANG_VERSION: '1.22.12' }, 0.97],
      '1.21': ['latest', '2024-08-07T02:00:00Z', { GOLANG_VERSION: '1.21.13' }, 0.9],
      '1.21-alpine': ['alpine', '2024-08-07T02:10:00Z', { GOLANG_VERSION: '1.21.13' }, 0.9],
      '1.20': ['latest', '2024-02-07T02:00:00Z', { GOLANG_VERSION: '1.20.14' }, 0.9],
      '1.20-alpine': ['alpine', '2024-02-07T02:10:00Z', { GOLANG_VERSION: '1.20.14' }, 0.9],
      '1.19': ['latest', '2023-09-07T02:00:00Z', { GOLANG_VERSION: '1.19.13' }, 0.9],
      '1.19-alpine': ['alpine', '2023-09-07T02:10:00Z', { GOLANG_VERSION: '1.19.13' }, 0.9],
      '1.18': ['latest', '2023-01-11T02:00:00Z', { GOLANG_VERSION: '1.18.10' }, 0.9],
      '1.18-alpine': ['alpine', '2023-01-11T02:10:00Z', { GOLANG_VERSION: '1.18.10' }, 0.9],
      '1.17': ['latest', '2022-08-02T02:00:00Z', { GOLANG_VERSION: '1.17.13' }, 0.9],
      '1.17-alpine': ['alpine', '2022-08-02T02:10:00Z', { GOLANG_VERSION: '1.17.13' }, 0.9],
      '1.15.14-alpine3.14': ['alpine', '2021-07-13T02:10:00Z', { GOLANG_VERSION: '1.15.14' }, 0.88],
      '1.13.2': ['latest', '2019-10-17T22:00:00Z', { GOLANG_VERSION: '1.13.2' }, 0.88],
      '1.16': ['latest', '2022-03-04T02:00:00Z', { GOLANG_VERSION: '1.16.15' }, 0.9],
      '1.16-alpine': ['alpine', '2022-03-04T02:10:00Z', { GOLANG_VERSION: '1.16.15' }, 0.9],
    }),
  },
  aliases: { '1': 'latest', '1.26': 'latest', '1.27-alpine': 'alpine', '1-alpine': 'alpine', '1.26-bookworm': 'latest', '1.19-bullseye': '1.19' },
  layer: golangLayers,
}, {
  bookworm: '1.19 1.20 1.21 1.22 1.23 1.26-bookworm',
  bullseye: '1.16 1.17 1.18 1.19-bullseye',
  buster: '1.13.2',
  'alpine3.23': '1.24-alpine',
  'alpine3.22': '1.23-alpine',
  'alpine3.21': '1.22-alpine',
  'alpine3.20': '1.21-alpine',
  'alpine3.19': '1.20-alpine',
  'alpine3.18': '1.19-alpine',
  'alpine3.17': '1.18-alpine',
  'alpine3.16': '1.17-alpine',
  'alpine3.15': '1.16-alpine',
  'alpine3.14': '1.15.14-alpine3.14',
});
