import { derive } from '../derive';
import { facts } from '../facts';
import json from '../facts/busybox.json';
import type { Recipe } from '../recipe';

const known = facts(json);

export const recipe: Recipe = {
  facts: {
    ...known,
    '1.37': derive(known.latest!, { created: '2024-09-26T21:31:42Z', layers: [['busybox-1.37-glibc', 2_156_318]], history: [['BusyBox 1.37.0 (glibc), Debian 13']] }),
    '1.36': derive(known.latest!, { created: '2024-02-28T01:12:09Z', layers: [['busybox-1.36-glibc', 2_150_104]], history: [['BusyBox 1.36.1 (glibc), Debian 12']] }),
    musl: derive(known.latest!, { layers: [['busybox-musl', 843_120]], history: [['BusyBox 1.38.0 (musl), Alpine 3.24']] }),
    uclibc: derive(known.latest!, { layers: [['busybox-uclibc', 770_230]], history: [['BusyBox 1.38.0 (uclibc), Buildroot 2026.02']] }),
  },
  aliases: { '1': 'latest', '1.38': 'latest', '1.38.0': 'latest', stable: '1.37', '1.37.0': '1.37', glibc: 'latest', '1.36.1': '1.36' },
  base: (image, tag) => ({
    kind: 'busybox', flavour: tag === 'musl' ? 'musl' : tag === 'uclibc' ? 'uclibc' : 'glibc',
    release: `${/BusyBox ([\d.]+)/.exec(image.history[0]![0])![1]} (${image.created.replace('T', ' ').replace('Z', '')} UTC)`,
  }),
};
