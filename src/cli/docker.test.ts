import { expect, test } from 'vitest';
import { encodeFrame } from '../api/stdcopy';
import { utf8 } from '../lib/bytes';
import { scripted } from './testing/scripted';

test('run makes the calls that the real client makes, in its order', async () => {
  const outcome = await scripted(['docker', 'run', '--rm', 'busybox', 'echo', 'hi'], (call) => {
    if (call.includes('/create')) return { status: 201, json: { Id: 'c1', Warnings: [] } };
    if (call.includes('/attach')) {
      return {
        headers: [['Content-Type', 'application/vnd.docker.multiplexed-stream']],
        raw: async (stream) => {
          await stream.write(encodeFrame('stdout', utf8('hi\n')));
          await stream.write(encodeFrame('stderr', utf8('oops\n')));
          stream.close();
        },
      };
    }
    if (call.includes('/wait')) return { json: { StatusCode: 3 } };
    return { status: 204 };
  });
  expect(outcome).toEqual({
    stdout: 'hi\n',
    stderr: 'oops\n',
    status: 3,
    calls: [
      'HEAD /_ping',
      'HEAD /_ping',
      'POST /v1.55/containers/create',
      'POST /v1.55/containers/c1/attach?stderr=1&stdout=1&stream=1',
      'POST /v1.55/containers/c1/wait?condition=removed',
      'POST /v1.55/containers/c1/start',
    ],
  });
});

test('a missing image is pulled, and what the engine refuses is told with its words', async () => {
  const outcome = await scripted(['docker', 'run', 'nosuch:1'], (call) =>
    call.includes('/create?from') ? { status: 404, json: { message: 'pull access denied' } } : { status: 404, json: { message: 'No such image: nosuch:1' } },
  );
  expect(outcome.stderr).toBe(
    "Unable to find image 'nosuch:1' locally\ndocker: Error response from daemon: pull access denied\n\nRun 'docker run --help' for more information\n",
  );
  expect(outcome.status).toBe(125);
  expect(outcome.calls.at(-1)).toBe('POST /v1.55/images/create?fromImage=docker.io%2Flibrary%2Fnosuch&tag=1');
});

test('a template sees structs and maps as Go does', async () => {
  const container = { Id: 'c1', Name: '/web', State: { Status: 'running' }, Config: { Labels: { a: 'b' } } };
  const inspect = (format: string) => scripted(['docker', 'inspect', '-f', format, 'web'], () => ({ json: container }));
  expect((await inspect('{{.Config.Labels.a}} {{.Config.Labels.c}} {{json .State.Health}} {{.State.Running}}')).stdout).toBe('b <no value> null false\n');
  const failed = await inspect('{{.State.Health.Status}}');
  expect(failed).toMatchObject({ stdout: '\n', status: 1 });
  expect(failed.stderr).toBe('template parsing error: template: :1:8: executing "" at <.State.Health.Status>: map has no entry for key "Health"\n');
});

test('help pages are laid out as docker lays them out', async () => {
  const { stdout } = await scripted(['docker', 'image', 'rm', '--help'], () => ({ status: 500 }));
  expect(stdout).toBe(`Usage:  docker image rm [OPTIONS] IMAGE [IMAGE...]

Remove one or more images

Aliases:
  docker image rm, docker image remove, docker rmi

Options:
  -f, --force              Force removal of the image
      --no-prune           Do not delete untagged parents
      --platform strings   Remove only the given platform variant.
                           Formatted as "os[/arch[/variant]]" (e.g.,
                           "linux/amd64")
`);
});

test('removing several goes on after a failure and tells it last', async () => {
  const outcome = await scripted(['docker', 'rm', 'one', 'ghost', 'two'], (call) =>
    call.includes('ghost') ? { status: 404, json: { message: 'No such container: ghost' } } : { status: 204 },
  );
  expect(outcome).toMatchObject({ stdout: 'one\ntwo\n', stderr: 'Error response from daemon: No such container: ghost\n', status: 1 });
});
