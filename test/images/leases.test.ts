// What runs keeps what it needs: pulls and builds beside prunes and removals, and what is left when they fail.
import { expect, test } from 'vitest';
import { session } from '../sessions/host';

const STORE = '/var/lib/docker/containerd/daemon';
/** How many blobs there are: files, and what is kept by name. */
const BLOBS = `echo $(($(sudo ls ${STORE}/io.containerd.content.v1.content/blobs/sha256 | wc -l) + $(sudo cat ${STORE}/io.containerd.metadata.v1.bolt/meta.json | jq '.known | length')))`;
const BUILD = `printf 'FROM busybox\\nRUN echo a > /a\\nRUN sleep 10; echo b > /b\\n' > Dockerfile; docker build -q -t app . > id 2> err & sleep 4`;

test('a build keeps its cache from prunes until it ends', async () => {
  const { sh, end } = await session();
  const built = await sh(`docker pull -q busybox > /dev/null; ${BUILD}; docker builder prune -af; docker buildx du; docker system df | grep Build; wait $!; cat err; docker run --rm app cat /a /b`);
  expect([built.stdout.replace(/^\w{25} /gm, '… '), built.stderr, built.status]).toEqual([
    'Total:\t0B\nID                          RECLAIMABLE   SIZE       LAST ACCESSED\n…   false         5.702MB*   \n…   false         12.29kB    \n'
    + 'Shared:\t\t5.702MB\nPrivate:\t12.29kB\nReclaimable:\t0B\nTotal:\t\t5.714MB\nBuild Cache     2         2         5.714MB   0B\na\nb\n',
    '', 0,
  ]);
  expect(await sh('docker system df | grep Build; docker builder prune -af | tail -1; docker run --rm app cat /a')).toEqual({
    stdout: 'Build Cache     3         0         5.726MB   24.58kB\nTotal:\t5.726MB\na\n', stderr: '', status: 0,
  });
  end();
});

test('a build stands on a base whose name is taken away and whatever is pruned', async () => {
  const { sh, end } = await session();
  expect(await sh(`docker pull -q busybox > /dev/null; ${BUILD}; docker rmi busybox | head -1; docker system prune -af; wait $!; cat err; docker run --rm app cat /a /b`)).toEqual({
    stdout: 'Untagged: busybox:latest\nTotal reclaimed space: 0B\na\nb\n', stderr: '', status: 0,
  });
  end();
});

test('a pull goes on beside removals and prunes', async () => {
  const { sh, end } = await session();
  expect(await sh('docker pull -q busybox > /dev/null; docker pull -q python:3.12 & sleep 6; docker rmi -f busybox | head -1; docker image prune -f; docker system prune -af; wait $!; docker run --rm python:3.12 python -c "print(1)"')).toEqual({
    stdout: 'Untagged: busybox:latest\nTotal reclaimed space: 0B\nTotal reclaimed space: 0B\ndocker.io/library/python:3.12\n1\n', stderr: '', status: 0,
  });
  end();
});

test('what a failed pull, build or check has brought is collected', async () => {
  const { sh, end } = await session();
  await sh('docker run -d --name registry -p 5000:5000 registry:2; docker pull -q nginx:alpine; docker tag nginx:alpine localhost:5000/web; docker push -q localhost:5000/web');
  // One layer that the registry has lost.
  await sh(`docker exec registry sh -c 'cd /var/lib/registry/docker/registry/v2; rm -r repositories/web/_layers/sha256/$(ls repositories/web/_layers/sha256 | head -1)'`);
  await sh('docker rmi nginx:alpine localhost:5000/web');
  const before = (await sh(BLOBS)).stdout;
  const failed = await sh(`docker pull -q localhost:5000/web; ${BLOBS}`);
  expect([failed.stdout, failed.stderr.replace(/[0-9a-f]{64}/, '…')]).toEqual([
    before,
    'failed to copy: httpReadSeeker: failed open: content at http://localhost:5000/v2/web/blobs/sha256:… not found: not found\n',
  ]);
  expect((await sh(`printf 'FROM localhost:5000/web\\n' > Dockerfile; docker build -q . 2>/dev/null; echo $?; ${BLOBS}`)).stdout).toBe(`1\n${before}`);
  expect(await sh(`printf 'FROM alpine\\n' > Dockerfile; docker build --check -q . ; ${BLOBS}`)).toMatchObject({ stdout: `Check complete, no warnings found.\n${before}`, status: 0 });
  end();
});

test('what a pull had brought whose client went away stays until images are pruned', async () => {
  const { sh, end } = await session();
  await sh('docker pull -q busybox; timeout 14 docker pull -q node:20; sleep 60; docker rmi busybox');
  const left = Number((await sh(BLOBS)).stdout);
  expect(left).toBeGreaterThan(2);
  expect((await sh(`docker image prune -f; ${BLOBS}`)).stdout).toBe('Total reclaimed space: 0B\n0\n');
  end();
});

test('an archive keeps what it is of until it ends or its reader leaves', async () => {
  const { sh, end } = await session();
  await sh('docker pull -q nginx:alpine; docker save nginx:alpine > whole.tar');
  expect(await sh('docker save nginx:alpine | (sleep 20; wc -c) > size & sleep 3; docker rmi -f nginx:alpine | head -1; wait; [ $(cat size) = $(stat -c %s whole.tar) ] && echo whole')).toEqual({
    stdout: 'Untagged: nginx:alpine\nwhole\n', stderr: '', status: 0,
  });
  // What was kept for a reader that is gone goes with the next collection.
  await sh('docker image prune -f; docker load -q -i whole.tar; docker save nginx:alpine | (sleep 5; head -c 1000 > /dev/null) & sleep 2; docker rmi -f nginx:alpine; wait');
  expect(await sh(`docker image prune -f; ${BLOBS}`)).toEqual({ stdout: 'Total reclaimed space: 0B\n0\n', stderr: '', status: 0 });
  end();
});

const CLEAN = `docker system prune -af > /dev/null; docker builder prune -af > /dev/null; ${BLOBS}; sudo cat ${STORE}/io.containerd.metadata.v1.bolt/meta.json | jq -c '[.snapshots, .parents, .kept] | map(length)'; df -m / | awk 'NR == 2 {print $3}'`;

test('what came twice at once, or by the classic builder, is gone when nothing needs it', async () => {
  const { sh, end } = await session();
  await sh('docker pull -q busybox; docker rmi busybox');
  const empty = await sh(CLEAN);
  expect(empty.stdout).toMatch(/^0\n\[0,0,0\]\n\d+\n$/);
  expect(await sh(`docker pull -q node:20 > /dev/null & docker pull -q node:20 > /dev/null; wait; docker rmi node:20 > /dev/null; ${CLEAN}`)).toEqual(empty);
  await sh('docker pull -q alpine');
  const classic = "printf 'FROM alpine\\nENV A=1\\nRUN dd if=/dev/urandom of=/x bs=1M count=9\\nCMD [\"x\"]\\nRUN rm /x\\n' > Dockerfile; DOCKER_BUILDKIT=0 docker build -t app . 2> /dev/null | grep -c 'Using cache'";
  expect((await sh(`${classic}; ${classic}; docker image prune -f; ${classic}`)).stdout).toBe('0\n4\nTotal reclaimed space: 0B\n4\n');
  expect(await sh(`docker rmi -f app > /dev/null; ${CLEAN}`)).toEqual(empty);
  end();
});

test('the build cache outlives dockerd, whatever is removed before the next build', async () => {
  const { sh, end } = await session();
  const build = "printf 'FROM alpine\\nRUN echo a > /a\\nRUN echo b > /b\\n' > Dockerfile; docker build --progress=plain -t app . 2>&1 | grep -c CACHED";
  expect(await sh(`${build}; docker pull -q busybox; sudo systemctl restart docker; docker rmi busybox app > /dev/null; ${build}`)).toEqual({ stdout: '0\ndocker.io/library/busybox:latest\n2\n', stderr: '', status: 0 });
  end();
});

test('a second pull of what is on its way leaves what the first has brought', async () => {
  const { sh, end } = await session();
  const largest = `sudo sh -c 'cat ${STORE}/io.containerd.content.v1.content/ingest/*/named' | sort -n | tail -1`;
  const kept = await sh(`docker pull -q node:20 & sleep 8; timeout 2 docker pull -q node:20; ${largest}; wait $!; docker run --rm node:20 node -p 1+1`);
  const [bytes, ...rest] = kept.stdout.split('\n');
  expect(Number(bytes)).toBeGreaterThan(20_000_000);
  expect(rest).toEqual(['docker.io/library/node:20', '2', '']);
  end();
});
