// Builds that are given up: what they held is free, nothing of them is kept.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
  await machine.sh(`docker pull -q busybox; printf 'FROM busybox\\nRUN --mount=type=cache,target=/c,sharing=locked sleep 600\\n' > Dockerfile; sed s/600/1/ Dockerfile > short; tar cf context.tar Dockerfile`);
});
afterAll(() => machine.end());

const SLEEP = '[stage-0 2/2] RUN --mount=type=cache,target=/c,sharing=locked sleep 600';
const ENDING = `#5 ${SLEEP}\n#5 CANCELED\nERROR: failed to build: failed to solve: Canceled: context canceled\n`;
const ending = (stderr: string): string => stderr.slice(stderr.indexOf('#5 '));
/** A build that waits for the lock which those before it held. */
const next = 'docker build -q -f short -t after . > /dev/null && docker image ls -q given | wc -l';

test('SIGTERM and Ctrl-C cancel a build in the engine', async () => {
  const timed = await machine.sh('timeout 2 docker build --progress=plain -t given .');
  expect([timed.stdout, ending(timed.stderr), timed.status]).toEqual(['', ENDING, 124]);
  const interrupted = await machine.sh('docker build --progress=plain -t given . & sleep 2; kill -INT $!; wait $!');
  expect([interrupted.stdout, ending(interrupted.stderr), interrupted.status]).toEqual(['', ENDING, 130]);
  expect(await machine.sh(next)).toEqual({ stdout: '0\n', stderr: '', status: 0 });
});

test('a build that waits for a lock is cancelled, too, and so is one whose client is gone', async () => {
  const both = await machine.sh('docker build -q -t given . 2>&1 & sleep 1; docker build --progress=plain -t given . & sleep 2; kill -TERM $!; wait $!; echo $?; kill -9 %1; wait %1; echo $?');
  expect([both.stdout, ending(both.stderr.replace(/[^\n]*Killed[^\n]*\n/, ''))]).toEqual(['130\n137\n', ENDING]);
  await machine.sh("timeout 2 curl -sN --unix-socket /var/run/docker.sock -H 'Content-Type: application/x-tar' --data-binary @context.tar 'http://docker/build?version=2&t=given'");
  await machine.sh("timeout 2 curl -sN --unix-socket /var/run/docker.sock -H 'Content-Type: application/x-tar' --data-binary @context.tar 'http://docker/build?t=given'");
  expect(await machine.sh(next)).toEqual({ stdout: '0\n', stderr: '', status: 0 });
});

test('bake is cancelled with what it builds', async () => {
  await machine.sh(`echo 'target "default" { tags = ["given"] }' > docker-bake.hcl`);
  const baked = await machine.sh('timeout --preserve-status 2 docker buildx bake --progress=plain 2>&1 | tail -2; timeout --preserve-status 2 docker buildx bake -f docker-bake.hcl --progress=quiet');
  expect(baked).toEqual({ stdout: '#6 CANCELED\nERROR: failed to solve: Canceled: context canceled\n', stderr: 'ERROR: failed to solve: Canceled: context canceled\n', status: 130 });
  expect(await machine.sh(next)).toEqual({ stdout: '0\n', stderr: '', status: 0 });
});
