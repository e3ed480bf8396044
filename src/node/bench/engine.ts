import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { bootHost } from '../../host/boot';
import { shell } from '../../host/script';
import { getJson } from '../../client/json-get';
import { createContainers, followEvents, requests } from './engine-load';
import { besideReal, realTimes, timed, times, type Measure } from './measure';

const REAL_SOCKET = '/var/run/docker.sock';

function realEngine(): boolean {
  return existsSync(REAL_SOCKET) && spawnSync('docker', ['-H', `unix://${REAL_SOCKET}`, 'version'], { stdio: 'ignore' }).status === 0;
}

/** Containers and the Engine API. */
export async function engineBench(): Promise<Measure[]> {
  const host = await bootHost();
  const real = realEngine();
  const run = 'docker run --rm busybox true';
  await shell(host, 'docker pull -q busybox');
  const all: Measure[] = [
    { name: 'docker run --rm of a trivial container', unit: 'ms', ours: await times(10, () => shell(host, run)), beside: besideReal(real ? await realTimes(5, run) : undefined) },
    { name: 'docker ps', unit: 'ms', ours: await times(20, () => shell(host, 'docker ps')), beside: besideReal(real ? await realTimes(10, 'docker ps') : undefined) },
    {
      name: 'API requests (GET /version on new connections)',
      unit: 'per s',
      ours: (500 / (await timed(async () => {
        for (let i = 0; i < 500; i++) await getJson(host.transport, '/version');
      }))) * 1000,
    },
  ];
  all.push(
    { name: 'API requests (GET /version on one connection)', unit: 'per s', ours: (2000 / (await timed(() => requests(host, 2000, () => 'GET /version')))) * 1000 },
    { name: '10,000 events to 10 followers', unit: 'ms', ours: await timed(() => followEvents(host, 10, 10_000)) },
  );
  // An engine of one's own isn't filled with containers for a measurement: beside these stands the list of few.
  const few = all.find(({ name }) => name === 'docker ps')!.ours;
  for (const [total, more] of [['1,000', 1000], ['10,000', 9000]] as const) {
    await createContainers(host, more);
    all.push(
      { name: `docker ps over ${total} containers`, unit: 'ms', ours: await times(5, () => shell(host, 'docker ps')), beside: { what: 'docker ps', value: few } },
      { name: `docker ps -a over ${total} containers`, unit: 'ms', ours: await times(3, () => shell(host, 'docker ps -a')), beside: { what: 'docker ps', value: few } },
    );
  }
  host.machine.halt();
  host.clock.stop();
  return all;
}
