// Options of `docker build` that reach beyond the Dockerfile, on a whole machine.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh('docker pull -q busybox; mkdir -p dir base; echo a > dir/a.txt; echo no > dir/x.skip; echo "*.skip" > dir/.dockerignore; echo l > base/l; ln base/l base/l2');
});
afterAll(() => machine.end());

const dockerfile = (text: string): string => `cat > Dockerfile <<'EOF'\n${text}\nEOF\n`;
/** Progress, the steps alone. */
const steps = (stderr: string): string[] => stderr.split('\n').filter((line) => /^#\d+ (?:\[|CACHED|\d|transferring ctx)/.test(line)).map((line) => line.replace(/@sha256:[0-9a-f]{64}/, '').replace(/^(#\d+ )\d\.\d+ /, '$1'));

test('a further context is a folder or an image, for COPY --from, mounts, FROM, and in place of a stage', async () => {
  const folder = await machine.sh(`${dockerfile('FROM busybox\nCOPY --from=ctx a.txt /z\nRUN --mount=type=bind,from=ctx,target=/m ls /m')}docker build --progress=plain --build-context ctx=dir .`);
  expect(steps(folder.stderr).slice(3)).toEqual([
    '#3 [context ctx] load .dockerignore', '#3 transferring ctx: 47B done', '#4 [internal] load .dockerignore', '#5 [stage-0 1/3] FROM docker.io/library/busybox:latest',
    '#6 [context ctx] load from client', '#6 transferring ctx: 81B done', '#7 [stage-0 2/3] COPY --from=ctx a.txt /z', '#8 [stage-0 3/3] RUN --mount=type=bind,from=ctx,target=/m ls /m', '#8 a.txt',
  ].slice(1));
  const image = await machine.sh(`${dockerfile('FROM nowhere AS base\nRUN false\nFROM base\nRUN echo on $(ls / | head -1)')}docker build --progress=plain --build-context base=docker-image://busybox . 2>&1 | grep -e context -e ' on '`);
  expect(image.stdout.replace(/0\.\d+ /, '')).toBe('#2 [context base] load metadata for busybox\n#3 transferring context: 2B done\n#4 [context base] busybox\n#5 [stage-1 1/1] RUN echo on $(ls / | head -1)\n#5 on bin\n');
  const tree = await machine.sh(`${dockerfile('FROM base\nCOPY dir/a.txt /x/')}docker build -q --build-context base=base -o out . && find out -type f -links 2 -o -path '*x/*' | sort`);
  expect(tree).toEqual({ stdout: '\nout/l\nout/l2\nout/x/a.txt\n', stderr: '', status: 0 });
  expect(await machine.sh('docker build --build-context base .; docker build --build-context x=nodir .; docker build --build-context x=Dockerfile .')).toEqual({
    stdout: '', status: 1,
    stderr: 'ERROR: invalid context value: base, expected key=value\nERROR: failed to build: failed to get build context x: stat nodir: no such file or directory\nERROR: failed to build: failed to get build context path {Dockerfile <nil>}: not a directory\n',
  });
});

test('an image goes to a file as an OCI layout or in docker\'s format, and isn\'t listed before it is loaded', async () => {
  const { stdout, status } = await machine.sh(`${dockerfile('FROM scratch\nCOPY dir/a.txt /')}docker build -q -o type=oci,dest=o.tar -t foo:1 . ; docker build -q -o type=docker,dest=d.tar -t bar:1 .; for f in o d; do tar tf $f.tar | grep -v blobs | tr '\\n' ' '; done; docker images -q foo bar; docker load -i o.tar; docker load -i d.tar`);
  expect([stdout.replace(/[0-9a-f]{64}/g, 'X'), status]).toEqual(['sha256:X\nsha256:X\nindex.json oci-layout index.json manifest.json oci-layout Loaded image: foo:1\nLoaded image: bar:1\n', 0]);
  const refused = await machine.sh('docker build -q -o type=bogus .; docker build --builder nope .');
  expect(refused.stderr).toBe('ERROR: failed to build: failed to solve: exporter "bogus" could not be found\nERROR: no builder "nope" found\n');
});

test('what a RUN writes into a bind mount is lost, and what is checked can be told from outside', async () => {
  const lost = await machine.sh(`${dockerfile('FROM busybox\nRUN --mount=type=bind,source=dir,target=/b,rw touch /b/new && ls /b > /first\nRUN --mount=type=bind,source=dir,target=/b ls /b > /second')}docker build -q -t lost . > /dev/null && docker run --rm lost cat /first /second`);
  expect(lost.stdout).toBe('a.txt\nnew\nx.skip\na.txt\nx.skip\n');
  const checked = await machine.sh(`${dockerfile('# check=skip=all\nFROM scratch as base\ncopy Dockerfile .')}docker build --check --build-arg 'BUILDKIT_DOCKERFILE_CHECK=skip=ConsistentInstructionCasing;error=true' . | grep WARNING; docker build -q --build-arg BUILDKIT_DOCKERFILE_CHECK=nonsense .`);
  expect([checked.stdout, checked.stderr.split('\n').at(-2)]).toEqual(['WARNING: FromAsCasing - https://docs.docker.com/go/dockerfile/rule/from-as-casing/\n', 'ERROR: failed to build: failed to solve: failed to parse build-arg:BUILDKIT_DOCKERFILE_CHECK: invalid check option "nonsense"']);
  expect((await machine.sh(`${dockerfile('FROM scratch\nCOPY dir /')}SOURCE_DATE_EPOCH=0 docker build -q -t epoch . >/dev/null; docker image inspect -f '{{.Created}}' epoch`)).stdout).toBe('1970-01-01T00:00:00Z\n');
});

test('builders that there can be none of are refused; a build marks its builder as used', async () => {
  expect(await machine.sh('docker buildx create --driver docker; docker buildx create --driver nope; docker buildx stop; docker buildx stop b')).toEqual({
    stdout: '', status: 1,
    stderr: 'ERROR: additional instances of driver "docker" cannot be created\nERROR: failed to find driver "nope"\nERROR: no builder "b" found\n',
  });
  expect((await machine.sh("docker buildx inspect | sed -n '3p'")).stdout).toMatch(/^Last Activity: 2026-11-21 \d\d:\d\d:\d\d \+0000 UTC\n$/);
});
