import { apkAdd } from '../bases/alpine';
import { derive, newLayers } from '../derive';
import { facts } from '../facts';
import json from '../facts/python.json';
import type { LayerContext, Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { byRules } from './rules';

const known = facts(json);
const like = (tag: string, version: string, created: string, from: number, scale = 1) => {
  const image = derive(known[tag]!, { created, layers: newLayers(known[tag]!, from, version, scale), envChange: { PYTHON_VERSION: version } });
  if (!version.startsWith('2.')) return image;
  const history: typeof image.history = image.history.map(([createdBy, empty]) => (empty ? [createdBy.replace('"python3"', '"python2"'), empty] : [createdBy]));
  return { ...image, cmd: ['python2'], history };
};

const minorOf = (version: string): string => version.split('.').slice(0, 2).join('.');

/** The interpreter, its library and pip, as built under /usr/local. */
function interpreter(context: LayerContext): void {
  const { tree, env, base } = context;
  const minor = minorOf(env('PYTHON_VERSION'));
  const major = minor.split('.')[0]!;
  const lib = `/usr/local/lib/python${minor}`;
  tree.exe(`/usr/local/bin/python${minor}`, 14_000, 'python').link(`/usr/local/bin/python${major}`, `python${minor}`);
  tree.exe(`/usr/local/bin/pip${minor}`, 240, 'pip').link(`/usr/local/bin/pip${major}`, `pip${minor}`).link('/usr/local/bin/pip', `pip${minor}`);
  if (major === '2') tree.link('/usr/local/bin/python', `python${minor}`);
  tree.dir(`${lib}/site-packages`).file(`${lib}/site-packages/README.txt`, 'This directory exists so that 3rd party packages can be installed here.\n').file(`${lib}/os.py`, '"""OS routines (simulated)."""\n');
  tree.file(`${lib}/site-packages/pip/__init__.py`, '__version__ = "26.1.2"\n');
  if (base.kind === 'alpine') apkAdd(tree, base.version, 'libbz2=1.0.8-r6 libexpat=2.8.1-r0 libffi=3.5.2-r0 ncurses=6.6-r0 readline=8.3.3-r0 sqlite-libs=3.53.0-r0 xz-libs=5.8.3-r0');
  tree.ballast('/usr/local/lib', `libpython${minor}.so.1.0`).ballast(lib, 'lib-dynload.tar idlelib.tar encodings.tar asyncio.tar test.tar').ballast(`${lib}/site-packages/pip`, '_vendor.tar').ballast(`/usr/local/include/python${minor}`, 'Python.h');
}

const layer = byRules(
  [/for src in idle3/, ({ tree, env }) => {
    const major = env('PYTHON_VERSION').split('.')[0]!;
    for (const name of ['idle', 'pydoc']) tree.link(`/usr/local/bin/${name}`, `${name}${major}`);
    tree.link('/usr/local/bin/python', `python${major}`).link('/usr/local/bin/python-config', `python${major}-config`);
  }],
  [/get-pip\.py/, ({ tree, env }) => void tree.exe('/usr/local/bin/pip', 240, 'pip').link('/usr/local/bin/pip3', 'pip').ballast(`/usr/local/lib/python${minorOf(env('PYTHON_VERSION'))}/site-packages/pip`, '_vendor.tar')],
  [({ createdBy, sizeBytes, index }) => index > 1 && sizeBytes > 9e6 && /savedAptMark|build-deps bluez-dev|wget -O python\.tar\.xz/.test(createdBy), interpreter],
);

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    slim: like('3.12-slim', '3.14.7', '2026-08-25T03:39:18Z', 2, 1.05),
    '3.13-slim': like('3.12-slim', '3.13.14', '2026-08-05T01:12:35Z', 2, 1.02),
    '3.12': like('3.11', '3.12.13', '2026-07-14T04:51:53Z', 5),
    '3.13': like('3.11', '3.13.14', '2026-07-14T04:52:53Z', 5, 1.05),
    '3.9-slim': like('3.11-slim', '3.9.23', '2025-08-05T01:12:29Z', 2, 0.95),
    '3.10-slim': like('3.11-slim', '3.10.20', '2026-07-14T01:12:29Z', 2, 0.97),
    '3.8': like('3.9', '3.8.20', '2024-09-23T20:36:02Z', 6, 0.95),
    '3.8-slim': like('3.11-slim', '3.8.20', '2024-09-23T20:36:29Z', 2, 0.9),
    '3.7-slim': like('3.11-slim', '3.7.17', '2023-06-23T20:36:29Z', 2, 0.88),
    '3.11-alpine': like('3.12-alpine', '3.11.15', '2026-09-17T21:53:43Z', 2, 1.02),
    '3.10-alpine': like('3.12-alpine', '3.10.20', '2026-09-17T21:54:03Z', 2, 0.95),
    '3.7': like('3.9', '3.7.17', '2023-06-23T20:36:02Z', 6, 0.93),
    '3.6': like('3.9', '3.6.15', '2021-12-21T20:36:02Z', 6, 0.92),
    '3.6-slim': like('3.11-slim', '3.6.15', '2021-12-21T20:36:29Z', 2, 0.86),
    '3.13-alpine': like('3.12-alpine', '3.13.14', '2026-09-17T21:53:33Z', 2, 1.05),
    '3.9-alpine': like('3.12-alpine', '3.9.23', '2025-08-05T21:54:03Z', 2, 0.93),
    '3.8-alpine': like('3.12-alpine', '3.8.20', '2024-09-23T21:54:03Z', 2, 0.9),
    '3.7-alpine': like('3.12-alpine', '3.7.17', '2023-06-23T21:54:03Z', 2, 0.88),
    '3.6-alpine': like('3.12-alpine', '3.6.15', '2021-12-21T21:54:03Z', 2, 0.85),
    '3.4-alpine': like('3.12-alpine', '3.4.10', '2019-03-18T21:54:03Z', 2, 0.8),
    '2.7-alpine': like('3.12-alpine', '2.7.18', '2020-04-21T21:54:03Z', 2, 0.7),
    '2.7': like('3.9', '2.7.18', '2020-04-21T03:41:26Z', 6, 0.9),
    '2.7-slim': like('3.11-slim', '2.7.18', '2020-04-21T03:45:26Z', 2, 0.85),
  },
  aliases: {
    '3': 'latest', '3.14': 'latest', '3.14-slim': 'slim', '3-slim': 'slim', alpine: '3-alpine', '3.14-alpine': '3-alpine', '2': '2.7', '2-slim': '2.7-slim', '3.9.16': '3.9',
    '3.11-slim-bookworm': '3.11-slim', '3.12-slim-bookworm': '3.12-slim', '3.10-bullseye': '3.10', bookworm: 'latest', '2-alpine': '2.7-alpine', '3.9-bullseye': '3.9', '3.9-slim-bullseye': '3.9-slim', '3.10-slim-bookworm': '3.10-slim',
    '3.11-bookworm': '3.11', '3.12-bookworm': '3.12', 'slim-bookworm': 'slim',
  },
  layer,
}, {
  bookworm: '3.8 3.7 3.11-bookworm 3.12-bookworm bookworm',
  bullseye: '3.10-bullseye',
  buster: '2.7',
  'bookworm-slim': '3.8-slim 3.7-slim 3.10-slim-bookworm 3.11-slim-bookworm 3.12-slim-bookworm slim-bookworm',
  'bullseye-slim': '3.6-slim 3.9-slim-bullseye',
  'buster-slim': '2.7-slim',
  'alpine3.22': '3.9-alpine',
  'alpine3.20': '3.8-alpine',
  'alpine3.18': '3.7-alpine',
  'alpine3.15': '3.6-alpine',
  'alpine3.11': '2.7-alpine',
  'alpine3.9': '3.4-alpine',
});
