// What a build fetches before it reads its Dockerfile, what its warnings say in full, and commands that can't start.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker pull -q busybox');
});
afterAll(() => machine.end());

const dockerfile = (text: string): string => `printf '${text}' > Dockerfile; `;
const plain = (stderr: string): string => stderr.replace(/@sha256:[0-9a-f]{64}/g, '@…').replace(/ \d+\.\ds$/gm, ' …s');
const place = (name: string): string => `Dockerfile:1\n--------------------\n   1 | >>> # syntax=${name}\n   2 |     FROM busybox\n   3 |     \n--------------------\n`;

test("the image of # syntax= is fetched once and stands before the base images' metadata", async () => {
  await machine.sh(`${dockerfile('# syntax=docker/dockerfile:1\\nFROM busybox\\nRUN true\\n')}docker build -q .`);
  const { stderr, status } = await machine.sh('docker build --progress=plain --call=outline .; docker build --progress=plain .');
  const steps = `#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 88B done
#1 DONE …s

#2 resolve image config for docker-image://docker.io/docker/dockerfile:1
#2 DONE …s

#3 docker-image://docker.io/docker/dockerfile:1@…
#3 resolve docker.io/docker/dockerfile:1@… done
#3 CACHED

#4 [internal] load metadata for docker.io/library/busybox:latest
`;
  expect(plain(stderr).split('#0 building with "default" instance using docker driver\n\n').slice(1).map((one) => one.slice(0, steps.length))).toEqual([steps, steps]);
  expect(status).toBe(0);
});

test.each([
  ['docker/dockerfile:99', 'docker.io/docker/dockerfile:99', 'docker.io/docker/dockerfile:99: not found'],
  ['nosuch/frontend', 'docker.io/nosuch/frontend:latest', 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed'],
])('# syntax=%s fails where it stands', async (name, reference, message) => {
  const { stdout, stderr, status } = await machine.sh(`${dockerfile(`# syntax=${name}\\nFROM busybox\\n`)}docker build --progress=plain .`);
  expect([stdout, stderr.slice(stderr.indexOf('#2 ')), status]).toEqual(['', `#2 resolve image config for docker-image://${reference}
#2 ERROR: ${message}
------
 > resolve image config for docker-image://${reference}:
------
${place(name)}ERROR: failed to build: failed to solve: failed to resolve source metadata for ${reference}: ${message}
`, 1]);
});

test('other frontends are not simulated, and BUILDKIT_SYNTAX stands for the line', async () => {
  expect(await machine.sh(`${dockerfile('# syntax=hello-world\\nFROM busybox\\n')}docker build -q .; docker build -q --build-arg BUILDKIT_SYNTAX=docker/dockerfile:99 .`)).toEqual({
    stdout: '', status: 1,
    stderr: 'dockyard: the frontend docker.io/library/hello-world:latest is not simulated\nERROR: failed to build: failed to solve: failed with build-arg:BUILDKIT_SYNTAX = docker/dockerfile:99: failed to resolve source metadata for docker.io/docker/dockerfile:99: docker.io/docker/dockerfile:99: not found\n',
  });
});

test("a command that can't start is told of by runc in the step's output", async () => {
  const { stderr, status } = await machine.sh(`${dockerfile('FROM scratch\\nRUN echo hi\\n')}docker build --progress=plain .`);
  const reason = 'runc run failed: unable to start container process: error during container init: exec: "/bin/sh": stat /bin/sh: no such file or directory';
  const failure = 'process "/bin/sh -c echo hi" did not complete successfully: exit code: 1';
  expect([stderr.slice(stderr.indexOf('[1/1] RUN')).replace(/0\.\d{3}/g, '0.…'), status]).toEqual([`[1/1] RUN echo hi
#3 0.… ${reason}
#3 ERROR: ${failure}
------
 > [1/1] RUN echo hi:
0.… ${reason}
------
Dockerfile:2
--------------------
   1 |     FROM scratch
   2 | >>> RUN echo hi
   3 |     
--------------------
ERROR: failed to build: failed to solve: ${failure}
`, 1]);
  const exec = await machine.sh(`${dockerfile('FROM busybox\\nRUN ["nosuch"]\\n')}docker build --progress=plain . 2>&1 | grep -e '^#.*runc' -e '^ERROR' | cut -d' ' -f3-`);
  expect(exec.stdout).toBe('runc run failed: unable to start container process: error during container init: exec: "nosuch": executable file not found in $PATH\nto build: failed to solve: process "nosuch" did not complete successfully: exit code: 1\n');
});

test('docker --debug build says all of its warnings', async () => {
  const { stderr } = await machine.sh(`${dockerfile('FROM busybox as a\\n')}docker --debug build --progress=plain .`);
  expect(stderr.slice(stderr.indexOf('\n \x1b'))).toBe(`
 \x1b[33m1 warning found:
\x1b[0m - FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)
The 'as' keyword should match the case of the 'from' keyword
More info: https://docs.docker.com/go/dockerfile/rule/from-as-casing/
Dockerfile:1
--------------------
   1 | >>> FROM busybox as a
   2 |     
--------------------

`);
});
