import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { bootHost, type Host } from '../../host/boot';
import { shell } from '../../host/script';
import { getJson } from '../../client/json-get';
import { median, significant, type Measure } from './measure';

const REAL_SOCKET = '/var/run/docker.sock';

async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function times(runs: number, work: () => Promise<unknown> | unknown): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < runs; i++) all.push(await timed(work));
  return median(all);
}

function real(command: string): (() => void) | undefined {
  return spawnSync('bash', ['-c', 'true']).status === 0 ? () => void spawnSync('bash', ['-c', command], { stdio: 'ignore' }) : undefined;
}

function realEngine(): boolean {
  return existsSync(REAL_SOCKET) && spawnSync('docker', ['-H', `unix://${REAL_SOCKET}`, 'version'], { stdio: 'ignore' }).status === 0;
}

async function measures(host: Host): Promise<Measure[]> {
  const result: Measure[] = [];
  const add = async (name: string, unit: string, ours: () => Promise<number>, theirs?: () => Promise<number>) => {
    result.push({ name, unit, ours: await ours(), theirs: theirs ? await theirs() : undefined });
  };
  const loop = 'i=0; while [ $i -lt 500 ]; do /bin/true; i=$((i+1)); done';
  const realLoop = real(loop);
  await add('spawn and exit of a process', 'µs', async () => ((await times(5, () => shell(host, loop))) / 500) * 1000, realLoop && (async () => ((await times(5, realLoop)) / 500) * 1000));
  const pipeline = 'seq 1 200000 | grep 7 | sort | wc -l';
  const realPipeline = real(pipeline);
  await add('4-stage pipeline over 1.3 MB', 'ms', () => times(5, () => shell(host, pipeline)), realPipeline && (() => times(5, realPipeline)));
  const engine = realEngine();
  const run = 'docker run --rm busybox true';
  await shell(host, 'docker pull -q busybox');
  await add('docker run --rm of a trivial container', 'ms', () => times(10, () => shell(host, run)), engine ? () => times(5, real(run)!) : undefined);
  await add('docker ps', 'ms', () => times(20, () => shell(host, 'docker ps')), engine ? () => times(10, real('docker ps')!) : undefined);
  await add('API requests (GET /version on new connections)', 'per s', async () => (500 / (await timed(async () => {
    for (let i = 0; i < 500; i++) await getJson(host.transport, '/version');
  }))) * 1000);
  await add('snapshot of the machine', 'ms', () => times(10, () => host.snapshot()));
  return result;
}

/** `npm run bench`: medians, and ratios against what stands on this machine. */
async function main(): Promise<void> {
  const boot = await times(5, async () => {
    const host = await bootHost();
    await shell(host, 'true');
    host.machine.halt();
    host.clock.stop();
  });
  const host = await bootHost();
  const all: Measure[] = [{ name: 'boot to the first command', unit: 'ms', ours: boot, theirs: undefined }, ...(await measures(host))];
  for (const { name, unit, ours, theirs } of all) {
    const beside = theirs === undefined ? 'nothing real beside it here' : `real ${significant(theirs)} ${unit}, ratio ${(ours / theirs).toFixed(2)}`;
    console.log(`${name.padEnd(46)} ${significant(ours).padStart(9)} ${unit.padEnd(6)} ${beside}`);
  }
  host.machine.halt();
  host.clock.stop();
}

await main();
