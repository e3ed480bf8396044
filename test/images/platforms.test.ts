// Images of several platforms on a machine of one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';
import { published, short } from './published';
import { pushedInstead } from './push-notes';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

const ok = (stdout: string, stderr = ''): object => ({ stdout, stderr, status: 0 });
const WARNING = "WARNING: The requested image's platform (linux/arm64/v8) does not match the detected host platform (linux/amd64/v3) and no specific platform was requested\n";
const { index: ALPINE, amd64, arm64 } = await published('alpine');
const AMD64 = amd64.manifest;
const ARM64 = arm64.manifest;
const ARM64_LAYER = short(arm64.layers[0]!);

test('--platform pulls one manifest of an index, and what it holds is of that architecture', async () => {
  const { sh } = machine;
  expect(await sh('docker pull --platform linux/arm64 alpine')).toEqual(ok(
    `Using default tag: latest\nlatest: Pulling from library/alpine\n${ARM64_LAYER}: Pulling fs layer\n${short(arm64.provenance)}: Download complete\n${ARM64_LAYER}: Download complete\n${ARM64_LAYER}: Pull complete\n` +
      `Digest: ${ALPINE}\nStatus: Downloaded newer image for alpine:latest\ndocker.io/library/alpine:latest\n`,
  ));
  expect(await sh("docker image inspect --platform linux/arm64 -f '{{.Os}}/{{.Architecture}}/{{.Variant}}' alpine")).toEqual(ok('linux/arm64/v8\n'));
  expect(await sh("docker history --platform linux/arm64 --no-trunc --format '{{.CreatedBy}}' alpine")).toEqual(ok('CMD ["/bin/sh"]\nADD alpine-minirootfs-3.24.2-aarch64.tar.gz / # buildkit\n'));
  expect(await sh('docker image inspect --platform linux/amd64 alpine')).toEqual({
    stdout: '[]\n', stderr: 'Error response from daemon: image with reference alpine:latest was found but does not provide the specified platform (linux/amd64)\n', status: 1,
  });
  expect(await sh('docker create --name box alpine; docker cp box:/etc/apk/arch - | tar xO; docker cp box:/bin/busybox . ; od -An -tx1 -N20 busybox; docker export box | tar t | grep musl; ./busybox; echo $?; docker rm box')).toEqual({
    stdout: expect.stringMatching(/^[0-9a-f]{64}\naarch64\n 7f 45 4c 46 02 01 01 00 00 00 00 00 00 00 00 00\n 02 00 b7 00\nlib\/ld-musl-aarch64.so.1\nlib\/libc.musl-aarch64.so.1\n126\nbox\n$/),
    stderr: `${WARNING}bash: line 1: ./busybox: cannot execute binary file: Exec format error\n`, status: 0,
  });
});

test("another architecture's program can't be executed, and the engine warns unless it was asked for", async () => {
  const { sh } = machine;
  const failed = (stderr: string): object => ({ stdout: '', stderr, status: 255 });
  expect(await sh('docker run --rm alpine uname -m')).toEqual(failed(`${WARNING}exec /bin/uname: exec format error\n`));
  expect(await sh('docker run --rm --platform linux/arm64 alpine uname -m')).toEqual(failed('exec /bin/uname: exec format error\n'));
  expect(await sh("docker run -d --name arm --platform linux/arm64 alpine sleep 9 > /dev/null; sleep 1; docker ps -a --format '{{.Status}}'; docker logs arm; docker rm arm")).toEqual(ok('Exited (255) Less than a second ago\narm\n', 'exec /bin/sleep: exec format error\n'));
  expect(await sh("printf 'FROM alpine\\nRUN apk add curl\\n' > Dockerfile; docker build --platform linux/arm64 -q .")).toEqual({
    stdout: '', status: 1,
    stderr: expect.stringMatching(/RUN apk add curl\n[^]*ERROR: failed to build: failed to solve: process "\/bin\/sh -c apk add curl" did not complete successfully: exit code: 255\n$/),
  });
});

test('a second platform joins the first under one name; a platform goes by itself', async () => {
  const { sh } = machine;
  expect(await sh('docker run --rm --platform linux/amd64 alpine uname -m; docker run --rm alpine uname -m')).toEqual(ok('x86_64\nx86_64\n', expect.stringMatching(/^Unable to find image 'alpine:latest' locally\nlatest: Pulling from library\/alpine\n[^]*Status: Image is up to date for alpine:latest\n$/) as string));
  expect(await sh('docker image ls --tree alpine')).toEqual(ok(
    `IMAGE                   ID             DISK USAGE   CONTENT SIZE   EXTRA\nalpine:latest           ${short(ALPINE)}       27.7MB          7.7MB        \n` +
      `├─ linux/amd64          ${short(AMD64)}       13.9MB         3.85MB        \n└─ linux/arm64/v8       ${short(ARM64)}       13.9MB         3.85MB        \n\n`,
  ));
  expect(await sh('docker save --platform linux/arm64 alpine -o arm.tar; docker rmi -f alpine; docker load -i arm.tar; docker image inspect -f "{{.Id}} {{.Architecture}}" alpine; docker rmi -f alpine')).toEqual(ok(
    expect.stringMatching(new RegExp(`^Untagged: alpine:latest\\nDeleted: ${ALPINE}\\nLoaded image: alpine:latest\\n${ARM64} arm64\\nUntagged: alpine:latest\\nDeleted: ${ARM64}\\n$`)) as string,
  ));
  expect(await sh('docker pull -q alpine; docker pull -q --platform linux/arm64 alpine; docker image rm -f --platform linux/arm64 alpine; docker run --rm --platform linux/arm64 --pull never alpine')).toEqual({
    stdout: `docker.io/library/alpine:latest\ndocker.io/library/alpine:latest\nDeleted: ${ARM64}\n`, status: 125,
    stderr: "docker: Error response from daemon: image with reference alpine:latest was found but does not provide the specified platform (linux/arm64)\n\nRun 'docker run --help' for more information\n",
  });
});

test('what of an index is not here is not pushed, and docker says so', async () => {
  const { sh } = machine;
  await sh('docker run -d -p 5000:5000 registry:2; docker tag alpine localhost:5000/a');
  expect(await sh('docker push localhost:5000/a')).toEqual(ok(
    `Using default tag: latest\nThe push refers to repository [localhost:5000/a]\n${short(amd64.layers[0]!)}: Pushed\nlatest: digest: ${AMD64} size: 480\n${await pushedInstead('alpine')}`,
  ));
  expect(await sh("docker pull -q --platform linux/arm64 alpine; docker push localhost:5000/a | grep '^[0-9a-z]*: ' | sort; docker push -q --platform linux/arm64 localhost:5000/a")).toEqual(ok(
    `docker.io/library/alpine:latest\n${[`${short(amd64.layers[0]!)}: Layer already exists`, ...[amd64.provenance, ...arm64.layers, arm64.provenance].map((digest) => `${short(digest)}: Pushed`)].sort().join('\n')}\nlatest: digest: ${ALPINE} size: 1632\n\n` +
      ' Info -> Using --platform pushes only the specified platform manifest of a multi-platform image index.\n         Other components, like attestations, will not be included.\n         To push the complete multi-platform image, remove the --platform flag.\n         \n' +
      'localhost:5000/a:latest\n',
  ));
});

test('a platform that an image lacks', async () => {
  const { sh } = machine;
  const none = (platform: string): object => ({ stdout: '', stderr: `Error response from daemon: no matching manifest for ${platform} in the manifest list entries: no match for platform in manifest: not found\n`, status: 1 });
  expect(await sh('docker pull --platform linux/arm64 mysql:5.7')).toEqual(none('linux/arm64'));
  expect(await sh('docker pull --platform linux/arm/v7 mysql:5.7')).toEqual(none('linux/arm/v7'));
  expect(await sh('docker manifest inspect alpine | jq -c ".manifests[].platform"')).toEqual(ok(
    '{"architecture":"amd64","os":"linux"}\n{"architecture":"unknown","os":"unknown"}\n{"architecture":"arm64","os":"linux","variant":"v8"}\n{"architecture":"unknown","os":"unknown"}\n',
  ));
});
