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
    '3.23': older('3.23.4', '2026-04-15T20:01:20Z', 3_864_189),
    '3.17': older('3.17.10', '2024-09-06T22:20:07Z', 3_370_000),
    '3.16': older('3.16.9', '2024-01-27T00:30:48Z', 2_806_000),
    '3.15': older('3.15.11', '2023-11-30T23:22:01Z', 2_821_000),
    '3.12': older('3.12.12', '2022-04-04T23:39:20Z', 2_806_500),
    '3.11': older('3.11.13', '2021-11-12T17:20:08Z', 2_822_900),
    '3.9': older('3.9.6', '2020-04-24T00:05:35Z', 2_774_000),
    '3.9.3': older('3.9.3', '2019-04-09T23:58:07Z', 2_757_000),
    '3.8': older('3.8.5', '2020-01-23T17:05:12Z', 2_210_000),
    '3.6': older('3.6.5', '2019-03-07T22:20:00Z', 2_020_000),
    '3.5': older('3.5.3', '2019-01-30T22:20:20Z', 1_965_000),
    '3.4': older('3.4.6', '2019-01-30T22:19:20Z', 2_040_000),
    '3.14': older('3.14.10', '2023-03-29T18:19:24Z', 2_829_110),
    '3.10': older('3.10.9', '2021-04-14T19:19:49Z', 2_789_742),
  },
  aliases: { '3': 'latest', '3.24': 'latest', '3.24.2': 'latest', '3.9.6': '3.9', edge: 'latest' },
};
