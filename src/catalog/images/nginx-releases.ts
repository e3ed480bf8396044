import type { ImageFacts, RepositoryFacts } from '../facts';

/** A release as nginx/docker-nginx built it last: created, the versions of its environment, and what its configuration had otherwise. */
type Row = readonly [version: string, created: string, njs?: string, pkg?: string, ports?: readonly string[], stopSignal?: string];

const BOTH: readonly string[] = ['80/tcp', '443/tcp'];
const DEBIAN: readonly Row[] = [
  ['1.29.8', '2026-04-14T20:10:00Z', '0.9.6', '1~trixie'], ['1.28.3', '2026-04-07T20:10:00Z', '0.9.6', '1~trixie'], ['1.26.3', '2025-04-23T20:10:00Z', '0.8.9', '1~bookworm'], ['1.24.0', '2024-04-23T20:10:00Z', '0.8.0', '1~bullseye'],
  ['1.20.2', '2022-05-25T20:10:00Z', '0.7.3', '1~bullseye'], ['1.19.10', '2021-05-11T20:10:00Z', '0.5.3', '1~buster'], ['1.18.0', '2021-04-20T20:10:00Z', '0.4.4', '2~buster'],
  ['1.17.10', '2020-04-16T20:10:00Z', '0.4.0', '1~buster', ['80/tcp'], 'SIGTERM'], ['1.16.1', '2020-04-16T20:10:00Z', '0.3.8', '1~buster', ['80/tcp'], 'SIGTERM'], ['1.15.12', '2019-04-23T20:10:00Z', '0.3.1', '1~stretch', ['80/tcp'], 'SIGTERM'],
  ['1.14.2-1~stretch', '2019-04-23T20:10:00Z', '1.14.2.0.2.6-1~stretch', undefined, ['80/tcp'], 'SIGTERM'], ['1.13.12-1~stretch', '2018-05-08T20:10:00Z', '1.13.12.0.2.0-1~stretch', undefined, ['80/tcp'], 'SIGTERM'],
  ['1.12.2-1~stretch', '2018-04-10T20:10:00Z', '1.12.2.0.1.14-1~stretch', undefined, ['80/tcp'], 'SIGTERM'], ['1.11.13-1~stretch', '2017-04-18T20:10:00Z', '1.11.13.0.1.10-1~stretch', undefined, ['80/tcp'], 'SIGQUIT'],
  ['1.10.3-1~jessie', '2017-04-06T20:10:00Z', undefined, undefined, BOTH, ''], ['1.9.15-1~jessie', '2016-04-27T20:10:00Z', undefined, undefined, BOTH, ''], ['1.9.0-1~jessie', '2015-04-29T20:10:00Z', undefined, undefined, BOTH, ''],
  ['1.8.1-1~jessie', '2016-04-05T20:10:00Z', undefined, undefined, BOTH, ''], ['1.7.12-1~wheezy', '2015-04-16T20:10:00Z', undefined, undefined, BOTH, ''], ['1.7.9-1~wheezy', '2015-01-23T20:10:00Z', undefined, undefined, BOTH, ''],
];
const ALPINE: readonly Row[] = [
  ['1.29.8', '2026-04-14T20:20:00Z', '0.9.6', '1'], ['1.28.3', '2026-04-07T20:20:00Z', '0.9.6', '1'], ['1.26.3', '2025-04-23T20:20:00Z', '0.8.9', '1'], ['1.24.0', '2024-04-23T20:20:00Z', '0.8.0', '1'], ['1.23.4', '2023-03-28T23:10:00Z', '0.7.11', '1'], ['1.22.1', '2023-03-28T23:11:00Z', '0.7.11', '1'], ['1.21.6', '2022-01-26T08:10:00Z', '0.7.2', '1'],
  ['1.20.2', '2022-05-25T20:20:00Z', '0.7.3', '1'], ['1.19.10', '2021-05-11T20:20:00Z', '0.5.3', '1'], ['1.18.0', '2021-04-20T20:20:00Z', '0.4.4', '2'],
  ['1.17.10', '2020-04-16T20:20:00Z', '0.4.0', '1', ['80/tcp'], 'SIGTERM'], ['1.16.1', '2020-04-16T20:20:00Z', '0.3.8', '1', ['80/tcp'], 'SIGTERM'], ['1.15.12', '2019-04-23T20:20:00Z', '0.3.1', '1', ['80/tcp'], 'SIGTERM'], ['1.14.2', '2019-04-23T20:20:00Z', '1.14.2.0.2.7', '1', ['80/tcp'], 'SIGTERM'],
  ['1.12.2', '2018-04-10T20:20:00Z', undefined, undefined, ['80/tcp'], 'SIGTERM'], ['1.11.13', '2017-04-18T20:20:00Z', undefined, undefined, ['80/tcp'], 'SIGQUIT'], ['1.10.3', '2017-04-06T20:20:00Z', undefined, undefined, BOTH, ''],
];

/** A release on a neighbour's layers. Those before 1.18 have no entry point, so that they end after the software. */
function release(from: ImageFacts, [version, created, njs, pkg, ports, stopSignal]: Row): ImageFacts {
  const isPlain = ports !== undefined;
  const said: Readonly<Record<string, string | undefined>> = { NGINX_VERSION: version, NJS_VERSION: njs, PKG_RELEASE: pkg };
  const software = isPlain ? 2 : from.layers.length;
  let layers = 0;
  const history = from.history.flatMap(([step, empty]): ImageFacts['history'] => {
    const name = /^ENV (\w+)=/.exec(step)?.[1];
    if (name !== undefined) return said[name] === undefined ? [] : [[`ENV ${name}=${said[name]}`, 1]];
    if (!empty && ++layers > software) return [];
    if (isPlain && step.startsWith('ENTRYPOINT')) return [];
    if (step.startsWith('EXPOSE')) return [[`EXPOSE map[${(ports ?? ['80/tcp']).map((port) => `${port}:{}`).join(' ')}]`, 1]];
    if (step.startsWith('STOPSIGNAL')) return stopSignal === '' ? [] : [[`STOPSIGNAL ${stopSignal ?? 'SIGQUIT'}`, 1]];
    return empty ? [[step, empty]] : [[step]];
  });
  const made: ImageFacts = {
    ...from, created, stopSignal: stopSignal ?? 'SIGQUIT', ports: [...(ports ?? ['80/tcp'])],
    env: [from.env[0]!, ...Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))],
    layers: from.layers.slice(0, software), history,
  };
  if (isPlain) delete made.entrypoint;
  if (stopSignal === '') delete made.stopSignal;
  return made;
}

const plain = ([version]: Row): string => version.replace(/-.*/, '');
const lineOf = (row: Row): string => plain(row).split('.').slice(0, 2).join('.');

/** Of each line the last release, of which `1.14` and `1.14.2` are the names; 1.7.9 and 1.9.0 are named by old tutorials. */
export function nginxReleases(known: RepositoryFacts): RepositoryFacts {
  return Object.fromEntries([
    ...DEBIAN.map((row): [string, ImageFacts] => [plain(row), release(known.stable!, row)]),
    ...ALPINE.map((row): [string, ImageFacts] => [`${plain(row)}-alpine`, release(known.alpine!, row)]),
  ]);
}

/** The lines' names for their releases. */
export const NGINX_LINES: Readonly<Record<string, string>> = Object.fromEntries([
  ...DEBIAN.filter((row) => !['1.7.9', '1.9.0'].includes(plain(row))).map((row) => [lineOf(row), plain(row)]),
  ...ALPINE.map((row) => [`${lineOf(row)}-alpine`, `${plain(row)}-alpine`]),
]);
