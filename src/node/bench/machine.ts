import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootHost } from '../../host/boot';
import { shell } from '../../host/script';
import { MemoryFs } from '../../machine/vfs/memory-fs';
import type { FsImage } from '../../machine/vfs/fs-image';
import { MountNamespaceImpl } from '../../machine/vfs/mount-namespace';
import { OverlayFs } from '../../machine/vfs/overlay-fs';
import { lstat, readdir, rootContext, type FsContext } from '../../machine/vfs/path-ops';
import { besideReal, realTimes, times, type Measure } from './measure';

const now = () => 1_700_000_000_000;

/** An overlay over so many layers, each with a folder of `filesEach` files. */
function layered(layers: number, filesEach: number): FsContext {
  const empty = new MemoryFs({ type: 'ext4', dev: 1, now });
  let image: FsImage = empty.snapshot();
  for (let layer = 0; layer < layers; layer++) {
    const fs = MemoryFs.fromImage(image, { dev: 1, now });
    const dir = fs.create(fs.root, `layer${layer}`, { type: 'dir', mode: 0o755, uid: 0, gid: 0 });
    for (let i = 0; i < filesEach; i++) fs.create(dir, `file${i}`, { type: 'file', mode: 0o644, uid: 0, gid: 0 });
    image = fs.snapshot();
  }
  let mounts = 1;
  const overlay = new OverlayFs(image, new MemoryFs({ type: 'ext4', dev: 3, now }), { dev: 2 });
  return rootContext(new MountNamespaceImpl(1, () => mounts++, { fs: overlay, source: 'bench' }), now);
}

/** Microseconds for the lookup of one path. */
async function lookup(context: FsContext, layers: number): Promise<number> {
  const rounds = 20_000;
  return ((await times(5, () => {
    for (let i = 0; i < rounds; i++) lstat(context, `/layer${i % layers}/file${i % 10}`);
  })) / rounds) * 1000;
}

/** Visits every name of the tree, as `find` does; gives how many there are. */
function visit(context: FsContext, path = ''): number {
  let count = 0;
  for (const { name, type } of readdir(context, path || '/')) {
    lstat(context, `${path}/${name}`);
    count += 1 + (type === 'dir' ? visit(context, `${path}/${name}`) : 0);
  }
  return count;
}

async function realFind(): Promise<number | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'dockyard-bench-'));
  try {
    for (let dir = 0; dir < 100; dir++) {
      mkdirSync(join(folder, `layer${dir}`));
      for (let i = 0; i < 1000; i++) writeFileSync(join(folder, `layer${dir}`, `file${i}`), '');
    }
    return await realTimes(3, `find ${folder} | wc -l`, ['find']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Processes, pipelines, file systems and snapshots. */
export async function machineBench(): Promise<Measure[]> {
  const boot = await times(5, async () => {
    const host = await bootHost();
    await shell(host, 'true');
    host.machine.halt();
    host.clock.stop();
  });
  const host = await bootHost();
  const loop = 'i=0; while [ $i -lt 500 ]; do /bin/true; i=$((i+1)); done';
  const pipeline = 'seq 1 1000000 | grep 7 | sort | wc -l';
  const pipelineMegabytes = 6.888896;
  const perSecond = (ms: number | undefined) => (ms === undefined ? undefined : (pipelineMegabytes / ms) * 1000);
  const perSpawn = (ms: number | undefined) => (ms === undefined ? undefined : (ms / 500) * 1000);
  const find = "for d in $(seq 0 99); do mkdir -p /tmp/tree/layer$d; (cd /tmp/tree/layer$d; touch $(seq 1 1000)); done";
  await shell(host, 'true');
  const all: Measure[] = [
    { name: 'boot to the first command', unit: 'ms', ours: boot },
    { name: 'spawn and exit of a process', unit: 'µs', ours: perSpawn(await times(5, () => shell(host, loop)))!, beside: besideReal(perSpawn(await realTimes(5, loop))) },
    { name: 'four-stage pipeline', unit: 'MB/s', ours: perSecond(await times(3, () => shell(host, pipeline)))!, beside: besideReal(perSecond(await realTimes(3, pipeline))) },
    { name: 'path lookup through 100 layers', unit: 'µs', ours: await lookup(layered(100, 10), 100), beside: { what: 'one layer', value: await lookup(layered(1, 10), 1) } },
    { name: 'a visit of 100,000 files in 100 layers', unit: 'ms', ours: await times(3, ((context) => () => visit(context))(layered(100, 1000))) },
    { name: 'snapshot of the machine', unit: 'ms', ours: await times(10, () => host.snapshot()) },
  ];
  await shell(host, find);
  all.push(
    { name: 'find over 100,000 files', unit: 'ms', ours: await times(3, () => shell(host, 'find /tmp/tree | wc -l')), beside: besideReal(await realFind()) },
    { name: 'snapshot of a machine with 100,000 files', unit: 'ms', ours: await times(10, () => host.snapshot()) },
  );
  host.machine.halt();
  host.clock.stop();
  return all;
}
