import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MemoryFs } from '../../src/machine/vfs/memory-fs';
import { session, type Session } from '../sessions/host';
import { published } from './published';

const node = (await published('node', '20')).amd64;
const alpine = (await published('alpine')).amd64;
let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

const sh = (commands: string) => machine.sh(commands);

/** Runs commands with so many MiB of the disk left. */
async function withRoom(megabytes: number, commands: string): Promise<{ stdout: string; stderr: string; status: number }> {
  const { disk } = machine.host.machine.root as MemoryFs;
  disk.keep('test', disk.sizeBytes - disk.usedBytes - megabytes * 1024 * 1024);
  const said = await sh(commands);
  disk.keep('test', 0);
  return said;
}

const FULL = 'no space left on device';
/** What containerd says of a blob that it can't write; where it writes is told by the reference's digest. */
const ingest = (before: string): RegExp => new RegExp(`^${before}failed to copy: failed to send write: write /var/lib/containerd/io.containerd.content.v1.content/ingest/[0-9a-f]{64}/data: ${FULL}\\n$`);

test('the disk is as full as images are large, also after dockerd has started again', async () => {
  const used = "df -m / | awk 'NR == 2 {print $3}'";
  const before = Number((await sh(used)).stdout);
  const sizes = async (commands: string): Promise<number[]> => (await sh(commands)).stdout.split('\n').filter((line) => /^\d+$/.test(line)).map((line) => Number(line) - before);
  expect(await sizes(`docker pull -q node:20; ${used}; sudo systemctl restart docker; ${used}; docker rmi node:20; ${used}`)).toEqual([1371, 1371, 4]);
});

test('a pull that finds no room stores no image, and goes on when there is some', async () => {
  expect(await withRoom(20, 'docker pull -q node:20; echo $?; docker images -q')).toEqual({
    stdout: '1\n', stderr: expect.stringMatching(ingest('')) as string, status: 0,
  });
  const mount = '/var/lib/containerd/tmpmounts/containerd-mount1';
  expect(await withRoom(500, 'docker pull -q node:20; echo $?; docker images -q')).toEqual({
    stdout: '1\n',
    stderr: expect.stringMatching(
      `^failed to extract layer \\(application/vnd.oci.image.layer.v1.tar\\+gzip ${node.layers[0]}\\) to overlayfs as "extract-1-(....) sha256:\\1[0-9a-f]{60}": mount callback failed on ${mount}: write ${mount}/usr/share/zoneinfo/tzdata.zi: ${FULL}\\n$`,
    ) as string,
    status: 0,
  });
  expect(await sh('docker pull -q node:20; docker run --rm node:20 node -p 1+1; docker rmi node:20 > /dev/null')).toEqual({ stdout: 'docker.io/library/node:20\n2\n', stderr: '', status: 0 });
});

test('run, cp, commit, import, build and load each tell that the disk is full', async () => {
  await sh('docker pull -q alpine; docker run --name box alpine dd if=/dev/urandom of=/big bs=1M count=30; docker save alpine > a.tar; docker export box > box.tar; docker cp box:/big big');
  expect(await withRoom(10, 'docker run --rm alpine dd if=/dev/zero of=/x bs=1M count=100 2>&1 | head -1; docker cp big box:/other; echo $?')).toEqual({
    stdout: "dd: error writing '/x': No space left on device\n1\n", stderr: 'Error response from daemon: write /other: no space left on device\n', status: 0,
  });
  expect((await withRoom(10, 'docker commit box new; echo $?; docker images -q new')).stderr).toMatch(
    /^Error response from daemon: failed to export layer: CreateDiff: mount callback failed on (\S+\d): mount callback failed on (\S+\d): failed to write compressed diff: failed to create diff tar stream: failed to copy: \2\/big: write \S+\/data: no space left on device\n$/,
  );
  expect((await withRoom(10, 'docker import box.tar new; echo $?; docker images -q new')).stderr).toMatch(/^Error response from daemon: failed to copy: failed to send write: write \S+\/data: no space left on device\n$/);
  const built = await withRoom(10, "printf 'FROM alpine\\nRUN dd if=/dev/urandom of=/x bs=1M count=9\\nRUN dd if=/x of=/y\\n' > Dockerfile; docker build -q . 2>&1 | tail -1; docker images -qf dangling=true");
  expect(built).toEqual({ stdout: expect.stringMatching(/no space left on device|exit code: 1/) as string, stderr: '', status: 0 });
  await sh('docker rm box; docker rmi alpine; docker builder prune -af');
  expect(await withRoom(2, 'docker load -i a.tar; echo $?; docker images -q')).toEqual({
    stdout: '1\n',
    stderr: expect.stringMatching(ingest(`failed to ingest "blobs/sha256/${alpine.layers[0]!.slice(7)}": `)) as string,
    status: 0,
  });
  expect(await sh('docker load -i a.tar; docker run --rm alpine echo hi')).toEqual({ stdout: 'Loaded image: alpine:latest\nhi\n', stderr: '', status: 0 });
});
