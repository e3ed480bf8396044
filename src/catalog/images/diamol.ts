import { apkAdd } from '../bases/alpine';
import { sibling } from '../derive';
import type { ImageFacts } from '../facts';
import type { Recipe } from '../recipe';
import { recipe as alpine } from './alpine';
import { recipe as golang } from './golang';
import { recipe as maven } from './maven';
import { recipe as node } from './node';
import { recipe as postgres } from './postgres';
import { softwareRecipe } from './software';
import { ELSEWHERE } from './software-list';

/** The images that a book builds its exercises on (sixeyed/diamol, images/): official ones, as they were, with little added. */
const plus = (from: ImageFacts, created: string, steps: ImageFacts['history'], change: Partial<ImageFacts> = {}): ImageFacts => ({ ...from, created, history: [...from.history, ...steps], ...change });

const CURL = 'RUN apk add --no-cache curl';
const base: Recipe = {
  facts: { latest: plus(alpine.facts['3.9']!, '2021-03-03T12:00:00Z', [[CURL]], { layers: [...alpine.facts['3.9']!.layers, ['diamol-base-1', 1_210_000]] }) },
  aliases: { 'linux-amd64': 'latest' },
  layer: ({ tree, base: under, createdBy }) => {
    if (createdBy !== CURL || under.kind !== 'alpine') return false;
    apkAdd(tree, under.version, 'ca-certificates=20191127-r2 nghttp2-libs=1.35.1-r2 libssh2=1.9.0-r1 libcurl=7.64.0-r5 curl=7.64.0-r5');
    tree.exe('/usr/bin/curl', 220_000, 'curl', 0o755, '7.64.0').ballast('/usr/lib', 'libcurl.so.4 libssh2.so.1 libnghttp2.so.14');
    return true;
  },
};
const go = sibling(golang.facts['1.13.2']!, '2019-11-08T12:00:00Z', { GOLANG_VERSION: '1.13.4' });
const on10 = (version: string, created: string): ImageFacts => sibling(node.facts['10-alpine']!, created, { NODE_VERSION: version });

/** .NET Core 3.0 of Microsoft's registry under the book's name. */
function dotnet(name: string, tag: string, change: (image: ImageFacts) => ImageFacts): Recipe {
  const known = softwareRecipe(`mcr.microsoft.com/dotnet/core/${name}`, ELSEWHERE.find((one) => one[1] === `dotnet/core/${name}`)![2]);
  return { ...known, facts: { latest: change(known.facts[tag]!) }, aliases: {} };
}

export const DIAMOL: Readonly<Record<string, () => Recipe>> = {
  base: () => base,
  node: () => ({ facts: { latest: on10('10.16.0', '2019-12-18T12:00:00Z'), '10.15.2': on10('10.15.2', '2019-12-18T12:10:00Z') }, layer: node.layer! }),
  golang: () => ({ facts: { latest: plus(go, go.created, [['ENV CGO_ENABLED=0', 1]], { env: [...go.env, 'CGO_ENABLED=0'] }) }, layer: golang.layer! }),
  maven: () => ({ facts: { latest: plus(maven.facts['3.6.3-jdk-11']!, '2019-12-18T12:00:00Z', []) }, layer: maven.layer! }),
  postgres: () => ({ facts: { latest: postgres.facts['11.6-alpine']! }, layer: postgres.layer! }),
  'dotnet-sdk': () => dotnet('sdk', '3.0.0', (image) => image),
  'dotnet-runtime': () => dotnet('runtime', '3.0.3', (image) => image),
  'dotnet-aspnet': () => dotnet('aspnet', '3.0.3', (image) => plus(image, image.created, [['EXPOSE map[80/tcp:{}]', 1], ['ENV SQLITE_DATA_DIRECTORY=/data SQLITE_USER=root', 1]], { ports: ['80/tcp'], env: [...image.env, 'SQLITE_DATA_DIRECTORY=/data', 'SQLITE_USER=root'] })),
};
