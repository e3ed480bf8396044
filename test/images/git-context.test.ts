import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
}, 30_000);
afterAll(() => machine.end());

const COMMIT = 'b2f52715747013669e2c1057f8f49b20418de4a9';

test('an image is built from a repository, whose commit is told', async () => {
  const { stderr, status } = await machine.sh('docker build --progress plain -t site https://git.dockyard.example/static-site.git');
  expect(stderr.split('\n').slice(2, 6)).toEqual(['#1 [internal] load git source https://git.dockyard.example/static-site.git', `#1 0.000 ref: refs/heads/main\tHEAD`, `#1 0.000 ${COMMIT}\tHEAD`, '#1 DONE 0.0s']);
  expect(status).toBe(0);
  expect(await machine.sh('docker run --rm site ls /usr/share/nginx/html')).toEqual({ stdout: '50x.html\nDockerfile\nindex.html\nstyle.css\n', stderr: '', status: 0 });
});

test('a branch, a commit and a folder can be named; the same commit is in the cache', async () => {
  const { stdout } = await machine.sh(`docker build -q https://git.dockyard.example/static-site.git#main; docker build -q https://git.dockyard.example/static-site.git#${COMMIT}; docker build --progress plain https://git.dockyard.example/static-site.git#main 2>&1 | grep -c CACHED`);
  expect(stdout).toMatch(/^(sha256:[0-9a-f]{64}\n){2}1\n$/);
});

test.each([
  ['https://git.dockyard.example/nope.git', "failed to read dockerfile: failed to load cache key: failed to fetch remote https://git.dockyard.example/nope.git: git stderr:\nfatal: repository 'https://git.dockyard.example/nope.git/' not found\n: exit status 128"],
  ['https://git.nowhere.example/x.git', "failed to read dockerfile: failed to load cache key: failed to fetch remote https://git.nowhere.example/x.git: git stderr:\nfatal: unable to access 'https://git.nowhere.example/x.git/': Could not resolve host: git.nowhere.example\n: exit status 128"],
  ['https://git.dockyard.example/static-site.git#nope', 'failed to read dockerfile: failed to load cache key: repository does not contain ref nope, output: ""'],
  ['https://git.dockyard.example/static-site.git#main:nope', 'failed to read dockerfile: failed to resolve subdir nope: lstat nope: no such file or directory'],
  ['git@git.dockyard.example:static-site.git', 'dockyard: fetching git@git.dockyard.example:static-site.git, a Git repository that is not at an http address, is not simulated'],
])('%s', async (address, message) => {
  expect(await machine.sh(`docker build -q ${address}`)).toEqual({ stdout: '', stderr: `${message.startsWith('dockyard:') ? '' : 'ERROR: failed to build: failed to solve: '}${message}\n`, status: 1 });
});

test('ADD --keep-git-dir leaves a shallow repository', async () => {
  const added = await machine.sh(`printf 'FROM scratch\\nADD --keep-git-dir https://git.dockyard.example/static-site.git#main /\\n' | docker build -q -o kept -; cd kept; git status --short; git rev-parse HEAD; git log --oneline | wc -l; git log -1 --format=%D; git remote get-url origin; git branch`);
  expect({ ...added, stderr: '' }).toEqual({ stdout: `\n${COMMIT}\n1\ngrafted, HEAD, main\nhttps://git.dockyard.example/static-site.git\n* (HEAD detached at b2f5271)\n  main\n`, stderr: '', status: 0 });
}, 60_000);

test('the builder without BuildKit gets a clone of the client', async () => {
  const build = (source: string) => machine.sh(`DOCKER_BUILDKIT=0 docker build -q -t classic ${source} 2>&1 | grep -v -i deprecated | tail -1; ls -d /tmp/docker-build-git* 2>/dev/null`);
  expect((await build('https://git.dockyard.example/static-site.git')).stdout).toMatch(/^sha256:[0-9a-f]{64}\n$/);
  expect((await machine.sh('docker run --rm classic ls /usr/share/nginx/html')).stdout).toContain('style.css\n');
  expect((await build('https://git.dockyard.example/nope.git')).stdout).toContain("exit status 128");
  expect((await build('https://git.dockyard.example/static-site.git#main:nope')).stdout).toBe("unable to prepare context: unable to 'git clone' to temporary context directory: error setting git checkout root, subdir not within git root or missing: nope\n");
}, 60_000);

test('ADD takes a repository too, or the commit that it must be', async () => {
  const build = (flags: string) => machine.sh(`printf 'FROM alpine\\nADD ${flags} https://git.dockyard.example/static-site.git /site\\nRUN ls /site > /names\\n' | docker build -q -t added -`);
  expect((await build('')).status).toBe(0);
  expect(await machine.sh('docker run --rm added cat /names')).toEqual({ stdout: 'Dockerfile\nindex.html\nstyle.css\n', stderr: '', status: 0 });
  expect((await machine.sh("printf 'FROM scratch\\nADD http://example.com/ /\\n' | docker build -q - > /dev/null; docker buildx du --verbose --filter type=source.git.checkout | grep ^Desc | sort -u; docker buildx du --verbose | grep ' http url '")).stdout).toBe(
    'Description:  git snapshot for https://git.dockyard.example/static-site.git#\nDescription:  git snapshot for https://git.dockyard.example/static-site.git#main\nDescription:  http url http://example.com/\n',
  );
  expect((await build(`--checksum=${COMMIT}`)).status).toBe(0);
  expect((await build(`--checksum=${'0'.repeat(40)}`)).stderr).toContain(`expected checksum to match ${'0'.repeat(40)}, got ${COMMIT}`);
});
