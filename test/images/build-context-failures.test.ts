// Contexts that can't be had or read, as the builders tell of them (BuildKit frontend/dockerui, fsutil; docker/cli build/context.go).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh("mkdir -p d/sub; cd d; printf 'FROM scratch\\nCOPY f secret* /\\n' > Dockerfile; sed 's/COPY.*/COPY . ./' Dockerfile > All; echo x > f; echo y > secret; chmod 0 secret sub");
});
afterAll(() => machine.end());

const fails = (context: string): Promise<{ stdout: string; stderr: string; status: number }> => machine.sh(`docker build ${context} 2>&1 | sed '1,2d; s/^#1 [0-9.]* /#1 T /; s/^[0-9.]* fatal/T fatal/'`);

test('a repository or an archive that is not there fails in a step of its own', async () => {
  const why = "fatal: unable to access 'https://git.nowhere.example/x.git/': Could not resolve host: git.nowhere.example";
  const failed = `failed to fetch remote https://git.nowhere.example/x.git: git stderr:\n${why}\n: exit status 128`;
  const step = '[internal] load git source https://git.nowhere.example/x.git';
  expect((await fails('https://git.nowhere.example/x.git')).stdout).toBe(`#1 ${step}\n#1 T ${why}\n#1 ERROR: ${failed}\n------\n > ${step}:\nT ${why}\n------\nERROR: failed to build: failed to solve: failed to read dockerfile: failed to load cache key: ${failed}\n`);
  const missing = 'Get "http://nowhere.example/x.tar": dial tcp: lookup nowhere.example on 10.0.2.3:53: no such host';
  expect((await fails('http://nowhere.example/x.tar')).stdout).toBe(`#1 [internal] load remote build context\n#1 ERROR: ${missing}\n------\n > [internal] load remote build context:\n------\nERROR: failed to build: failed to solve: failed to read downloaded context: failed to load cache key: ${missing}\n`);
});

test('a file that its server refuses is no file', async () => {
  const { stdout } = await machine.sh("printf 'FROM scratch\nADD http://example.com/nosuch.tgz /x\n' > Refused; docker build - 2>&1 < Refused | sed -n '/ADD/,$p'; DOCKER_BUILDKIT=0 docker build - 2>&1 < Refused | grep '^ADD'; curl -so /dev/null -w '%{http_code}\n' http://example.com/nosuch.tgz; curl -so /dev/null -w '%{http_code}\n' https://example.com");
  expect(stdout).toBe(`#3 [1/1] ADD http://example.com/nosuch.tgz /x
#3 ERROR: invalid response status 404
------
 > [1/1] ADD http://example.com/nosuch.tgz /x:
------
ERROR: failed to build: failed to solve: failed to load cache key: invalid response status 404
ADD failed: failed to GET http://example.com/nosuch.tgz with status 404 Not Found: <!doctype html>
404
200
`);
});

test('what may not be read is missed where it is wanted', async () => {
  const { stdout } = await machine.sh("cd d; for f in Dockerfile All; do docker build -f $f . 2>&1 | grep -A9 'load build context'; done; echo secret > .dockerignore; docker build -q -f Dockerfile . | wc -c");
  expect(stdout).toBe(`#3 [internal] load build context
#3 transferring context: done
#3 ERROR: error from sender: open /home/learner/d/secret: permission denied
------
 > [internal] load build context:
------
ERROR: failed to build: failed to solve: error from sender: open /home/learner/d/secret: permission denied
#3 [internal] load build context
#3 transferring context: done
#3 ERROR: error from sender: open /home/learner/d/secret: permission denied
------
 > [internal] load build context:
------
ERROR: failed to build: failed to solve: error from sender: open /home/learner/d/secret: permission denied
72\n`);
});

test('the builder without BuildKit looks before it sends', async () => {
  const { stderr } = await machine.sh("cd d; export DOCKER_BUILDKIT=0; docker build . ; rm .dockerignore; docker build .; docker build -f none .; docker build -t Bad .; docker build -f - - < f; docker build --platform a/b/c/d .");
  expect(stderr.replace(/DEPRECATED[^]*?variable\.\n\n/g, '')).toBe(`checking context: can't stat '/home/learner/d/sub'
checking context: no permission to read from '/home/learner/d/secret'
unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /home/learner/d/none: no such file or directory
invalid argument "Bad" for "-t, --tag" flag: invalid reference format: repository name (library/Bad) must be lowercase

Usage:  docker build [OPTIONS] PATH | URL | -

Run 'docker build --help' for more information
invalid argument: can't use stdin for both build context and dockerfile
"a/b/c/d": cannot parse platform specifier: invalid argument
`);
});
