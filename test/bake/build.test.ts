import { expect, test } from 'vitest';
import { session } from '../sessions/host';

const BAKE = `group "default" { targets = ["api", "web"] }
variable "TAG" { default = "dev" }
target "api" {
  context = "api"
  tags = ["me/api:\${TAG}"]
}
target "web" {
  context = "web"
  contexts = { base = "target:api" }
  args = { V = TAG }
  tags = ["me/web:\${TAG}"]
}
target "bad" {
  dockerfile-inline = "FROM alpine\\nRUN exit 3\\n"
}
target "odd" {
  dockerfile-inline = "from alpine\\nRUN true\\n"
  description = "Odd letters"
}
`;

/** Without times, digests and sizes. */
const steady = (text: string): string => text.replace(/ \d+\.\d+s/g, '').replace(/sha256:[0-9a-f]{64}/g, 'sha256:…').replace(/\d+(\.\d+)?[kM]?B/g, 'B');

test('targets are built as bake files say, each upon what it needs', async () => {
  const { sh, end } = await session();
  try {
    await sh(`mkdir -p b/api b/web; printf 'FROM alpine\nRUN echo hi > /x\n' > b/api/Dockerfile; printf 'FROM base\nARG V\nLABEL v=$V\nRUN cat /x\n' > b/web/Dockerfile; cat > b/docker-bake.hcl <<'X'\n${BAKE}X`);
    const all = await sh('cd b; docker buildx bake');
    expect({ stdout: all.stdout, status: all.status }).toEqual({ stdout: '', status: 0 });
    expect(steady(all.stderr).split('\n').filter((line) => /^#\d+ \[|^#\d+ 0\.000|naming/.test(line))).toEqual([
      '#1 [internal] load local bake definitions', '#2 [api internal] load build definition from Dockerfile',
      '#3 [api internal] load metadata for docker.io/library/alpine:latest', '#4 [api internal] load .dockerignore', '#5 [api 1/2] FROM docker.io/library/alpine:latest@sha256:…',
      '#6 [api 2/2] RUN echo hi > /x', '#7 [api] exporting to image', '#7 naming to docker.io/me/api:dev done', '#8 [web internal] load build definition from Dockerfile',
      '#9 [web internal] load .dockerignore', '#10 [web 1/2] RUN cat /x', '#10 0.000 hi', '#11 [web] exporting to image', '#11 naming to docker.io/me/web:dev done',
    ]);
    expect((await sh('docker images --format "{{.Repository}}:{{.Tag}}"')).stdout).toBe('me/api:dev\nme/web:dev\n');
    expect(await sh('cd b; TAG=v2 docker bake web --progress=quiet --metadata-file m.json; jq -r ".web.\\"image.name\\"" m.json; docker inspect -f "{{.Config.Labels}}" me/web:v2; docker images --format "{{.Repository}}:{{.Tag}}"')).toEqual({
      stdout: 'docker.io/me/web:v2\nmap[v:v2]\nme/web:v2\nme/api:dev\nme/web:dev\n', stderr: '', status: 0,
    });
    expect(await sh('cd b; docker build --build-context base=target:api web 2>&1 | tail -1; docker buildx bake --check web 2>&1 >/dev/null | grep ^ERROR')).toEqual({
      stdout: 'ERROR: failed to build: failed to find target api for context base\nERROR: unsupported context source target for base\n', stderr: '', status: 0,
    });
    const bad = await sh('cd b; docker buildx bake bad api');
    expect({ status: bad.status, end: bad.stderr.slice(bad.stderr.indexOf('------\n')) }).toEqual({
      status: 1,
      end: '------\n > [bad 2/2] RUN exit 3:\n------\nDockerfile:2\n--------------------\n   1 |     FROM alpine\n   2 | >>> RUN exit 3\n   3 |     \n--------------------\n' +
        'ERROR: target bad: failed to solve: process "/bin/sh -c exit 3" did not complete successfully: exit code: 3\n',
    });
    const check = await sh('cd b; docker buildx bake --check odd api');
    expect({ status: check.status, stdout: check.stdout.split('\n').slice(0, 8) }).toEqual({
      status: 1, stdout: ['api', '', 'Check complete, no warnings found.', '', 'odd', 'Odd letters', '', 'Check complete, 1 warning has been found!'],
    });
  } finally {
    end();
  }
});

test('targets are built at once; what they share is one step, and the first failure ends the others', async () => {
  const { sh, end } = await session();
  try {
    await sh(`mkdir b; cat > b/docker-bake.hcl <<'X'
group "default" { targets = ["a", "b"] }
target "a" { dockerfile-inline = "FROM alpine\\nRUN echo same\\nRUN sleep 1; echo a\\n" }
target "b" { dockerfile-inline = "FROM alpine\\nRUN echo same\\nRUN sleep 1; echo b\\n" }
target "bad" { dockerfile-inline = "FROM alpine\\nRUN sleep 1; exit 3\\n" }
target "slow" { dockerfile-inline = "FROM alpine\\nRUN sleep 1000\\n" }
X`);
    const both = await sh('cd b; docker buildx bake');
    expect({ stdout: both.stdout, status: both.status, steps: steady(both.stderr).split('\n').filter((line) => /^#\d+ (\[|\d|CACHED)/.test(line)) }).toEqual({
      stdout: '', status: 0, steps: [
        '#1 [internal] load local bake definitions', '#2 [a internal] load build definition from Dockerfile', '#3 [b internal] load build definition from Dockerfile',
        '#4 [b internal] load metadata for docker.io/library/alpine:latest', '#5 [a internal] load .dockerignore', '#6 [a 1/3] FROM docker.io/library/alpine:latest@sha256:…',
        '#7 [a 2/3] RUN echo same', '#8 [a 3/3] RUN sleep 1; echo a', '#8 1.000 a', '#9 [b 3/3] RUN sleep 1; echo b', '#9 1.000 b', '#10 [a] exporting to image', '#11 [b] exporting to image',
      ],
    });
    const bad = await sh('cd b; docker buildx bake slow bad');
    expect({ status: bad.status, told: steady(bad.stderr).slice(steady(bad.stderr).indexOf('#7')) }).toEqual({
      status: 1,
      told: '#7 [slow 2/2] RUN sleep 1000\n#7 CANCELED\n\n#8 [bad 2/2] RUN sleep 1; exit 3\n#8 ERROR: process "/bin/sh -c sleep 1; exit 3" did not complete successfully: exit code: 3\n------\n > [bad 2/2] RUN sleep 1; exit 3:\n------\nDockerfile:2\n--------------------\n   1 |     FROM alpine\n   2 | >>> RUN sleep 1; exit 3\n   3 |     \n--------------------\n' +
        'ERROR: target bad: failed to solve: process "/bin/sh -c sleep 1; exit 3" did not complete successfully: exit code: 3\n',
    });
  } finally {
    end();
  }
}, 60_000);

test('a builder in a container builds upon the results of other targets, which no engine has as images', async () => {
  const { sh, end } = await session();
  try {
    await sh(`mkdir -p b/api b/web; printf 'FROM alpine\nENV A=1\nRUN echo hi > /x\n' > b/api/Dockerfile; printf 'FROM base\nRUN cat /x\n' > b/web/Dockerfile; cat > b/docker-bake.hcl <<'X'\n${BAKE}X`);
    await sh('docker buildx create --name mine --driver docker-container --use --bootstrap');
    const all = await sh('cd b; docker buildx bake --load web');
    expect(steady(all.stderr).split('\n').filter((line) => /^#\d+ \[|^#\d+ 0\.000|^ERROR/.test(line)).slice(-4)).toEqual([
      '#9 [web 1/2] RUN cat /x', '#9 0.000 hi', '#10 [web] exporting to oci image format', '#11 [web] importing to docker',
    ]);
    expect(await sh('docker images --format "{{.Repository}}:{{.Tag}}"; docker run --rm me/web:dev sh -c "cat x; echo \\$A"')).toEqual({ stdout: 'me/web:dev\nmoby/buildkit:buildx-stable-1\nhi\n1\n', stderr: '', status: 0 });
  } finally {
    end();
  }
}, 60_000);

test('what targets ask for beyond the folder has to be allowed', async () => {
  const { sh, end } = await session();
  try {
    await sh(`mkdir -p p/in p/up; echo 'FROM scratch' > p/up/Dockerfile; cat > p/in/docker-bake.hcl <<'X'\ntarget "net" {\n  dockerfile-inline = "FROM scratch\\n"\n  entitlements = ["network.host"]\n}\ntarget "up" {\n  context = "../up"\n  output = ["type=local,dest=../out"]\n}\nX`);
    const told = (stderr: string): string => stderr.slice(stderr.indexOf('Your build'));
    const net = await sh('cd p/in; docker buildx bake net </dev/null');
    expect({ status: net.status, told: told(net.stderr) }).toEqual({
      status: 1,
      told: 'Your build is requesting privileges for following possibly insecure capabilities:\n\n - Running build containers that can access host network\n\n' +
        'Pass "--allow=network.host" to grant requested privileges.\n\nYour full command with requested privileges:\n\ndocker buildx bake --allow=network.host net\n\nERROR: additional privileges requested\n',
    });
    const up = await sh('cd p/in; docker buildx bake up </dev/null');
    expect({ status: up.status, told: told(up.stderr) }).toEqual({
      status: 1,
      told: 'Your build is requesting privileges for following possibly insecure capabilities:\n\n - Read access to path ../up\n - Write access to path ..\n\n' +
        'Pass "--allow=fs.read=../up --allow=fs.write=.." to grant requested privileges.\n\nYour full command with requested privileges:\n\ndocker buildx bake --allow=fs.read=../up --allow=fs.write=.. up\n\n' +
        'To disable filesystem entitlements checks, you can set BUILDX_BAKE_ENTITLEMENTS_FS=0 .\n\nERROR: additional privileges requested\n',
    });
    expect(await sh('cd p/in; docker buildx bake --progress=quiet --allow=fs.read=../up --allow=fs.write=.. up; docker buildx bake --progress=quiet --allow=network.host net; docker buildx bake --allow=nope net 2>&1 | tail -1')).toEqual({
      stdout: 'ERROR: unknown entitlement key "nope"\n', stderr: '', status: 0,
    });
  } finally {
    end();
  }
}, 60_000);
