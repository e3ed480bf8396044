import { expect, test } from 'vitest';
import { session } from '../sessions/host';
import { pushedInstead } from './push-notes';

const WITHOUT_TLS = 'http: server gave HTTP response to HTTPS client';

test('a registry without TLS is refused unless it is local, until daemon.json names it', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker run -d --restart always -p 5000:5000 registry:2; docker pull -q busybox; docker tag busybox $(hostname -I | cut -d" " -f1):5000/a:1');
    const host = `${(await sh('hostname -I')).stdout.split(' ')[0]}:5000`;
    const v2 = `https://${host}/v2/`;
    const { stderr, ...push } = await sh(`docker push ${host}/a:1`);
    expect([{ ...push, stdout: push.stdout.replace(/^[0-9a-f]{12}/gm, 'id') }, stderr.replace(/[0-9a-f]{64}/, '…')]).toEqual([
      { stdout: `The push refers to repository [${host}/a]\nid: Waiting\n`, status: 1 }, `failed to do request: Head "${v2}a/blobs/sha256:…": ${WITHOUT_TLS}\n`,
    ]);
    expect(await sh(`docker pull ${host}/a:1`)).toEqual({
      stdout: '', stderr: `Error response from daemon: failed to resolve reference "${host}/a:1": failed to do request: Head "${v2}a/manifests/1": ${WITHOUT_TLS}\n`, status: 1,
    });
    expect(await sh(`echo secret | docker login -u alice --password-stdin ${host}`)).toEqual({ stdout: '', stderr: `Error response from daemon: Get "${v2}": ${WITHOUT_TLS}\n`, status: 1 });
    await sh(`sudo sh -c "echo '{ \\"insecure-registries\\": [\\"${host}\\", \\"192.168.0.0/16\\"] }' > /etc/docker/daemon.json"; sudo systemctl restart docker; sleep 2`);
    expect(await sh('docker info -f "{{.RegistryConfig.InsecureRegistryCIDRs}} {{range .RegistryConfig.IndexConfigs}}{{.Name}} {{.Secure}} {{end}}"')).toEqual({
      stdout: `[192.168.0.0/16 ::1/128 127.0.0.0/8] ${host} false docker.io true \n`, stderr: '', status: 0,
    });
    expect(await sh(`docker push -q ${host}/a:1; docker rmi ${host}/a:1; docker pull -q ${host}/a:1`)).toEqual({ stdout: `${host}/a:1\n${await pushedInstead()}Untagged: ${host}/a:1\n${host}/a:1\n`, stderr: '', status: 0 });
    await sh(`sudo sh -c "echo '{ \\"insecure-registries\\": [\\"${host.replace(/\.\d+:5000/, '.0')}/24\\"] }' > /etc/docker/daemon.json"; sudo systemctl restart docker; sleep 2`);
    expect(await sh(`docker pull -q ${host}/a:1`)).toEqual({ stdout: `${host}/a:1\n`, stderr: '', status: 0 });
    expect(await sh('docker pull -q registry.company.com/team/app:production')).toMatchObject({ stdout: '', stderr: expect.stringMatching(/no basic auth credentials\n$/), status: 1 });
  } finally {
    end();
  }
});

test('what was pushed here once is mounted from there', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker run -d -p 5000:5000 registry:2; docker build -q -t localhost:5000/my/box:1 - < /dev/null; printf "FROM scratch\\nCOPY a /\\n" > Dockerfile; echo a > a; docker build -q --provenance=false -t localhost:5000/my/box:1 .');
    await sh('docker push -q localhost:5000/my/box:1; docker tag localhost:5000/my/box:1 localhost:5000/other');
    const { stdout } = await sh('docker push localhost:5000/other');
    expect(stdout.split('\n').map((line) => line.replace(/^[0-9a-f]{12}:/, 'id:').replace(/sha256:[0-9a-f]{64} size: \d+/, '…'))).toEqual([
      'Using default tag: latest', 'The push refers to repository [localhost:5000/other]', 'id: Mounted from my/box', 'latest: digest: …', '',
    ]);
  } finally {
    end();
  }
});

test('docker import tells what keeps it from an address', async () => {
  const { sh, end } = await session();
  try {
    const failed = (stderr: string): object => ({ stdout: '', stderr: `Error response from daemon: ${stderr}\n`, status: 1 });
    expect(await sh('docker import http://nohost.example/x.tar')).toEqual(failed('Get "http://nohost.example/x.tar": dial tcp: lookup nohost.example on 10.0.2.3:53: no such host'));
    expect(await sh('docker import http://localhost:4999')).toEqual(failed('Get "http://localhost:4999": dial tcp 127.0.0.1:4999: connect: connection refused'));
    expect(await sh('docker import ftp://localhost/x.tar')).toEqual({ stdout: '', stderr: 'open ftp://localhost/x.tar: no such file or directory\n', status: 1 });
    await sh('mkdir site; echo hi > site/a; tar -C site -cf site/tree.tar a; docker run -d -p 8080:80 -v $PWD/site:/usr/local/apache2/htdocs httpd:2; sleep 1');
    const missing = await sh('docker import http://localhost:8080/none.tar');
    expect(missing).toMatchObject({ stdout: '', status: 1 });
    expect(missing.stderr).toMatch(/^Error response from daemon: failed to GET http:\/\/localhost:8080\/none\.tar with status 404 Not Found: <!DOCTYPE HTML[\s\S]*<\/html>\n$/);
    const imported = await sh('docker import http://localhost:8080/tree.tar tree');
    expect({ ...imported, stdout: imported.stdout.replace(/[0-9a-f]{64}/, '…') }).toEqual({ stdout: 'Downloading from http://localhost:8080/tree.tar\nsha256:…\n', stderr: '', status: 0 });
  } finally {
    end();
  }
});
