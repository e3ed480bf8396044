import { expect, test } from 'vitest';
import { session } from '../sessions/host';

const INDEX = 'sha256:f7315e6ac360bc21b3744c5e2805d7c109cfca51dddb9df1fb87fc883649af68';
const ARM = 'sha256:79398b35502606d501373ed2a5339c6fa44af81895dacbb03896ab9af09b043f';
const IMAGE = 'sha256:1fbfe14afab321c0e4d738956d58e54767ccb82467cb9e078d4e1106781b4a8b';

test('imagetools inspect shows what a registry has: a page, the bytes, or what a template asks for', async () => {
  const { sh, end } = await session();
  const inspect = (rest: string) => sh(`docker buildx imagetools inspect ${rest}`);
  expect(await inspect('alpine')).toEqual({
    stdout:
      `Name:      docker.io/library/alpine:latest\nMediaType: application/vnd.oci.image.index.v1+json\nDigest:    ${INDEX}\n           \nManifests: \n` +
      `  Name:        docker.io/library/alpine@${IMAGE}\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n  Platform:    linux/amd64\n               \n` +
      '  Name:        docker.io/library/alpine@sha256:50d3480237ffd5b7780eecb38fd2420b2c34e7764380400eefda5497149207f4\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n' +
      `  Platform:    unknown/unknown\n  Annotations: \n    vnd.docker.reference.digest: ${IMAGE}\n    vnd.docker.reference.type:   attestation-manifest\n` +
      `               \n  Name:        docker.io/library/alpine@${ARM}\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n  Platform:    linux/arm64/v8\n               \n` +
      '  Name:        docker.io/library/alpine@sha256:f13eed639966db20f951fb766c2740c9a2332d4b9a9dca52a0776bd26f37de9c\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n' +
      `  Platform:    unknown/unknown\n  Annotations: \n    vnd.docker.reference.digest: ${ARM}\n    vnd.docker.reference.type:   attestation-manifest\n`,
    stderr: '', status: 0,
  });
  expect(await inspect('--raw alpine | sha256sum')).toEqual({ stdout: `${INDEX.slice(7)}  -\n`, stderr: '', status: 0 });
  expect(await inspect("--format '{{.Name}} {{.Manifest.Digest}}' alpine")).toEqual({ stdout: `alpine ${INDEX}`, stderr: '', status: 0 });
  expect(await inspect("--format '{{json .Manifest}}' alpine | jq -r '.size, .manifests[0].platform.os'")).toEqual({ stdout: '1632\nlinux\n', stderr: '', status: 0 });
  expect(await inspect("--format '{{json .Image}}' alpine | jq -c 'map_values([.architecture, .variant])'")).toEqual({ stdout: '{"linux/amd64":["amd64",null],"linux/arm64":["arm64","v8"]}\n', stderr: '', status: 0 });
  expect(await inspect(`--format '{{json (index .Image "linux/arm64")}}' alpine | head -4`)).toEqual({ stdout: '{\n  "created": "2026-09-17T20:37:20Z",\n  "architecture": "arm64",\n  "variant": "v8",\n', stderr: '', status: 0 });
  expect(await inspect("--format '{{json .Provenance}}' alpine")).toEqual({ stdout: '', stderr: 'dockyard: docker buildx imagetools inspect --format {{json .Provenance}} is not simulated\n', status: 1 });
  expect(await inspect('nosuch/thing')).toEqual({ stdout: '', stderr: 'ERROR: docker.io/nosuch/thing:latest: not found\n', status: 1 });
  end();
});

test('an image of another variant is shown with it', async () => {
  const { sh, end } = await session();
  await sh(
    'docker run -d -p 5000:5000 registry:2; docker pull -q alpine; docker tag alpine localhost:5000/app:amd64; docker push -q localhost:5000/app:amd64;' +
      'docker manifest create --insecure localhost:5000/app:all localhost:5000/app@' + IMAGE + '; docker manifest annotate --arch arm64 --variant v8 localhost:5000/app:all localhost:5000/app@' + IMAGE + '; docker manifest push --insecure localhost:5000/app:all',
  );
  expect((await sh('docker buildx imagetools inspect localhost:5000/app:all | tail -3')).stdout).toBe(
    `  Name:      localhost:5000/app@${IMAGE}\n  MediaType: application/vnd.oci.image.manifest.v1+json\n  Platform:  linux/arm64/v8\n`,
  );
  end();
});
