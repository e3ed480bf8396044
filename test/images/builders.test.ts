import { expect, test } from 'vitest';
import { session } from '../sessions/host';

const APP = "mkdir app; printf 'FROM alpine\\nRUN echo hi > /hi\\nCMD [\"cat\",\"/hi\"]\\n' > app/Dockerfile";
const FOUND = '[internal] load build definition from Dockerfile [internal] load metadata for docker.io/library/alpine:latest [internal] load .dockerignore [1/2] FROM docker.io/library/alpine:latest [2/2] RUN echo hi > /hi';

/** A build's steps in order, and what isn't one of them. */
function steps(stderr: string): { steps: string; rest: string } {
  const named = [...stderr.matchAll(/^#[1-9]\d* (\[.*|exporting to .*|importing to .*)$/gm)].map((match) => match[1]!.replace(/@sha256:\w+/, ''));
  return { steps: named.join(' '), rest: stderr.replace(/^#[1-9].*\n/gm, '').replace(/^\n/gm, '') };
}

const WARNING = 'WARNING: No output specified with docker-container driver. Build result will only remain in the build cache. To push result image into registry use --push or to load image into docker use --load\n';
const HEAD = '#0 building with "mine" instance using docker-container driver\n';

test('a builder of its own is a container; what it builds stays in its cache until it is loaded or pushed', async () => {
  const { sh, end } = await session();
  await sh(APP);
  expect(await sh('docker buildx create --name mine --use')).toEqual({ stdout: 'mine\n', stderr: '', status: 0 });
  expect((await sh('docker buildx ls')).stdout).toBe(
    'NAME/NODE     DRIVER/ENDPOINT                   STATUS     BUILDKIT   PLATFORMS\nmine*         docker-container                                        \n' +
      ' \\_ mine0      \\_ unix:///var/run/docker.sock   inactive              \ndefault       docker                                                  \n' +
      ' \\_ default    \\_ default                       running    v0.32.0    linux/amd64 (+3), linux/386\n',
  );
  expect((await sh('cat ~/.docker/buildx/current ~/.docker/buildx/instances/mine')).stdout).toBe(
    '{"Key":"unix:///var/run/docker.sock","Name":"mine","Global":false}{"Name":"mine","Driver":"docker-container","Nodes":[{"Name":"mine0","Endpoint":"unix:///var/run/docker.sock",' +
      '"Platforms":null,"DriverOpts":null,"Flags":["--allow-insecure-entitlement=network.host"],"Files":null}],"Dynamic":false}',
  );
  const first = await sh('docker buildx build -t app:1 app');
  expect(steps(first.stderr)).toEqual({ steps: `[internal] booting buildkit ${FOUND}`, rest: HEAD + WARNING });
  expect(first.stderr).toMatch(/\n#1 pulling image moby\/buildkit:buildx-stable-1 [\d.]+s done\n#1 verifying image docker\.io\/moby\/buildkit:buildx-stable-1@sha256:\w+ .*done\n#1 creating container buildx_buildkit_mine0 .*done\n#1 DONE/);
  expect(await sh("docker ps --format '{{.Names}} {{.Image}} {{.Command}}'; docker volume ls -q; docker images -q app")).toEqual({ stdout: 'buildx_buildkit_mine0 moby/buildkit:buildx-stable-1 "/usr/bin/buildkitd-…"\nbuildx_buildkit_mine0_state\n', stderr: '', status: 0 });
  const loaded = await sh('docker buildx build -t app:1 --load app && docker run --rm app:1');
  expect({ ...loaded, ...steps(loaded.stderr), stderr: '' }).toEqual({ stdout: 'hi\n', status: 0, stderr: '', steps: `${FOUND} exporting to oci image format importing to docker`, rest: HEAD });
  // Its network is its own: the host's registry isn't at its localhost.
  const pushed = await sh('docker run -d -p 5000:5000 registry:2 >/dev/null 2>&1; docker buildx build -t localhost:5000/app:1 --push app 2>&1 | tail -4');
  expect(pushed.stdout.replace(/sha256:\w+/, 'sha256:…')).toBe(
    '------\n > exporting to image:\n------\nERROR: failed to build: failed to solve: failed to push localhost:5000/app:1: failed to do request: Head "http://localhost:5000/v2/app/blobs/sha256:…": dial tcp 127.0.0.1:5000: connect: connection refused\n',
  );
  expect((await sh('docker buildx du | tail -4; docker builder du --builder default')).stdout).toMatch(/^Shared:\t\t10MB\nPrivate:\t.*\nReclaimable:\t.*\nTotal:\t\t.*\nID .*\nReclaimable:\t0B\nTotal:\t\t0B\n$/);
  expect(await sh('docker buildx rm mine; docker ps -q; docker volume ls -q --filter name=buildx; docker buildx inspect | head -2')).toEqual({
    stdout: expect.stringMatching(/^[0-9a-f]{12}\nName: {3}default\nDriver: docker\n$/), stderr: 'mine removed\n', status: 0,
  });
  end();
});

test("the engine's own builder tells what it collects: shares of the disk in whole gigabytes", async () => {
  const { sh, end } = await session();
  const cap = ' Reserved Space: 6.519GiB\n Max Used Space: 48.43GiB\n Min Free Space: 12.11GiB\n';
  expect(await sh('docker buildx inspect')).toEqual({
    stdout: `Name:   default\nDriver: docker\n\nNodes:\nName:             default\nEndpoint:         default\nStatus:           running\nBuildKit version: v0.32.0\nPlatforms:        linux/amd64, linux/amd64/v2, linux/amd64/v3, linux/386
Labels:\n org.mobyproject.buildkit.worker.moby.host-gateway-ip: 172.17.0.1
GC Policy rule#0:\n All:            false\n Filters:        type==source.local type==exec.cachemount type==source.git.checkout\n Keep Duration:  48h0m0s\n Max Used Space: 922.4MiB
GC Policy rule#1:\n All:            false\n Keep Duration:  1440h0m0s\n${cap}GC Policy rule#2:\n All:            false\n${cap}GC Policy rule#3:\n All:            true\n${cap}`,
    stderr: '', status: 0,
  });
  end();
});

test('with the host network it pushes to a registry there, and to Docker Hub after a login', async () => {
  const { sh, end } = await session();
  await sh(`${APP}; docker run -d -p 5000:5000 registry:2; docker login -u me -p secretpass9; docker buildx create --name mine --driver docker-container --driver-opt network=host --bootstrap`);
  const built = await sh('BUILDX_BUILDER=mine docker buildx build -t localhost:5000/app:1 --push app');
  expect(steps(built.stderr)).toEqual({ steps: `${FOUND} exporting to image`, rest: HEAD });
  const [digest] = /(?<=#6 pushing manifest for localhost:5000\/app:1@)sha256:\w+(?=.* done\n#6 DONE)/.exec(built.stderr) ?? [];
  expect(await sh("docker buildx imagetools inspect --format '{{.Manifest.Digest}}' localhost:5000/app:1")).toEqual({ stdout: digest, stderr: '', status: 0 });
  expect((await sh('docker run --rm localhost:5000/app:1')).stdout).toBe('hi\n');
  expect((await sh('docker buildx --builder mine build -t me/app -t me/app:2 --push app 2>&1 | tail -3')).stdout).toMatch(/^(#6 pushing manifest for docker\.io\/me\/app:(2|latest)@sha256:\w+( [\d.]+s done)?\n){2}#6 DONE [\d.]+s\n$/);
  expect((await sh('docker buildx build --builder mine -t other/app --push app 2>&1 | tail -1')).stdout).toBe(
    'ERROR: failed to build: failed to solve: failed to push docker.io/other/app:latest: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed\n',
  );
  const both = await sh('docker buildx build --builder mine --platform linux/amd64,linux/arm64 -t localhost:5000/app:all --push app');
  expect(steps(both.stderr).steps).toMatch(/^\[internal\] load build definition from Dockerfile \[linux\/amd64 internal\] load metadata .* \[linux\/arm64 internal\] load metadata .*\[linux\/amd64 2\/2\] RUN echo hi > \/hi \[linux\/arm64 2\/2\] RUN echo hi > \/hi exporting to image$/);
  expect(await sh("docker buildx imagetools inspect localhost:5000/app:all | grep Platform")).toEqual({ stdout: '  Platform:    linux/amd64\n  Platform:    linux/arm64\n  Platform:    unknown/unknown\n  Platform:    unknown/unknown\n', stderr: '', status: 0 });
  const baked = await sh("printf 'target \"default\" {\\n  context = \"app\"\\n  tags = [\"localhost:5000/app:baked\"]\\n}\\n' > docker-bake.hcl; docker buildx bake --builder mine --push; docker buildx bake --builder mine --progress quiet");
  expect(steps(baked.stderr)).toEqual({ steps: `[internal] load local bake definitions ${FOUND} exporting to image`, rest: HEAD + WARNING });
  expect((await sh("docker buildx imagetools inspect --format '{{json .Provenance}}' localhost:5000/app:baked | jq -c '.SLSA.buildDefinition.externalParameters.request.frontend, (.SLSA | keys)'")).stdout).toBe('"dockerfile.v0"\n["buildDefinition","runDetails"]\n');
  expect(await sh('docker buildx build --builder mine -o type=image,compression=zstd app')).toEqual({ stdout: '', stderr: 'dockyard: an output with compression=zstd is not simulated\n', status: 1 });
  expect(await sh('docker buildx build --builder mine --push app')).toEqual({ stdout: '', stderr: 'ERROR: failed to build: tag is needed when pushing to registry\n', status: 1 });
  expect(await sh('docker buildx stop mine; docker buildx rm --all-inactive --force')).toEqual({ stdout: '', stderr: 'mine removed\n', status: 0 });
  end();
});

test('docker builder is made an alias of buildx, which it is without', async () => {
  const { sh, end } = await session();
  const deprecated = (name: string): string => `Command "${name}" is deprecated, use 'docker buildx' directly, without relying on the 'docker builder' alias\n`;
  expect(await sh('docker buildx uninstall; docker buildx install; cat ~/.docker/config.json; docker buildx uninstall; cat ~/.docker/config.json; BUILDX_EXPERIMENTAL=1 docker buildx debug')).toEqual({
    stdout: '{\n\t"auths": {},\n\t"aliases": {\n\t\t"builder": "buildx"\n\t}\n}{\n\t"auths": {}\n}',
    stderr: deprecated('uninstall') + deprecated('install') + deprecated('uninstall') + 'dockyard: docker buildx debug is not simulated\n', status: 1,
  });
  end();
});

test('builders that there cannot be are refused in buildx\'s words', async () => {
  const { sh, end } = await session();
  await sh('docker buildx create --name mine');
  for (const [rest, message] of [
    ['create --name mine', 'ERROR: existing instance for "mine" but no append mode, specify the node name to make changes for existing instances'],
    ['create --name mine --append', 'ERROR: invalid duplicate endpoint unix:///var/run/docker.sock'],
    ['create --name other --append', 'ERROR: failed to find instance "other" for append'],
    ['create --name default', 'ERROR: default is a reserved name and cannot be used to identify builder instance'],
    ['create --name 1st', 'ERROR: invalid name 1st, name needs to start with a letter and may not contain symbols, except ._-'],
    ['create --driver docker', 'ERROR: additional instances of driver "docker" cannot be created'],
    ['create --driver foo', 'ERROR: failed to find driver "foo"'],
    ['create --driver kubernetes', 'dockyard: docker buildx create with the driver kubernetes is not simulated'],
    ['create --name other --driver-opt bogus=1', 'ERROR: failed to initialize builder other (other0): invalid driver option bogus for docker-container driver'],
    ['create --name mine --leave --node mine0', 'ERROR: can not leave last node, do you want to rm instance instead?'],
    ['use other', 'ERROR: failed to find instance "other": open /home/learner/.docker/buildx/instances/other: no such file or directory'],
    ['build --builder other .', 'ERROR: no builder "other" found'],
    ['ls > /dev/null; docker context create there --docker host=unix:///run/docker.sock > /dev/null 2>&1; docker buildx create --name mine --append --node arm there > /dev/null; docker buildx build --builder mine .', 'dockyard: building on several nodes is not simulated'],
    ['rm default', 'failed to remove default: context builder cannot be removed, run `docker context rm default` to remove this context\nERROR: failed to remove one or more builders'],
  ] as const) expect(await sh(`docker buildx ${rest}`), rest).toEqual({ stdout: '', stderr: `${message}\n`, status: 1 });
  expect((await sh('ls ~/.docker/buildx/instances')).stdout).toBe('mine\n');
  end();
});

test('a builder goes on with its cache when the machine is taken up again', async () => {
  const before = await session();
  await before.sh(`${APP}; docker buildx create --name mine --use; docker buildx build app`);
  const state = structuredClone(await before.host.snapshot());
  before.end();
  const { sh, end } = await session({ state });
  const again = await sh('docker buildx build app');
  expect(steps(again.stderr)).toEqual({ steps: FOUND, rest: HEAD + WARNING });
  expect(again.stderr).toMatch(/\[2\/2\] RUN echo hi > \/hi\n#\d CACHED\n/);
  end();
});

test('buildkitd refuses what it does not do, and keeps its state where it is told to', async () => {
  const { sh, end } = await session();
  await sh('docker pull -q moby/buildkit:buildx-stable-1');
  const config = (text: string): string => `printf '${text}' > c.toml; docker run --rm --privileged -v ./c.toml:/etc/buildkit/buildkitd.toml moby/buildkit:buildx-stable-1`;
  for (const [command, message] of [
    ['docker run --rm moby/buildkit:buildx-stable-1 --bogus-flag=3', 'buildkitd: flag provided but not defined: -bogus-flag'],
    ['docker run --rm moby/buildkit:buildx-stable-1 --oci-worker-net=bridge', 'dockyard: buildkitd: --oci-worker-net is not simulated'],
    ['docker run --rm moby/buildkit:buildx-stable-1 --help', 'dockyard: buildkitd: --help is not simulated'],
    [config('[registry."docker.io"]\\n  mirrors = ["m:5000"]\\n'), 'dockyard: buildkitd: registry.docker.io.mirrors in buildkitd.toml is not simulated'],
    [config('debug = true\\ninsecure-entitlements = [ # all\\n  "network.host",\\n]\\n[worker.oci]\\n  gc = false\\n'), 'dockyard: buildkitd: worker.oci.gc in buildkitd.toml is not simulated'],
  ] as const) expect(await sh(command), command).toEqual({ stdout: '', stderr: `${message}\n`, status: 1 });
  expect((await sh("docker buildx create --name other --buildkitd-flags '--root=/other' --bootstrap 2> /dev/null; docker exec buildx_buildkit_other0 buildctl debug workers | tail -1 | sed 's/^[a-z0-9]*//'")).stdout).toBe('other\n\tlinux/amd64,linux/amd64/v2,linux/amd64/v3,linux/386\n');
  end();
});
