import { expect, test } from 'vitest';
import { session } from '../sessions/host';

test('a manifest list is put together here, annotated, pushed and read back', async () => {
  const { sh, end } = await session();
  try {
    await sh(
      'docker run -d -p 5000:5000 registry:2; mkdir a; printf "FROM alpine\\nRUN echo a > /a\\n" > a/Dockerfile; docker build -q --provenance=false -t localhost:5000/app:amd64 a;' +
        'docker build -q --provenance=false --label x=y -t localhost:5000/other:arm64 a; docker push -q localhost:5000/app:amd64; docker push -q localhost:5000/other:arm64',
    );
    const list = 'localhost:5000/app:latest';
    expect(await sh(`docker manifest create --insecure ${list} localhost:5000/app:amd64 localhost:5000/other:arm64`)).toEqual({ stdout: `Created manifest list ${list}\n`, stderr: '', status: 0 });
    expect(await sh(`docker manifest create ${list} localhost:5000/app:amd64`)).toEqual({ stdout: '', stderr: 'refusing to amend an existing manifest list with no --amend flag\n', status: 1 });
    expect(await sh(`docker manifest annotate ${list} localhost:5000/other:arm64 --arch zz`)).toEqual({ stdout: '', stderr: 'manifest entry for image has unsupported os/arch combination: /zz\n', status: 1 });
    expect(await sh(`docker manifest annotate ${list} nope`)).toEqual({ stdout: '', stderr: `manifest for image nope does not exist in ${list}\n`, status: 1 });
    expect(await sh(`docker manifest annotate ${list} localhost:5000/other:arm64 --arch arm64 --variant v8; ls ~/.docker/manifests/*`)).toEqual({
      stdout: 'localhost-5000_app-amd64\nlocalhost-5000_other-arm64\n', stderr: '', status: 0,
    });
    const local = await sh(`docker manifest inspect ${list}`);
    const shown = JSON.parse(local.stdout) as { mediaType: string; manifests: { platform: object; digest: string }[] };
    expect([shown.mediaType, shown.manifests.map(({ platform }) => platform)]).toEqual([
      'application/vnd.oci.image.index.v1+json', [{ architecture: 'amd64', os: 'linux' }, { architecture: 'arm64', os: 'linux', variant: 'v8' }],
    ]);
    const { digest } = shown.manifests[1]!;
    const push = await sh(`docker manifest push --insecure --purge ${list}; ls ~/.docker/manifests`);
    expect({ ...push, stdout: push.stdout.replace(/^sha256:[0-9a-f]{64}$/m, 'sha256:…') }).toEqual({
      stdout: `Pushed ref localhost:5000/app@${digest} with digest: ${digest}\nsha256:…\n`, stderr: '', status: 0,
    });
    expect(await sh(`docker manifest inspect --insecure ${list}`)).toEqual(local);
    expect(await sh(`docker manifest inspect ${list}`)).toEqual({ stdout: '', stderr: `no such manifest: ${list}\n`, status: 1 });
    expect(await sh(`docker manifest rm ${list} nope; docker manifest push nope`)).toEqual({
      stdout: '', stderr: `No such manifest: ${list}\nNo such manifest: docker.io/library/nope:latest\nNo such manifest: docker.io/library/nope:latest\n`, status: 1,
    });
    expect(await sh('docker manifest create me/x alpine; docker manifest inspect alpine | jq -r ".manifests[0].platform.architecture"; docker manifest inspect nosuch/image')).toEqual({
      stdout: 'amd64\n', stderr: 'docker.io/library/alpine:latest is a manifest list\nerrors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n\n', status: 1,
    });
  } finally {
    end();
  }
});

test('the manifest commands say why a registry gave nothing', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker run -d -p 5000:5000 registry:2; docker pull -q busybox; docker tag busybox localhost:5000/app; docker push -q localhost:5000/app; echo 127.0.0.1 box.lan | sudo tee -a /etc/hosts');
    const refused = 'failed to configure transport: error pinging v2 registry: Get "https://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused';
    for (const [command, message] of [
      ['inspect localhost:5999/x', refused], ['inspect --insecure localhost:5999/x', refused], ['create me/x localhost:5999/x', refused],
      ['inspect localhost:5000/app', 'no such manifest: localhost:5000/app:latest'],
      ['inspect --insecure localhost:5000/nosuch', 'no such manifest: localhost:5000/nosuch:latest'],
      ['inspect rocket.chat', 'dockyard: image rocket.chat is not simulated'],
      ['inspect alpine:nosuch', 'no such manifest: docker.io/library/alpine:nosuch'],
      ['inspect registry.domain.com/x', 'Get "https://registry.domain.com/v2/x/manifests/latest": no basic auth credentials'],
      ['inspect Bad/Ref', 'invalid reference format: repository name (Ref) must be lowercase'],
      ['create Bad/Ref x', 'error parsing name for manifest list Bad/Ref: invalid reference format: repository name (Ref) must be lowercase'],
      ['annotate Bad/Ref x', 'annotate: error parsing name for manifest list Bad/Ref: invalid reference format: repository name (Ref) must be lowercase'],
    ]) expect(await sh(`docker manifest ${command}`), command).toEqual({ stdout: '', stderr: `${message}\n`, status: 1 });
    expect(await sh('docker manifest create --insecure box.lan:5000/app:all box.lan:5000/app; docker manifest push box.lan:5000/app:all')).toEqual({
      stdout: 'Created manifest list box.lan:5000/app:all\n',
      stderr: 'failed to configure transport: error pinging v2 registry: Get "https://box.lan:5000/v2/": http: server gave HTTP response to HTTPS client\n', status: 1,
    });
  } finally {
    end();
  }
});
