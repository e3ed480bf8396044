import { facts } from '../facts';
import json from '../facts/alpine.json';
import { derive } from '../derive';
import type { Recipe } from '../recipe';

const known = facts(json);
const older = (version: string, created: string, sizeBytes: number) =>
  derive(known['3.21']!, {
    created,
    layers: [[`alpine-${version}`, sizeBytes]],
    history: [[`ADD alpine-minirootfs-${version}-x86_64.tar.gz / # buildkit`], ['CMD ["/bin/sh"]', 1]],
  });

export const recipe: Recipe = {
  facts: {
    ...known,
    '3.20': older('3.20.10', '2026-04-02T20:38:10Z', 3_631_902),
    '3.19': older('3.19.9', '2025-10-08T09:28:20Z', 3_421_710),
    '3.18': older('3.18.12', '2025-02-14T03:28:36Z', 3_415_990),
    '3.14': older('3.14.10', '2023-03-29T18:19:24Z', 2_829_110),
    '3.10': older('3.10.9', '2021-04-14T19:19:49Z', 2_789_742),
  },
  aliases: { '3': 'latest', '3.24': 'latest', '3.24.2': 'latest', '3.23': 'latest', edge: 'latest' },
};
