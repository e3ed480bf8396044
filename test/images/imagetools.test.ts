import { expect, test } from 'vitest';
import { session } from '../sessions/host';
import { published } from './published';

const { index: INDEX, amd64, arm64 } = await published('alpine');
const ARM = arm64.manifest;
const IMAGE = amd64.manifest;

test('imagetools inspect shows what a registry has: a page, the bytes, or what a template asks for', async () => {
  const { sh, end } = await session();
  const inspect = (rest: string) => sh(`docker buildx imagetools inspect ${rest}`);
  expect(await inspect('alpine')).toEqual({
    stdout:
      `Name:      docker.io/library/alpine:latest\nMediaType: application/vnd.oci.image.index.v1+json\nDigest:    ${INDEX}\n           \nManifests: \n` +
      `  Name:        docker.io/library/alpine:latest@${IMAGE}\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n  Platform:    linux/amd64\n               \n` +
      `  Name:        docker.io/library/alpine:latest@${amd64.attestation}\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n` +
      `  Platform:    unknown/unknown\n  Annotations: \n    vnd.docker.reference.digest: ${IMAGE}\n    vnd.docker.reference.type:   attestation-manifest\n` +
      `               \n  Name:        docker.io/library/alpine:latest@${ARM}\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n  Platform:    linux/arm64/v8\n               \n` +
      `  Name:        docker.io/library/alpine:latest@${arm64.attestation}\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n` +
      `  Platform:    unknown/unknown\n  Annotations: \n    vnd.docker.reference.digest: ${ARM}\n    vnd.docker.reference.type:   attestation-manifest\n`,
    stderr: '', status: 0,
  });
  expect(await inspect('--raw alpine | sha256sum')).toEqual({ stdout: `${INDEX.slice(7)}  -\n`, stderr: '', status: 0 });
  expect(await inspect("--format '{{.Name}} {{.Manifest.Digest}}' alpine")).toEqual({ stdout: `alpine ${INDEX}`, stderr: '', status: 0 });
  expect(await inspect("--format '{{json .Manifest}}' alpine | jq -r '.size, .manifests[0].platform.os'")).toEqual({ stdout: '1632\nlinux\n', stderr: '', status: 0 });
  expect(await inspect("--format '{{json .Image}}' alpine | jq -c 'map_values([.architecture, .variant])'")).toEqual({ stdout: '{"linux/amd64":["amd64",null],"linux/arm64":["arm64","v8"]}\n', stderr: '', status: 0 });
  expect(await inspect(`--format '{{json (index .Image "linux/arm64")}}' alpine | head -4`)).toEqual({ stdout: '{\n  "created": "2026-09-17T20:37:20Z",\n  "architecture": "arm64",\n  "variant": "v8",\n', stderr: '', status: 0 });
  expect(await inspect("--format '{{json .SBOM}}' alpine")).toEqual({ stdout: '{}', stderr: '', status: 0 });
  expect(await inspect("--format '{{range .Manifest.Manifests}}{{end}}' alpine")).toEqual({ stdout: '', stderr: 'dockyard: docker buildx imagetools inspect --format {{range .Manifest.Manifests}}{{end}} is not simulated\n', status: 1 });
  end();
});

test('imagetools create brings images from other repositories and puts several together', async () => {
  const { sh, end } = await session();
  await sh('docker run -d -p 5000:5000 registry:2');
  const copied = await sh('docker buildx imagetools create -t localhost:5000/tools:copy alpine');
  expect(copied.stderr.replace(/^#1 \d\.\d+ copying .*\n/gm, '')).toMatch(new RegExp(`^#1 \\[internal\\] pushing localhost:5000/tools\n#1 \\d\\.\\d+ pushing ${INDEX} to localhost:5000/tools:copy\n#1 DONE [\\d.]+s\n$`));
  expect((await sh('docker run --rm localhost:5000/tools:copy echo runs')).stdout).toBe('runs\n');
  expect(await sh("docker buildx imagetools create --dry-run -t localhost:5000/tools:mix --annotation index:kind=mix --platform linux/amd64 localhost:5000/tools:copy busybox | jq -c '.mediaType, (.manifests | length), .annotations'")).toEqual({
    stdout: '"application/vnd.oci.image.index.v1+json"\n4\n{"kind":"mix"}\n', stderr: '', status: 0,
  });
  expect((await sh("docker buildx imagetools create -t localhost:5000/tools:copy --append --metadata-file made.json hello-world; docker buildx imagetools inspect --raw localhost:5000/tools:copy | sha256sum | cut -c -64; jq -r '.[\"containerimage.descriptor\"].digest[7:]' made.json")).stdout).toMatch(/^([0-9a-f]{64})\n\1\n$/);
  for (const [rest, message] of [
    ['', 'no sources specified'], ['alpine', "can't push with no tags specified, please set --tag or --dry-run"], ['-t localhost:5000/x alpine:nosuch', 'docker.io/library/alpine:nosuch: not found'],
    ['-t localhost:5000/x --annotation a=b alpine', '"" annotations are not supported yet'], ['-t localhost:5000/x --platform linux/s390x alpine', 'none of the manifests match the provided platforms'],
    ['-t localhost:5000/x sha256:abc', 'failed to parse source "sha256:abc", valid sources are digests, references and descriptors: invalid checksum digest length'],
  ]) expect(await sh(`docker buildx imagetools create ${rest}`), rest).toEqual({ stdout: '', stderr: `ERROR: ${message}\n`, status: 1 });
  end();
});

test('an image of another variant is shown with it', async () => {
  const { sh, end } = await session();
  await sh(
    'docker run -d -p 5000:5000 registry:2; docker pull -q alpine; docker tag alpine localhost:5000/app:amd64; docker push -q localhost:5000/app:amd64;' +
      'docker manifest create --insecure localhost:5000/app:all localhost:5000/app@' + IMAGE + '; docker manifest annotate --arch arm64 --variant v8 localhost:5000/app:all localhost:5000/app@' + IMAGE + '; docker manifest push --insecure localhost:5000/app:all',
  );
  expect((await sh('docker buildx imagetools inspect localhost:5000/app:all | tail -3')).stdout).toBe(
    `  Name:      localhost:5000/app:all@${IMAGE}\n  MediaType: application/vnd.oci.image.manifest.v1+json\n  Platform:  linux/arm64/v8\n`,
  );
  end();
});

test('imagetools says why a registry gave nothing', async () => {
  const { sh, end } = await session();
  const denied = 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
  await sh('docker run -d -p 5000:5000 registry:2; docker pull -q busybox; docker tag busybox localhost:5000/app; docker push -q localhost:5000/app; echo 127.0.0.1 box.lan | sudo tee -a /etc/hosts');
  for (const [name, message] of [
    ['alpine:nosuch', 'docker.io/library/alpine:nosuch: not found'],
    ['nosuch/thing', denied],
    ['localhost:5999/x', 'failed to do request: Head "http://localhost:5999/v2/x/manifests/latest": dial tcp 127.0.0.1:5999: connect: connection refused'],
    ['localhost:5000/x', 'localhost:5000/x:latest: not found'],
    [`localhost:5000/app@sha256:${'0'.repeat(64)}`, `localhost:5000/app@sha256:${'0'.repeat(64)}: not found`],
    ['box.lan:5000/app', 'failed to do request: Head "https://box.lan:5000/v2/app/manifests/latest": http: server gave HTTP response to HTTPS client'],
    ['Bad/Ref', 'invalid reference format: repository name (Ref) must be lowercase'],
  ]) expect(await sh(`docker buildx imagetools inspect ${name}`), name).toEqual({ stdout: '', stderr: `ERROR: ${message}\n`, status: 1 });
  expect(await sh('docker buildx imagetools inspect rocket.chat')).toEqual({ stdout: '', stderr: 'dockyard: image rocket.chat is not simulated\n', status: 1 });
  expect((await sh('docker buildx imagetools create -t localhost:5999/x localhost:5000/app')).stderr.split('\n').at(-2)).toMatch(
    /^ERROR: copy sha256:[0-9a-f]{64} from localhost:5000\/app:latest to localhost:5999\/x:latest: failed to do request: Head "http:\/\/localhost:5999\/v2\/x\/blobs\/sha256:[0-9a-f]{64}": dial tcp 127\.0\.0\.1:5999: connect: connection refused$/,
  );
  expect((await sh('docker buildx imagetools create -t nosuch/x localhost:5000/app')).stderr.split('\n').at(-2)).toMatch(
    /^ERROR: copy sha256:[0-9a-f]{64} from localhost:5000\/app:latest to docker.io\/nosuch\/x:latest: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed$/,
  );
  end();
});
