import { expect, test } from 'vitest';
import { session } from '../sessions/host';
import { pushedInstead } from './push-notes';

const ok = (stdout: string): object => ({ stdout, stderr: '', status: 0 });
const failed = (stderr: string, stdout = ''): object => ({ stdout, stderr, status: 1 });

test('ghcr.io, quay.io and gcr.io take pushes below the name of the account that is logged in', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker pull -q busybox; for name in ghcr.io/maria/app ghcr.io/learner/app ghcr.io/sikalabs/hello-world-server:x quay.io/learner/app quay.io/nginx/nginx:x gcr.io/learner/app; do docker tag busybox $name; done');
    expect(await sh('docker pull -q ghcr.io/sikalabs/hello-world-server; docker pull -q ghcr.io/nobody/nothing')).toEqual(
      failed('Error response from daemon: error from registry: denied\ndenied\n', 'ghcr.io/sikalabs/hello-world-server:latest\n'),
    );
    expect(await sh('docker push -q ghcr.io/learner/app')).toEqual(failed('error from registry: denied\ndenied\n'));
    expect(await sh('echo wrong | docker login -u learner --password-stdin ghcr.io')).toEqual(failed('Error response from daemon: Get "https://ghcr.io/v2/": denied: denied\n'));
    expect(await sh('echo wrong | docker login -u learner --password-stdin quay.io')).toEqual(failed('Error response from daemon: Get "https://quay.io/v2/": unauthorized: Invalid Username or Password\n'));
    expect(await sh('echo ghp_0123456789 | docker login -u maria --password-stdin ghcr.io 2> /dev/null; docker push -q ghcr.io/maria/app; docker push -q ghcr.io/learner/app')).toEqual(
      failed('error from registry: permission_denied: create_package\n', `Login Succeeded\nghcr.io/maria/app:latest\n${await pushedInstead()}`),
    );
    expect(await sh('docker push -q ghcr.io/sikalabs/hello-world-server:x')).toEqual(failed('error from registry: permission_denied: write_package\n'));
    expect(await sh('docker logout ghcr.io; docker rmi ghcr.io/maria/app; docker pull -q ghcr.io/maria/app')).toEqual(
      ok('Removing login credentials for ghcr.io\nUntagged: ghcr.io/maria/app:latest\nghcr.io/maria/app:latest\n'),
    );
    const scope = 'push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed\n';
    expect(await sh('for host in quay.io gcr.io; do echo learner | docker login -u learner --password-stdin $host 2> /dev/null; docker push -q $host/learner/app; done; docker push -q quay.io/nginx/nginx:x')).toEqual(
      failed(scope, `Login Succeeded\nquay.io/learner/app:latest\n${await pushedInstead()}Login Succeeded\ngcr.io/learner/app:latest\n${await pushedInstead()}`),
    );
  } finally {
    end();
  }
});

test("a company's registry knows its accounts and no others, and its front page names them", async () => {
  const { sh, end } = await session();
  try {
    const refused = (stderr: string): object => failed(`Error response from daemon: login attempt to https://registry.domain.com/v2/ failed with status: 401 Unauthorized\n${stderr}`);
    expect(await sh('echo anything-at-all | docker login -u maria --password-stdin registry.domain.com')).toEqual(refused(''));
    expect(await sh('echo wrong | docker login -u alice --password-stdin registry.domain.com')).toEqual(refused(''));
    expect(await sh('curl -s https://registry.domain.com/')).toEqual(
      ok('registry.domain.com: a private registry, simulated.\nAccounts (name and password): alice secret, bob hunter2, learner learner, username password\n'),
    );
    expect(await sh('echo password | docker login -u username --password-stdin registry.domain.com 2> /dev/null; docker pull -q registry.domain.com/username/ubuntu:16.04')).toEqual(
      ok('Login Succeeded\nregistry.domain.com/username/ubuntu:16.04\n'),
    );
  } finally {
    end();
  }
});

const HEADERS = `curl -s --head -H "Authorization: Bearer $TOKEN" https://registry-1.docker.io/v2/ratelimitpreview/test/manifests/latest | grep -i ratelimit | tr -d '\\r'`;
const TOKEN = 'TOKEN=$(curl -s "https://auth.docker.io/token?service=registry.docker.io&scope=repository:ratelimitpreview/test:pull" | jq -r .token)';

test('Docker Hub counts the pulls of six hours, and tells how many are left', async () => {
  const { sh, end } = await session();
  try {
    const left = (limit: number, remaining: number, source: string): object => ok(`ratelimit-limit: ${limit};w=21600\nratelimit-remaining: ${remaining};w=21600\ndocker-ratelimit-source: ${source}\n`);
    expect(await sh(`${TOKEN}; ${HEADERS}`)).toEqual(left(100, 100, '203.0.113.77'));
    expect(await sh(`docker pull -q busybox > /dev/null; ${TOKEN}; ${HEADERS}`)).toEqual(left(100, 99, '203.0.113.77'));
    const signedIn = await sh(`${TOKEN.replace('curl -s', 'curl -s --user learner:learner')}; ${HEADERS}`);
    expect(signedIn).toEqual(left(200, 200, /source: (\S+)/.exec(signedIn.stdout)![1]!));
    await sh(`${TOKEN}; for i in $(seq 99); do curl -s -o /dev/null -H "Authorization: Bearer $TOKEN" https://registry-1.docker.io/v2/ratelimitpreview/test/manifests/latest; done`);
    const message = 'You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit';
    expect(await sh(`${TOKEN}; ${HEADERS}; curl -s -w '%{http_code}\\n' -H "Authorization: Bearer $TOKEN" https://registry-1.docker.io/v2/ratelimitpreview/test/manifests/latest`)).toMatchObject({
      stdout: expect.stringContaining(`ratelimit-remaining: 0;w=21600\ndocker-ratelimit-source: 203.0.113.77\n{"errors":[{"code":"TOOMANYREQUESTS","message":"${message}"}]}\n429\n`),
    });
    expect(await sh('docker pull alpine')).toEqual(failed(`error from registry: ${message}\n`, 'Using default tag: latest\nlatest: Pulling from library/alpine\n'));
    expect(await sh('echo learner | docker login -u learner --password-stdin 2> /dev/null; docker pull -q alpine; docker logout; docker rmi alpine > /dev/null; sleep 21600; docker pull -q alpine')).toEqual(
      ok('Login Succeeded\ndocker.io/library/alpine:latest\nRemoving login credentials for https://index.docker.io/v1/\ndocker.io/library/alpine:latest\n'),
    );
  } finally {
    end();
  }
});

test("hub.docker.com's lists come in pages that name each other", async () => {
  const { sh, end } = await session();
  try {
    const tags = 'https://hub.docker.com/v2/repositories/library/busybox/tags';
    const shown = await sh(`curl -s '${tags}?page_size=2' | jq -r '.count, .next, .previous, (.results | length)'; curl -s '${tags}?page_size=2&page=2' | jq -r .previous`);
    const count = Number(shown.stdout.split('\n')[0]);
    expect(shown).toEqual(ok(`${count}\n${tags}?page=2&page_size=2\nnull\n2\n${tags}?page=1&page_size=2\n`));
    expect(await sh(`curl -s '${tags}?page_size=100' | jq -r '.next, (.results | length)'`)).toEqual(ok(`null\n${count}\n`));
  } finally {
    end();
  }
});

test('a repository on Docker Hub is for all to see until its owner hides it', async () => {
  const { sh, end } = await session();
  const denied = 'Error response from daemon: pull access denied for zed9/secret, repository does not exist or may require \'docker login\'\n';
  try {
    await sh('docker pull -q busybox; docker tag busybox zed9/secret; echo longenough1 | docker login -u zed9 --password-stdin; docker push -q zed9/secret; docker logout; docker rmi zed9/secret');
    const hub = 'https://hub.docker.com/v2';
    const asZed = `-H "Authorization: JWT $(curl -s -d '{"username":"zed9","password":"longenough1"}' ${hub}/users/login | jq -r .token)"`;
    expect(await sh('docker pull -q zed9/secret; docker search --format "{{.Name}}" zed9')).toEqual(ok('docker.io/zed9/secret:latest\nzed9/secret\n'));
    expect(await sh(`for who in "" "Authorization: Bearer nobody"; do curl -s -H "$who" -d '{"is_private":true}' ${hub}/repositories/zed9/secret/privacy; done; curl -s -d '{"username":"zed9","password":"wrong"}' ${hub}/users/login`)).toEqual(
      ok('{"detail":"Authentication credentials were not provided."}\n{"detail":"Authentication credentials were not provided."}\n{"detail":"Incorrect authentication credentials"}\n'),
    );
    expect(await sh(`curl -s ${asZed} -d '{"is_private":true}' ${hub}/repositories/zed9/secret/privacy/ | jq -c '[.name, .is_private]'; docker rmi -f zed9/secret > /dev/null; docker search zed9 --format x; curl -s ${hub}/repositories/zed9/secret; docker pull zed9/secret`)).toEqual(
      { stdout: '["secret",true]\n{"message":"object not found","errinfo":{}}\nUsing default tag: latest\n', stderr: denied, status: 1 },
    );
    expect(await sh('echo longenough2 | docker login -u maria --password-stdin 2>/dev/null; docker pull -q zed9/secret')).toEqual({ stdout: 'Login Succeeded\n', stderr: denied, status: 1 });
    expect(await sh(`echo longenough1 | docker login -u zed9 --password-stdin 2>/dev/null; docker pull -q zed9/secret; curl -s ${asZed} -d '{"name":"later","is_private":true}' ${hub}/namespaces/zed9/repositories | jq -c '[.name, .is_private]'; curl -s ${asZed} -d '{"name":"xx"}' ${hub}/namespaces/maria/repositories`)).toEqual(
      ok('Login Succeeded\ndocker.io/zed9/secret:latest\n["later",true]\n{"detail":"You do not have permission to perform this action."}\n'),
    );
  } finally {
    end();
  }
});
