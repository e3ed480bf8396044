import { derive, newLayers } from '../derive';
import { facts, type ImageFacts } from '../facts';
import json from '../facts/postgres.json';
import type { Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { postgresLayers } from './databases';

const known = facts(json);

/** Another major version: its data stands where versions before 18 have it. */
function version(from: string, layer: number, full: string, created: string): ImageFacts {
  const major = full.split('.')[0]!;
  const image = derive(known[from]!, {
    created, layers: newLayers(known[from]!, layer, full),
    envChange: {
      ...(from === 'alpine' ? {} : { PATH: `/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/${major}/bin` }),
      PG_MAJOR: major, PG_VERSION: from === 'alpine' ? full : `${full}-1.pgdg13+2`, PGDATA: '/var/lib/postgresql/data',
    },
    volumes: ['/var/lib/postgresql/data'],
  });
  image.history = image.history.map(([step, empty]) => (empty ? [step.replace('VOLUME [/var/lib/postgresql]', 'VOLUME [/var/lib/postgresql/data]'), empty] : [step]));
  return image;
}
const onDebian = (full: string, created: string) => version('16', 8, full, created);
const onAlpine = (full: string, created: string) => version('alpine', 4, full, created);

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    '17': onDebian('17.11', '2026-09-17T21:27:10Z'), '14': onDebian('14.24', '2026-09-17T21:30:10Z'), '13': onDebian('13.23', '2025-11-18T02:30:10Z'), '12': onDebian('12.22', '2024-11-21T20:30:10Z'),
    '17-alpine': onAlpine('17.11', '2026-09-17T21:29:20Z'), '16-alpine': onAlpine('16.15', '2026-09-17T21:29:25Z'), '15-alpine': onAlpine('15.19', '2026-09-17T21:29:30Z'), '14-alpine': onAlpine('14.24', '2026-09-17T21:29:35Z'), '13-alpine': onAlpine('13.23', '2025-11-18T02:29:40Z'), '12-alpine': onAlpine('12.22', '2024-11-21T20:29:45Z'), '11.6-alpine': onAlpine('11.6', '2020-02-04T20:29:45Z'),
  },
  aliases: { '18': 'latest', '18-alpine': 'alpine', bookworm: 'latest', trixie: 'latest', '16-bookworm': '16' },
  layer: postgresLayers,
}, {
  'bookworm-slim': '12 16-bookworm bookworm',
  'alpine3.22': '13-alpine',
  'alpine3.21': '12-alpine',
  'alpine3.11': '11.6-alpine',
});
