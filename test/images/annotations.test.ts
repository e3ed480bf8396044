// `docker build --annotation`: each place of an image that takes one (BuildKit exporter/containerimage).
import { expect, test } from 'vitest';
import { session } from '../sessions/host';

test('annotations are written where their type and platform say, and nowhere else', async () => {
  const { sh, end } = await session();
  try {
    const given = ['index:a=b', 'manifest-descriptor:c=d', 'index-descriptor:e=f', 'manifest,manifest-descriptor[linux/amd64]:k=v', 'z=1=2'];
    const blob = (digest: string): string => `tar xOf a.tar blobs/sha256/$(${digest} | cut -d: -f2)`;
    const index = blob('tar xOf a.tar index.json | jq -r ".manifests[0].digest"');
    await sh(`printf 'FROM busybox\\nCOPY Dockerfile /\\n' > Dockerfile; docker build -q -t it ${given.map((one) => `--annotation '${one}'`).join(' ')} . && docker save it -o a.tar`);
    expect(await sh(`tar xOf a.tar index.json | jq -c '.manifests[0].annotations | del(.["config.digest"])'; ${index} | jq -c '.annotations, .manifests[0].annotations, (.manifests[1].annotations | keys)'; ${blob(`${index} | jq -r '.manifests[0].digest'`)} | jq -c .annotations`)).toEqual({
      stdout: '{"e":"f","io.containerd.image.name":"docker.io/library/it:latest","org.opencontainers.image.ref.name":"latest"}\n{"a":"b"}\n{"c":"d","k":"v"}\n["vnd.docker.reference.digest","vnd.docker.reference.type"]\n{"k":"v","z":"1=2"}\n',
      stderr: '', status: 0,
    });
    expect(await sh("docker build -q --provenance=false --annotation index:a=b .; docker build -q --annotation 'manifest[linux/arm64]:a=b' .; docker build -q --annotation nope:a=b .; docker build -q --annotation a .")).toEqual({
      stdout: '', status: 1,
      stderr: 'ERROR: failed to build: failed to solve: index annotations not supported for single platform export\nERROR: failed to build: failed to solve: invalid annotation: no platform linux/arm64 found in source\n' +
        'ERROR: failed to build: parse annotations: unknown annotation type "nope"\nERROR: failed to build: parse annotations: invalid annotation "a", expected key=value\n',
    });
  } finally {
    end();
  }
});
