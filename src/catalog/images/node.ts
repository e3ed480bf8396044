import { alpineAccounts, apkAdd } from '../bases/alpine';
import { debianAccounts } from '../bases/debian';
import { derive, newLayers } from '../derive';
import { facts } from '../facts';
import json from '../facts/node.json';
import type { LayerContext, Recipe } from '../recipe';
import { onBases } from '../stands-on';
import { NODE_ENTRYPOINT } from './language-files';

const known = facts(json);
const like = (tag: string, version: string, created: string, from: number, scale = 1) =>
  derive(known[tag]!, { created, layers: newLayers(known[tag]!, from, version, scale), envChange: { NODE_VERSION: version } });

const USER = { name: 'node', uid: 1000, gid: 1000, home: '/home/node', shell: '/bin/bash' };

function nodeBinaries({ tree, sizeBytes }: LayerContext): void {
  tree.exe('/usr/local/bin/node', Math.min(98_000_000, Math.round(sizeBytes * 1.9)));
  tree.link('/usr/local/bin/nodejs', '/usr/local/bin/node');
  tree.exe('/usr/local/lib/node_modules/npm/bin/npm-cli.js', 2_000, 'npm').exe('/usr/local/lib/node_modules/npm/bin/npx-cli.js', 2_000, 'npx');
  tree.link('/usr/local/bin/npm', '../lib/node_modules/npm/bin/npm-cli.js').link('/usr/local/bin/npx', '../lib/node_modules/npm/bin/npx-cli.js');
  tree.exe('/usr/local/lib/node_modules/corepack/dist/corepack.js', 2_000, 'corepack').link('/usr/local/bin/corepack', '../lib/node_modules/corepack/dist/corepack.js');
  tree.file('/usr/local/lib/node_modules/npm/package.json', '{"name":"npm","version":"10.9.4"}\n');
  tree.ballast('/usr/local/include/node', 'headers.tar').ballast('/usr/local/lib/node_modules/npm', 'bundle.js').ballast('/usr/local/lib/node_modules/corepack/dist', 'lib.js').ballast('/usr/local/share/doc/node', 'gdbinit');
}

function layer(context: LayerContext): boolean {
  const { tree, createdBy, base, sizeBytes, env } = context;
  if (/^COPY /.test(createdBy)) {
    tree.script('/usr/local/bin/docker-entrypoint.sh', NODE_ENTRYPOINT);
    return true;
  }
  if (/groupadd --gid 1000 node/.test(createdBy)) {
    debianAccounts(tree, [USER]);
    tree.dir('/home/node', 0o755, { uid: 1000, gid: 1000 });
    return true;
  }
  if (/addgroup -g 1000 node|dpkgArch|ARCH=/.test(createdBy) && sizeBytes > 20e6) {
    if (base.kind === 'alpine') {
      alpineAccounts(tree, [{ ...USER, shell: '/bin/sh' }]);
      apkAdd(tree, base.version, 'libgcc=15.2.0-r2 libstdc++=15.2.0-r2');
      tree.dir('/home/node', 0o755, { uid: 1000, gid: 1000 });
    }
    nodeBinaries(context);
    return true;
  }
  if (/yarn|YARN|GNUPGHOME|key in/i.test(createdBy)) {
    const version = env('YARN_VERSION') || '1.22.22';
    tree.exe(`/opt/yarn-v${version}/bin/yarn`, 1_000, 'yarn').link('/usr/local/bin/yarn', `/opt/yarn-v${version}/bin/yarn`).link('/usr/local/bin/yarnpkg', `/opt/yarn-v${version}/bin/yarn`);
    tree.ballast(`/opt/yarn-v${version}/lib`, 'cli.js');
    return true;
  }
  return false;
}

export const recipe: Recipe = onBases({
  facts: {
    ...known,
    '20': like('22', '20.20.2', '2026-04-22T03:18:35Z', 5, 0.97),
    '20-slim': like('18-slim', '20.20.2', '2026-04-22T03:20:35Z', 2, 1.05),
    '20-alpine': like('22-alpine', '20.20.2', '2026-04-22T21:09:27Z', 1, 0.9),
    '22-slim': like('18-slim', '22.23.2', '2026-09-19T03:20:00Z', 1, 1.2),
    '16': like('18', '16.20.2', '2023-08-09T06:37:16Z', 5, 0.95),
    '16-alpine': like('18-alpine', '16.20.2', '2023-08-09T18:42:40Z', 1, 0.87),
    '14': like('18', '14.21.3', '2023-02-16T06:37:16Z', 5, 0.92),
    '14-alpine': like('18-alpine', '14.21.3', '2023-02-16T18:42:40Z', 1, 0.8),
    '12': like('18', '12.22.12', '2022-04-05T06:37:16Z', 5, 0.9),
    '12-alpine': like('18-alpine', '12.22.12', '2022-04-05T18:42:40Z', 1, 0.7),
    '10': like('18', '10.24.1', '2021-04-14T06:37:16Z', 5, 0.88),
    '8': like('18', '8.17.0', '2019-12-17T06:37:16Z', 5, 0.86),
    '8-slim': like('18-slim', '8.17.0', '2019-12-17T06:40:16Z', 2, 0.7),
    '16-slim': like('18-slim', '16.20.2', '2023-08-09T06:40:16Z', 2, 0.95),
    '19': like('18', '19.9.0', '2023-04-11T06:37:16Z', 5),
    '19-slim': like('18-slim', '19.9.0', '2023-04-11T06:40:16Z', 2),
    '24': like('22', '24.19.0', '2026-09-19T03:18:00Z', 5, 1.05),
    '24-slim': like('18-slim', '24.19.0', '2026-09-19T03:22:00Z', 1, 1.3),
    '19.6-bullseye-slim': like('18-slim', '19.6.1', '2023-02-22T06:40:16Z', 2),
    '19.4-bullseye': like('18', '19.4.0', '2023-01-24T06:37:16Z', 5),
    '23': like('22', '23.11.1', '2025-05-15T03:18:00Z', 5, 1.02),
    '23-alpine': like('22-alpine', '23.11.1', '2025-05-15T21:09:27Z', 1, 0.95),
    '10-slim': like('18-slim', '10.24.1', '2021-04-14T06:40:16Z', 2, 0.75),
    '10.15-slim': like('18-slim', '10.15.3', '2019-05-08T06:40:16Z', 2, 0.74),
    '8.9-slim': like('18-slim', '8.9.4', '2018-03-14T06:40:16Z', 2, 0.7),
    '8.2.1-alpine': like('18-alpine', '8.2.1', '2017-08-04T18:42:40Z', 1, 0.55),
    '4.4.5': like('18', '4.4.5', '2016-06-09T06:37:16Z', 5, 0.8),
    '0.10.36-slim': like('18-slim', '0.10.36', '2015-02-10T06:40:16Z', 2, 0.55),
    '10-alpine': like('18-alpine', '10.24.1', '2021-04-14T18:42:40Z', 1, 0.6),
  },
  aliases: {
    lts: '24', alpine: '24-alpine', 'lts-alpine': '24-alpine', slim: '24-slim', 'lts-slim': '24-slim', current: 'latest', '26': 'latest', '19-bullseye': '19', '19-bullseye-slim': '19-slim', '16-bullseye': '16', '24-bookworm': '24', '18-bullseye': '18',
    '22-bookworm': '22', '20-bookworm': '20', '20-bookworm-slim': '20-slim', '22-bookworm-slim': '22-slim', 'current-alpine': '24-alpine', '18-bullseye-slim': '18-slim', '22.23.2': '22', '18.13.0': '18',
    bookworm: '22', 'bookworm-slim': '22-slim',
  },
  layer,
}, {
  'jessie-slim': '0.10.36-slim 8.9-slim',
  stretch: '8 10 12',
  'stretch-slim': '8-slim 10-slim 10.15-slim',
  buster: '14 16',
  'buster-slim': '16-slim',
  bullseye: '16-bullseye',
  'bookworm-slim': '20-slim 22-slim 24-slim',
  'alpine3.23': '20-alpine',
  'alpine3.22': '23-alpine',
  'alpine3.18': '16-alpine',
  'alpine3.15': '12-alpine',
  'alpine3.11': '10-alpine',
  'alpine3.6': '8.2.1-alpine',
});
