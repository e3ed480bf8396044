import { debian } from '../bases';
import { derive } from '../derive';
import { facts } from '../facts';
import json from '../facts/debian.json';
import type { Recipe } from '../recipe';

const known = facts(json);
const old = (codename: string, created: string, key: string, sizeBytes: number) =>
  derive(known['bullseye-slim']!, { created, layers: [[key, sizeBytes]], history: [[`# debian.sh --arch 'amd64' out/ '${codename}' '@1721606400'`]] });

export const recipe: Recipe = {
  facts: {
    ...known,
    bullseye: old('bullseye', '2026-08-03T00:00:00Z', 'debian-bullseye', 53_749_900),
    'buster-slim': old('buster', '2024-06-12T00:00:00Z', 'debian-buster-slim', 27_139_000),
    buster: old('buster', '2024-06-12T00:00:00Z', 'debian-buster', 50_500_000),
  },
  aliases: {
    stable: 'latest', trixie: 'latest', '13': 'latest', 'stable-slim': 'trixie-slim', '13-slim': 'trixie-slim', '12': 'bookworm', '12-slim': 'bookworm-slim',
    '11': 'bullseye', '11-slim': 'bullseye-slim', '10': 'buster', '10-slim': 'buster-slim', oldstable: 'bookworm', 'oldstable-slim': 'bookworm-slim',
  },
  base: (image, tag) => (tag.startsWith('buster') ? debian('buster', tag.endsWith('slim')) : undefined),
};
