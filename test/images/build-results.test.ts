// What a build leaves behind and says at its end (buildx commands/build.go): metadata, ids, pushes, ways to show progress.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh("docker pull -q busybox; printf 'FROM busybox\\nCMD echo hi\\n' > Dockerfile; docker run -d -p 5000:5000 registry:2 > /dev/null; sleep 1");
});
afterAll(() => machine.end());

/** Text with digests and references of builds named alike. */
const named = (text: string): string => text.replace(/[0-9a-f]{64}/g, 'X').replace(/\/[0-9a-z]{25}"/g, '/REF"');

test('--metadata-file tells what came of a build, and of which', async () => {
  const { stdout, stderr } = await machine.sh('docker build -q -t a:1 -t b --metadata-file m.json . > id; BUILDX_METADATA_PROVENANCE=0 BUILDX_METADATA_WARNINGS=1 docker build -q --provenance=false --metadata-file n.json . > id; jq -c . m.json n.json; docker build --metadata-file m.json . 2>&1 | grep -A1 provenance; docker build -q --metadata-file /nodir/m.json .');
  expect(named(stdout)).toBe(`{"buildx.build.provenance":{"builder":{"id":""},"buildType":"https://mobyproject.org/buildkit@v1","materials":[{"uri":"pkg:docker/busybox@latest?digest=sha256%3AX&platform=linux%2Famd64","digest":{"sha256":"X"}}],"invocation":{"configSource":{"entryPoint":"Dockerfile"},"parameters":{"frontend":"dockerfile.v0","locals":[{"name":"context"},{"name":"dockerfile"}]},"environment":{"platform":"linux/amd64"}}},"buildx.build.ref":"default/default/REF","containerimage.descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:X","size":855},"containerimage.digest":"sha256:X","image.name":"docker.io/library/a:1,docker.io/library/b:latest"}
{"buildx.build.ref":"default/default/REF","buildx.build.warnings":[{"vertex":"sha256:X","level":1,"short":"SlNPTkFyZ3NSZWNvbW1lbmRlZDogSlNPTiBhcmd1bWVudHMgcmVjb21tZW5kZWQgZm9yIENNRCB0byBwcmV2ZW50IHVuaW50ZW5kZWQgYmVoYXZpb3IgcmVsYXRlZCB0byBPUyBzaWduYWxzIChsaW5lIDIp","detail":["SlNPTiBhcmd1bWVudHMgcmVjb21tZW5kZWQgZm9yIEVOVFJZUE9JTlQvQ01EIHRvIHByZXZlbnQgdW5pbnRlbmRlZCBiZWhhdmlvciByZWxhdGVkIHRvIE9TIHNpZ25hbHM="],"url":"https://docs.docker.com/go/dockerfile/rule/json-args-recommended/","sourceInfo":{"filename":"Dockerfile","data":"RlJPTSBidXN5Ym94CkNNRCBlY2hvIGhpCg==","language":"Dockerfile"},"range":[{"start":{"line":2},"end":{"line":2}}]}],"containerimage.descriptor":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:X","size":480,"platform":{"architecture":"amd64","os":"linux"}},"containerimage.digest":"sha256:X","image.name":"moby-dangling@sha256:X"}
#6 resolving provenance for metadata file
#6 DONE 0.0s
sha256:X
`);
  expect(stderr).toBe('ERROR: invalid output path: stat /nodir: no such file or directory\n');
});

test('bake writes what came of each target, and its warnings once', async () => {
  const { stdout } = await machine.sh(`printf 'group "default" { targets = ["x", "y"] }\\ntarget "x" { tags = ["x"] }\\ntarget "y" {}\\n' > docker-bake.hcl; BUILDX_METADATA_PROVENANCE=disabled BUILDX_METADATA_WARNINGS=1 docker buildx bake --progress=quiet --metadata-file m.json; jq -c '.["buildx.build.warnings"] |= length' m.json`);
  expect(named(stdout)).toBe(`{"buildx.build.warnings":1,"x":{"buildx.build.ref":"default/default/REF","containerimage.descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:X","size":855},"containerimage.digest":"sha256:X","image.name":"docker.io/library/x:latest"},"y":{"buildx.build.ref":"default/default/REF","containerimage.descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:X","size":855},"containerimage.digest":"sha256:X","image.name":"moby-dangling@sha256:X"}}
`);
});

test('a push is part of the export, and fails with it', async () => {
  const { stdout } = await machine.sh("docker build --push -t localhost:5000/a . 2>&1 | sed -n '/^#5 naming/,$p'; docker build --push -t localhost:5999/a . 2>&1 | sed -n '/^#5 pushing/,/^---/p'; docker build --push .; docker build -o type=registry,unpack=true -t localhost:5000/b . 2>&1 | grep unpacking");
  expect(named(stdout)).toBe(`#5 naming to localhost:5000/a:latest done
#5 pushing layers done
#5 pushing manifest for localhost:5000/a:latest@sha256:X done
#5 DONE 0.0s

 \x1b[33m1 warning found (use docker --debug to expand):\n\x1b[0m - JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals (line 2)\n#5 pushing layers done
#5 ERROR: failed to push localhost:5999/a:latest: failed to do request: Head "https://localhost:5999/v2/a/blobs/sha256:X": dial tcp 127.0.0.1:5999: connect: connection refused
------
#5 unpacking to localhost:5000/b:latest done
`);
});

test('progress is shown in the ways that there are', async () => {
  const { stdout, stderr, status } = await machine.sh(`for mode in quiet none auto plain; do docker build -q --progress=$mode -t x . | wc -l; done; BUILDKIT_PROGRESS=quiet docker build .; BUILDKIT_PROGRESS=none docker build .; docker build --progress=rawjson . 2>&1 | jq -r '.vertexes[]? | select(.completed) | .name'; docker build --iidfile /nodir/id -q .`);
  expect([named(stdout), named(stderr), status]).toEqual([`1
1
1
0
[internal] load build definition from Dockerfile
[internal] load metadata for docker.io/library/busybox:latest
[internal] load .dockerignore
[1/1] FROM docker.io/library/busybox:latest@sha256:X
[1/1] FROM docker.io/library/busybox:latest@sha256:X
exporting to image
sha256:X
`, `ERROR: progress=plain and quiet cannot be used together

 \x1b[33m1 warning found (use docker --debug to expand):\n\x1b[0m - JSONArgsRecommended: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals (line 2)\nERROR: invalid progress mode none
ERROR: writing image ID file: open /nodir/id: no such file or directory
`, 1]);
});

test('options that cannot be read are told before a build begins', async () => {
  const { stderr } = await machine.sh('docker build -o type= .; docker build -o type=local .; docker build --secret a .; docker build --secret id=a,foo=b .; docker build --build-arg =1 .; docker build --label = .; docker build --call=a,b .; docker build --call=outline,as=json .; docker build --attest mode=max .; docker build -o out --iidfile id .; docker build --no-cache --no-cache-filter x .');
  expect(stderr).toBe(`ERROR: type is required for output
ERROR: failed to build: dest is required for local exporter
ERROR: invalid field 'a' must be a key=value pair
ERROR: unexpected key 'foo' in 'foo=b'
ERROR: invalid key-value pair "=1": empty key
ERROR: invalid key-value pair "=": empty key
ERROR: invalid print value: a,b
ERROR: invalid print field: as=json
ERROR: attestation type not specified
ERROR: local and tar exporters are incompatible with image ID file
ERROR: failed to build: --no-cache and --no-cache-filter cannot currently be used together
`);
});

test('attributes that the builder does not know are refused before it builds, a mode of provenance when it has', async () => {
  await machine.sh("mkdir plain; printf 'FROM scratch\\nCOPY Dockerfile /d\\n' > plain/Dockerfile");
  const { stderr } = await machine.sh('for o in type=nope type=oci,dest=x,compression=foo type=image,force-compression=x type=docker,dest=x,compression-level=x type=oci,dest=x,compression=zstd; do docker build -q -o $o plain; done; for p in mode=foo version=v3 version=v0.2 reproducible=x; do docker build -q --provenance=$p plain; done');
  expect(stderr).toBe(`ERROR: failed to build: failed to solve: exporter "nope" could not be found
ERROR: failed to build: failed to solve: unsupported layer compression type foo
ERROR: failed to build: failed to solve: non-bool value x specified for force-compression: strconv.ParseBool: parsing "x": invalid syntax
ERROR: failed to build: failed to solve: non-integer value x specified for compression-level: strconv.ParseInt: parsing "x": invalid syntax
dockyard: an output with compression=zstd is not simulated
ERROR: failed to build: failed to solve: invalid mode "foo"
ERROR: failed to build: failed to solve: invalid provenance SLSA version: v3
dockyard: provenance of version v0.2 is not simulated
ERROR: failed to build: failed to solve: failed to parse reproducible flag "x": strconv.ParseBool: parsing "x": invalid syntax
`);
});

test('provenance without a mode is in full', async () => {
  const { stdout } = await machine.sh("docker run -d -p 5000:5000 registry:2 > /dev/null 2>&1; for p in true builder-id=me,reproducible=true mode=min; do docker build -q --provenance=$p -t localhost:5000/attested --push plain > /dev/null; docker buildx imagetools inspect localhost:5000/attested --format '{{json .Provenance}}' | jq -c '.SLSA.runDetails | [.builder.id, .metadata.buildkit_completeness.request, .metadata.buildkit_reproducible, (.metadata.buildkit_metadata.source.infos // [] | map(.data | @base64d))]'; done");
  expect(stdout).toBe('["",true,null,["FROM scratch\\nCOPY Dockerfile /d\\n"]]\n["me",true,true,["FROM scratch\\nCOPY Dockerfile /d\\n"]]\n["",false,null,[]]\n');
});

test('several outputs of one build go where each is asked to', async () => {
  const { sh } = machine;
  await sh("mkdir several; printf 'FROM scratch\\nCOPY Dockerfile /d\\n' > several/Dockerfile");
  const { stdout, stderr, status } = await sh('docker build -t many:1 -o out -o type=tar,dest=out.tar -o type=docker -o type=image,name=other:1 several');
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  const told = named(stderr).replace(/ \d+\.\d+s/g, '').replace(/\d+(\.\d+)?k?B/g, 'B');
  expect(told.slice(told.indexOf('#5 exporting'))).toBe(`#5 exporting to client directory
#5 copying files B done
#5 DONE

#6 exporting to client tarball
#6 sending tarball B done
#6 DONE

#7 exporting to image
#7 exporting layers done
#7 exporting manifest sha256:X done
#7 exporting config sha256:X done
#7 exporting attestation manifest sha256:X done
#7 exporting manifest list sha256:X done
#7 naming to docker.io/library/many:1 done
#7 unpacking to docker.io/library/many:1 done
#7 DONE

#8 exporting to image
#8 exporting layers done
#8 exporting manifest sha256:X done
#8 exporting config sha256:X done
#8 exporting attestation manifest sha256:X done
#8 exporting manifest list sha256:X done
#8 naming to docker.io/library/many:1 done
#8 unpacking to docker.io/library/many:1 done
#8 DONE
`);
  expect(await sh('cat out/d; tar tf out.tar; docker images -q many:1 | wc -l; docker images other; docker build -q -o type=tar -o type=local,dest=- several; docker build -q -o - -o type=oci several; docker build -q --load -o type=tar several | tar t')).toEqual({
    stdout: 'FROM scratch\nCOPY Dockerfile /d\nd\n1\nIMAGE   ID             DISK USAGE   CONTENT SIZE   EXTRA\nd\n',
    stderr: 'ERROR: failed to build: dest cannot be stdout for local exporter\nERROR: failed to build: multiple outputs configured to write to stdout\n', status: 0,
  });
});
