import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootHost } from '../../host/boot';
import { shell } from '../../host/script';
import { contentOf, readContent } from '../../lib/content';
import { digestOfBytes } from '../../oci/digest';
import { writeTar } from '../../oci/tar-write';
import { besideReal, realTimes, timed, times, type Measure } from './measure';

const MEGABYTE = 1e6;
const FILES = 64;
const LAYER_MB = 64;
const TRANSFER_MB = 100;

/** Bytes that a second takes, from the milliseconds for so many megabytes. */
function rate(megabytes: number, ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : (megabytes * 1000) / ms;
}

/** Layers, builds and transfers. */
export async function imagesBench(): Promise<Measure[]> {
  const file = new Uint8Array((LAYER_MB * MEGABYTE) / FILES).map((_, i) => (i * 31) & 255);
  const entries = Array.from({ length: FILES }, (_, i) => ({ path: `f${i}`, type: 'file' as const, mode: 0o644, uid: 0, gid: 0, mtimeMs: 0, content: contentOf(file) }));
  const ours = await times(3, () => digestOfBytes(readContent(writeTar(entries))));
  const folder = mkdtempSync(join(tmpdir(), 'dockyard-bench-'));
  for (let i = 0; i < FILES; i++) writeFileSync(join(folder, `f${i}`), file);
  const real = await realTimes(3, `tar c -C '${folder}' . | sha256sum`, ['tar', 'sha256sum']);
  rmSync(folder, { recursive: true });
  const result: Measure[] = [{ name: 'tar and digest of a 64 MB layer', unit: 'MB/s', ours: rate(LAYER_MB, ours)!, beside: besideReal(rate(LAYER_MB, real)) }];
  const host = await bootHost();
  const run = (commands: string): Promise<number> => timed(() => shell(host, commands));
  await shell(host, `docker pull -q busybox; { echo FROM busybox; for i in $(seq 30); do echo "RUN echo $i > /$i"; done; } > Dockerfile`);
  const fresh = await run('docker build -q -t steps .');
  const cached = await times(3, () => shell(host, 'docker build -q -t steps .'));
  result.push({ name: 'docker build of 30 steps', unit: 'ms', ours: fresh }, { name: 'docker build of 30 cached steps', unit: 'ms', ours: cached, beside: { what: 'fresh', value: fresh } });
  await shell(host, `docker run -d -p 5000:5000 registry:2; head -c ${TRANSFER_MB * MEGABYTE} /dev/urandom > big; printf 'FROM scratch\\nCOPY big /\\n' > Dockerfile; docker build -q -t localhost:5000/big .`);
  result.push({ name: 'docker push of 100 MB', unit: 'ms', ours: await run('docker push -q localhost:5000/big') });
  await shell(host, 'docker rmi localhost:5000/big; docker builder prune -af');
  result.push({ name: 'docker pull of 100 MB', unit: 'ms', ours: await run('docker pull -q localhost:5000/big') });
  host.machine.halt();
  host.clock.stop();
  return result;
}
