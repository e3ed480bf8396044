// `docker build --platform` with several platforms at once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker run -d -p 5000:5000 registry:2 >/dev/null; docker pull -q alpine; echo a > a.txt');
}, 60_000);
afterAll(() => machine.end());

const dockerfile = (text: string): string => `cat > Dockerfile <<'EOF'\n${text}\nEOF\n`;
const PLATFORMS = '--platform linux/amd64,linux/arm64';
const CROSS = `FROM --platform=$BUILDPLATFORM alpine AS build
ARG TARGETPLATFORM TARGETARCH BUILDPLATFORM
RUN echo "$BUILDPLATFORM makes $TARGETPLATFORM: $TARGETARCH" > /out
FROM scratch
COPY a.txt /
COPY --from=build /out /`;
/** The names of steps, without numbers and digests. */
const steps = (stderr: string): string[] => stderr.split('\n').filter((line) => /^#\d+ (?:\[|exporting (?:to|manifest|config|att))/.test(line)).map((line) => line.replace(/^#\d+ /, '').replace(/@?sha256:[0-9a-f]{64}/g, ''));

test('each platform is built with its own arguments, and an index holds both', async () => {
  const { stderr, status } = await machine.sh(`${dockerfile(CROSS)}docker build --progress=plain ${PLATFORMS} -t multi .`);
  expect([steps(stderr), status]).toEqual([[
    '[internal] load build definition from Dockerfile', '[linux/amd64 internal] load metadata for docker.io/library/alpine:latest', '[internal] load .dockerignore',
    '[linux/amd64 build 1/2] FROM docker.io/library/alpine:latest', '[internal] load build context',
    '[linux/amd64 build 2/2] RUN echo "linux/amd64 makes linux/amd64: amd64" > /out',
    '[linux/amd64 stage-1 1/2] COPY a.txt /', '[linux/amd64 stage-1 2/2] COPY --from=build /out /', '[linux/arm64 stage-1 1/2] COPY a.txt /', '[linux/arm64 stage-1 2/2] COPY --from=build /out /',
    '[linux/amd64->arm64 build 2/2] RUN echo "linux/amd64 makes linux/arm64: arm64" > /out',
    'exporting to image', 'exporting manifest  done', 'exporting config  done', 'exporting attestation manifest  done', 'exporting manifest  done', 'exporting config  done', 'exporting attestation manifest  done',
    'exporting manifest list  done',
  ], 0]);
  const tree = await machine.sh('docker images --tree multi 2>/dev/null | grep -o "linux/[a-z0-9]*"; docker image inspect --platform linux/arm64 -f "{{.Architecture}}" multi; docker build -q --platform linux/amd64,linux/arm64 -o out . ; cat out/*/out; ls out');
  expect(tree.stdout).toBe('linux/amd64\nlinux/arm64\narm64\n\nlinux/amd64 makes linux/amd64: amd64\nlinux/amd64 makes linux/arm64: arm64\nlinux_amd64\nlinux_arm64\n');
});

test('the index goes to a registry, where a pull finds its platform', async () => {
  const { stderr, status } = await machine.sh(`docker buildx build -q ${PLATFORMS} -t localhost:5000/multi:1 --push .; docker rmi localhost:5000/multi:1; docker pull -q --platform linux/arm64 localhost:5000/multi:1; docker manifest inspect --insecure localhost:5000/multi:1 | jq -c '[.manifests[].platform.architecture]'`);
  expect([stderr, status]).toEqual(['', 0]);
});

test('a base image that a platform lacks is not found for it', async () => {
  const { stderr, status } = await machine.sh(`${dockerfile('FROM mysql:5.7\nRUN true')}docker build --progress=plain ${PLATFORMS} .`);
  expect([stderr.split('\n').filter((line) => /load metadata|ERROR/.test(line)), status]).toEqual([[
    '#2 [linux/amd64 internal] load metadata for docker.io/library/mysql:5.7', '#3 [linux/arm64 internal] load metadata for docker.io/library/mysql:5.7', '#3 ERROR: no match for platform in manifest: not found',
    ' > [linux/arm64 internal] load metadata for docker.io/library/mysql:5.7:',
    'ERROR: failed to build: failed to solve: mysql:5.7: failed to resolve source metadata for docker.io/library/mysql:5.7: no match for platform in manifest: not found',
  ], 1]);
});
