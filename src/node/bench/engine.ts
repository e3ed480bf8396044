import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { bootHost } from '../../host/boot';
import { shell } from '../../host/script';
import { getJson } from '../../client/json-get';
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
  host.machine.halt();
  host.clock.stop();
  return all;
}
