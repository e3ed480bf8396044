import { expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

const ok = (stdout: string): { stdout: string; stderr: string; status: number } => ({ stdout, stderr: '', status: 0 });
const failed = (stderr: string): { stdout: string; stderr: string; status: number } => ({ stdout: '', stderr, status: 1 });

/** An index of two platforms in a registry, both of them pulled under one name; gives the manifests' short ids. */
async function twoPlatforms({ sh }: Session): Promise<Record<string, string>> {
  const made = await sh(`docker run -d -p 5000:5000 registry:2 && mkdir a && printf 'FROM scratch\\nCOPY f /\\n' > a/Dockerfile
    for arch in amd64 arm64; do echo $arch > a/f; docker build -q --provenance=false --platform linux/$arch -t localhost:5000/duo:$arch a && docker push -q localhost:5000/duo:$arch; done
    docker manifest create --insecure localhost:5000/duo:1 localhost:5000/duo:amd64 localhost:5000/duo:arm64 && docker manifest push --insecure localhost:5000/duo:1
    docker rmi localhost:5000/duo:amd64 localhost:5000/duo:arm64; docker pull -q localhost:5000/duo:1 && docker pull -q --platform linux/arm64 localhost:5000/duo:1`);
  expect([made.stderr.replace('Unable to find image \'registry:2\' locally\n', '').replace(/^.*: .*\n/gm, ''), made.status]).toEqual(['', 0]);
  const ids = await sh(`docker image inspect localhost:5000/duo:1 | jq -r '.[].Id'; docker manifest inspect --insecure localhost:5000/duo:1 | jq -r '.manifests[] | .platform.architecture + " " + .digest'`);
  const [id, ...manifests] = ids.stdout.trim().split('\n');
  return { id: id!, ...Object.fromEntries(manifests.map((line) => line.split(' '))) };
}

test('--platform removes the content of one platform, with --force alone; the name stays', async () => {
  const own = await session();
  const { sh, end } = own;
  try {
    const { id, amd64, arm64 } = await twoPlatforms(own) as { id: string; amd64: string; arm64: string };
    const name = 'localhost:5000/duo:1';
    expect(await sh(`docker rmi --platform linux/arm64 ${name}`)).toEqual(
      failed('Error response from daemon: Content will be removed from all images referencing this variant. Use —-force to force delete.\n'),
    );
    expect(await sh(`docker image rm -f --platform linux/s390x ${name}`)).toEqual({
      stdout: '', status: 0,
      stderr: `Error response from daemon: failed to delete platform linux/s390x for image ${id}: image with reference ${name} was found but does not provide any platform\n`,
    });
    expect(await sh(`docker rmi --platform xx ${name}`)).toEqual(failed('"xx": unknown operating system or architecture: invalid argument\n'));
    const left = await sh(`docker rmi -f --platform linux/arm64 ${name}; docker images --tree localhost:5000/duo; docker run --rm ${name}`);
    // How many digits the times in a configuration have is nobody's promise.
    expect({ ...left, stdout: left.stdout.replace(/9\.\d\dkB( +)\d\d\dB/g, '9.2kB$1900B') }).toEqual({
      stdout: `Deleted: ${arm64}
IMAGE                  ID             DISK USAGE   CONTENT SIZE   EXTRA
${name}   ${id.slice(7, 19)}       9.2kB           900B        
├─ linux/amd64         ${amd64.slice(7, 19)}       9.2kB           900B        
└─ linux/arm64         ${arm64.slice(7, 19)}           0B             0B        

`,
      stderr: 'docker: Error response from daemon: no command specified\n\nRun \'docker run --help\' for more information\n', status: 125,
    });
    expect(await sh(`docker rmi -f --platform amd64 ${name}; docker history ${name}; docker rmi ${name}`)).toEqual({
      stdout: `Deleted: ${amd64}\nUntagged: ${name}\nDeleted: ${id}\n`,
      stderr: `Error response from daemon: image with reference ${name} was found but does not provide any platform\n`, status: 0,
    });
  } finally {
    end();
  }
});

test('an id is meant from its fourth digit on', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker pull -q busybox');
    const id = (await sh('docker images -q --no-trunc busybox')).stdout.trim();
    const digits = id.slice(7);
    for (const verb of ['rmi', 'history']) expect(await sh(`docker ${verb} ${digits.slice(0, 1)}`)).toEqual(failed(`Error response from daemon: No such image: ${digits.slice(0, 1)}:latest\n`));
    expect(await sh(`docker tag ${digits.slice(0, 3)} x`)).toEqual(failed(`Error response from daemon: No such image: ${digits.slice(0, 3)}:latest\n`));
    expect(await sh('docker rmi sha256:ab')).toEqual(failed('Error response from daemon: No such image: sha256:ab\n'));
    expect(await sh(`docker rmi ${digits.slice(0, 4)}`)).toEqual(ok(`Untagged: busybox:latest\nDeleted: ${id}\n`));
  } finally {
    end();
  }
});

test('several names: all of one repository by digest, one by its tag, none by an id without --force', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker pull -q busybox; docker tag busybox box:1; docker tag busybox box:2');
    const id = (await sh('docker images -q --no-trunc busybox')).stdout.trim();
    const short = id.slice(7, 19);
    expect(await sh(`docker rmi ${short}`)).toEqual(failed(`Error response from daemon: conflict: unable to delete ${short} (must be forced) - image is referenced in multiple repositories\n`));
    expect(await sh(`docker rmi box@${id}; docker tag busybox box:3; docker rmi box:3; docker create --name it busybox sh > /dev/null; docker rmi -f ${short}; docker images -a; docker start -a it; docker ps -a --format '{{.Image}} {{.State}}'`)).toEqual(
      ok(`Untagged: box:1\nUntagged: box:2\nUntagged: box:3\nUntagged: busybox:latest\nDeleted: ${id}\nIMAGE   ID             DISK USAGE   CONTENT SIZE   EXTRA\n${short} exited\n`),
    );
  } finally {
    end();
  }
});

test('what others were made from loses its name and goes with the last of them, unless --no-prune', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker pull -q busybox; docker create --name it busybox; docker commit it one; docker rm it');
    const [base, child] = (await sh('docker image inspect -f "{{.Id}}" busybox one')).stdout.trim().split('\n');
    expect(await sh("docker rmi busybox; docker images --filter dangling=true --no-trunc -q; docker rmi one; docker images -aq")).toEqual(
      ok(`Untagged: busybox:latest\nDeleted: ${base}\n${base}\nUntagged: one:latest\nDeleted: ${child}\nDeleted: ${base}\n`),
    );
  } finally {
    end();
  }
});

test('the new view hides images without a name unless they are asked for; the old columns list them', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker pull -q busybox; printf "FROM busybox\\nRUN echo > /x\\n" > Dockerfile; docker build -q --provenance=false .; echo done');
    const [named, untagged] = (await sh('docker images -aq --no-trunc | tac')).stdout.trim().split('\n').map((id) => id.slice(7, 19));
    const header = 'IMAGE            ID             DISK USAGE   CONTENT SIZE   EXTRA\n';
    const row = `busybox:latest   ${named}       7.93MB         2.23MB        \n`;
    for (const flags of ['', '-a', '--filter dangling=false', '-a --filter dangling=false']) expect(await sh(`docker images ${flags}`)).toEqual(ok(header + row));
    expect((await sh('docker images --filter dangling=true')).stdout.split('\n').map((line) => line.slice(0, 25).trimEnd())).toEqual(['IMAGE        ID', `<untagged>   ${untagged}`, '']);
    for (const flags of ['-q', '-aq']) expect(await sh(`docker images ${flags}`)).toEqual(ok(`${untagged}\n${named}\n`));
    expect(await sh('docker images --format "{{.Repository}} {{.Tag}} {{.ID}}"; docker images -a --digests --format "{{.Repository}} {{.Tag}} {{.Digest}} {{.ID}}" | head -1')).toEqual(
      ok(`<none> <none> ${untagged}\nbusybox latest ${named}\n<none> <none> <none> ${untagged}\n`),
    );
    for (const pattern of ['busybox', 'docker.io/library/busybox', 'docker.io/*/busybox:latest']) expect(await sh(`docker images -q --filter 'reference=${pattern}'`)).toEqual(ok(`${named}\n`));
    expect(await sh("docker images -q --filter 'reference=[b'")).toEqual(ok(''));
  } finally {
    end();
  }
});

test('docker images with the name of a command asks whether that was meant', async () => {
  const { sh, end } = await session();
  try {
    const none = 'IMAGE   ID             DISK USAGE   CONTENT SIZE   EXTRA\n';
    expect(await sh('docker images ls')).toEqual({ ...ok(none), stderr: 'No images found matching "ls": did you mean "docker image ls"?\n' });
    expect(await sh('docker images -q push')).toEqual({ ...ok(''), stderr: 'No images found matching "push": did you mean "docker image push"?\n' });
    expect(await sh('docker image ls ls')).toEqual(ok(none));
    expect(await sh('docker images rmi')).toEqual(ok(none));
  } finally {
    end();
  }
});

test('prune keeps the name that a container was made with, and takes the others', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker pull -q busybox; docker tag busybox box:1; docker create busybox');
    expect(await sh('docker image prune -af; docker images --format "{{.Repository}}:{{.Tag}}"')).toEqual(
      ok('Deleted Images:\nuntagged: box:1\n\nTotal reclaimed space: 0B\nbusybox:latest\n'),
    );
  } finally {
    end();
  }
});
